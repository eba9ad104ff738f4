"""Dates and times on the staff's pages, as filters."""

from django import template

from procedures.web.nurse.times import away, full_day, hour, short_day, start, wall, wall_day

register = template.Library()

for words in (away, full_day, hour, short_day, start, wall, wall_day):
    register.filter(words)
