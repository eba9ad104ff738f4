"""A newer version of a list: whom it touches, what it would change for each, and moving a patient to it."""

from procedures.checklists.versions.moving import (
    LIST_MOVED,
    ChangedMeanwhile,
    Moved,
    NotMovable,
    move_to_version,
)
from procedures.checklists.versions.reckoning import StepChange, VersionPlan, plan_of
from procedures.checklists.versions.touched import Touched, touched

__all__ = [
    "LIST_MOVED",
    "ChangedMeanwhile",
    "Moved",
    "NotMovable",
    "StepChange",
    "Touched",
    "VersionPlan",
    "move_to_version",
    "plan_of",
    "touched",
]
