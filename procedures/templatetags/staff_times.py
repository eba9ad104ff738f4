"""Dates, times and time zones on the staff's pages, as filters."""

from django import template

from procedures.web.nurse.times import away, full_day, hour, short_day, start, wall, wall_day
from procedures.web.nurse.zone_choices import zone_words

register = template.Library()

for words in (away, full_day, hour, short_day, start, wall, wall_day, zone_words):
    register.filter(words)
