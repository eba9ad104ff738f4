"""Reviewing a draft: what is still open, and every act a person can do to it."""

from procedures.catalog.reviewing.adding import add_task
from procedures.catalog.reviewing.confirming import ChangedMeanwhile, ConflictNotSettled, NotAClinician, confirm
from procedures.catalog.reviewing.dismissing import NoReason, dismiss, restore
from procedures.catalog.reviewing.editing import TaskWords, edit_task
from procedures.catalog.reviewing.fasting import FastingLimit, NotAFastingTask, NoValue, fill_fasting
from procedures.catalog.reviewing.filling import StillOpen, fill_hole
from procedures.catalog.reviewing.holes import Hole, HoleKind, holes
from procedures.catalog.reviewing.values import fingerprint

__all__ = [
    "ChangedMeanwhile",
    "ConflictNotSettled",
    "FastingLimit",
    "Hole",
    "HoleKind",
    "NoReason",
    "NoValue",
    "NotAClinician",
    "NotAFastingTask",
    "StillOpen",
    "TaskWords",
    "add_task",
    "confirm",
    "dismiss",
    "edit_task",
    "fill_fasting",
    "fill_hole",
    "fingerprint",
    "holes",
    "restore",
]
