"""A new edition of a document: what is carried over from the one before, and what differs between two versions."""

from procedures.catalog.editions.carrying import Carried, base_of, carry_over
from procedures.catalog.editions.comparing import Change, TaskChange, compare

__all__ = ["Carried", "Change", "TaskChange", "base_of", "carry_over", "compare"]
