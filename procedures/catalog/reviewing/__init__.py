"""Reviewing a draft: what is still open, and every act a person can do to it."""

from procedures.catalog.reviewing.accepting import ConfirmedInstead, accept, accept_many
from procedures.catalog.reviewing.adding import add_task
from procedures.catalog.reviewing.confirming import ConflictNotSettled, NotAClinician, confirm
from procedures.catalog.reviewing.dismissing import NoReason, dismiss, restore
from procedures.catalog.reviewing.editing import TaskWords, edit_task
from procedures.catalog.reviewing.faithful import NotFaithful, faults_of, faults_of_translation
from procedures.catalog.reviewing.fasting import FastingLimit, NotAFastingTask, NoValue, fill_fasting
from procedures.catalog.reviewing.filling import StillOpen, fill_hole
from procedures.catalog.reviewing.holes import Hole, HoleKind, holes
from procedures.catalog.reviewing.meanwhile import ChangedMeanwhile, mark_of_draft, mark_of_wording
from procedures.catalog.reviewing.merging import CannotMerge, NothingToTakeApart, merge, take_apart
from procedures.catalog.reviewing.splitting import NotASplit, split
from procedures.catalog.reviewing.translating import NotReviewable, review_wording, write_wording
from procedures.catalog.reviewing.values import fingerprint

__all__ = [
    "CannotMerge",
    "ChangedMeanwhile",
    "ConfirmedInstead",
    "ConflictNotSettled",
    "FastingLimit",
    "Hole",
    "HoleKind",
    "NoReason",
    "NoValue",
    "NotAClinician",
    "NotAFastingTask",
    "NotASplit",
    "NotFaithful",
    "NotReviewable",
    "NothingToTakeApart",
    "StillOpen",
    "TaskWords",
    "accept",
    "accept_many",
    "add_task",
    "confirm",
    "dismiss",
    "edit_task",
    "faults_of",
    "faults_of_translation",
    "fill_fasting",
    "fill_hole",
    "fingerprint",
    "holes",
    "mark_of_draft",
    "mark_of_wording",
    "merge",
    "restore",
    "review_wording",
    "split",
    "take_apart",
    "write_wording",
]
