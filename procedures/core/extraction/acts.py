"""What is done, as far as it decides how a time is meant."""

from dataclasses import dataclass

from procedures.core.tasks import Category

CONTACTS = frozenset({Category.APPOINTMENT, Category.TEST, Category.ASSESSMENT})


@dataclass(frozen=True, slots=True)
class Act:
    """What is done. `before` is the side of a time that names none."""

    category: Category
    before: bool
    restricts: bool = False
    permits: bool = False
    allows: bool = False  # says so itself: "may", "allowed"
    starts: bool = False
    stops: bool = False
    limits: bool = False
    moves: bool = False
    repeats: bool = False  # says how often
    arrives: bool = False
    finishes: bool = False
    helps: bool = False  # something to eat or drink, once: "Eat a light supper"

    @property
    def holds(self) -> bool:
        """True for what lasts over a stretch of time, as a fast does."""
        return self.category in (Category.FASTING, Category.DIET) or self.restricts or self.limits

    @property
    def is_contact(self) -> bool:
        """True for a visit, a test, a talk: what happens on one day."""
        return self.category in CONTACTS
