"""How a step was missed: three plain choices, as the patient reads them and as the nurse does."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

# What a nurse reads of the choice that was made, and what the patient does.
HOW: dict[str, tuple[str, str | Promise]] = {
    "missed": ("Not done.", gettext_lazy("I did not do it")),
    "late": ("Done late.", gettext_lazy("I did it late")),
    "other": ("Done in another way.", gettext_lazy("I did it in another way")),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What was told: which of the choices, "" for none, and in which words."""

    how: str = ""
    words: str = ""

    @property
    def choice(self) -> str | Promise:
        """The choice as the patient reads it; "" for none."""
        return HOW[self.how][1] if self.how else ""


def told_of(note: str) -> Told:
    """What a note of a missed step says, be it from this page or from a text."""
    for how, (written, _words) in HOW.items():
        if note.startswith(written):
            return Told(how, note.removeprefix(written).strip())
    return Told("", note)
