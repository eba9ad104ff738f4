"""A surgery's new times, written into its row; nothing else is touched."""

from datetime import date, time

from procedures.checklists.models import Surgery
from procedures.core.timeline import SurgeryTimes
from procedures.core.wording_of_time import day_words
from procedures.hospitals.calendar_rules import RULES

WRITTEN = [
    "surgery_date",
    "start_time",
    "theatre_list",
    "arrival_time",
    "starts_at",
    "arrives_at",
    "admitted_at",
    "discharged_at",
    "generation",
    "reckoned_with",
    "confirmed_at",
    "confirmed_by_channel",
    "has_ride",
    "ride_told_at",
]


def planned_for(surgery: Surgery) -> tuple[date, time | None, time | None, str]:
    """Date, start, arrival and list, as `reschedule` takes them."""
    return surgery.surgery_date, surgery.start_time, surgery.arrival_time, surgery.theatre_list


def write_times(surgery: Surgery, times: SurgeryTimes, theatre_list: str) -> None:
    """Give a held `surgery` other times under a new generation; what was answered for the old ones is gone."""
    if surgery.surgery_date != times.surgery_date:
        surgery.admitted_at = surgery.discharged_at = None  # the stay was for the old date
    surgery.surgery_date, surgery.start_time, surgery.arrival_time = (
        times.surgery_date,
        times.start_time,
        times.arrival_time,
    )
    surgery.starts_at, surgery.arrives_at, surgery.theatre_list = times.starts_at, times.arrives_at, theatre_list
    # What the patient answered was about the old time.
    surgery.confirmed_at, surgery.confirmed_by_channel = None, ""
    surgery.has_ride = surgery.ride_told_at = None
    surgery.generation += 1
    surgery.reckoned_with = RULES
    surgery.save(update_fields=WRITTEN)


def said(times: SurgeryTimes) -> str:
    """For the history: "Tuesday 8 December, 08:00"."""
    clock = f"{times.start_time:%H:%M}" if times.start_time else "time not known"
    return f"{day_words(times.surgery_date)}, {clock}"
