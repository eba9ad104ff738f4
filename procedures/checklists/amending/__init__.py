"""Amending: one step of one patient's list is added, changed or taken off by hand, with a reason, in one transaction.

Safety rule 1: what is about fasting or medicines waits for a clinician. Until then a new step is not on the list, a
changed one says to ask, and one to be taken off stays.
"""

from procedures.checklists.amending.asking import StepWords
from procedures.checklists.amending.changing import add_step, change_step, remove_step
from procedures.checklists.amending.confirming import confirm_amendment, take_back
from procedures.checklists.amending.refusing import (
    ListChangedMeanwhile,
    NotAClinician,
    NotAmendable,
    NotWaiting,
    ReasonMissing,
)
from procedures.checklists.amending.settling import UNTIL_SETTLED

__all__ = [
    "UNTIL_SETTLED",
    "ListChangedMeanwhile",
    "NotAClinician",
    "NotAmendable",
    "NotWaiting",
    "ReasonMissing",
    "StepWords",
    "add_step",
    "change_step",
    "confirm_amendment",
    "remove_step",
    "take_back",
]
