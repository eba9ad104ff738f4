"""Which column of a hospital's own list is what. Headings are read kindly: each system names them its own way."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# Our own heading of each column, as in the template, and the other names under which it comes.
NAMES: dict[str, tuple[str, ...]] = {
    "record_number": (
        "Record number", "MRN", "medical record number", "record no", "patient id", "patient number", "hospital number",
        "hospital no", "NHS number", "URN", "unit number", "ID",
    ),
    "given_name": ("First name", "given name", "forename", "first", "patient first name"),
    "family_name": ("Family name", "last name", "surname", "last", "patient last name"),
    "full_name": ("Patient", "name", "patient name", "full name"),
    "birth_date": ("Date of birth", "DOB", "birth date", "birthdate", "born", "birthday"),
    "phone": ("Mobile phone", "phone", "mobile", "cell", "cell phone", "telephone", "phone number", "tel"),
    "email": ("Email", "e-mail", "mail", "email address"),
    "language": ("Language", "preferred language", "lang"),
    "operation": ("Operation", "procedure", "surgery", "planned procedure", "procedure name", "operation name"),
    "surgery_date": ("Date", "surgery date", "operation date", "procedure date", "date of surgery", "theatre date"),
    "start_time": ("Start", "start time", "time", "surgery time", "theatre time", "operation time", "scheduled start"),
    "arrival_time": ("Arrival", "arrival time", "arrive", "check in", "report time", "admission time"),
    "theatre_list": ("List", "session", "am pm", "morning or afternoon", "half day"),
    "surgeon": ("Surgeon", "consultant", "operator", "primary surgeon", "doctor"),
    "place": ("Place", "where", "location", "arrive at", "reception", "site"),
    "agrees_to_sms": ("Texts", "agrees to texts", "sms", "sms consent", "text consent", "texts ok"),
    "agrees_to_email": ("Emails", "agrees to emails", "email consent", "emails ok"),
}  # fmt: skip
NEEDED = ("record_number", "birth_date", "operation", "surgery_date")
# As the template shows them, in this order.
TEMPLATE = (
    "record_number", "given_name", "family_name", "birth_date", "phone", "email", "language", "operation",
    "surgery_date", "start_time", "arrival_time", "theatre_list", "surgeon", "place", "agrees_to_sms",
    "agrees_to_email",
)  # fmt: skip


class ColumnsMissing(Exception):
    """The list has no column for something that must be known. The message names them."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The place of each column that was understood, and the headings that were not."""

    places: dict[str, int]
    ignored: tuple[str, ...]

    def cells(self, row: Sequence[str]) -> dict[str, str]:
        """The cells of `row` by what they are; "" where there is no such column."""
        return {name: row[self.places[name]] if self.places.get(name, len(row)) < len(row) else "" for name in NAMES}


def columns_of(headings: Sequence[str]) -> Columns:
    """What each of the headings stands for.

    :raises ColumnsMissing: when something is not there that must be known, or is there twice.
    """
    known = {_key(name): column for column, names in NAMES.items() for name in names}
    places: dict[str, int] = {}
    ignored: list[str] = []
    for place, heading in enumerate(headings):
        column = known.get(_key(heading))
        if column in places:
            raise ColumnsMissing(f"Two columns look like “{NAMES[column][0]}”: rename or delete “{heading}”.")
        if column is not None:
            places[column] = place
        elif heading:
            ignored.append(heading)
    missing = [NAMES[name][0] for name in NEEDED if name not in places]
    if not {"given_name", "family_name"} <= places.keys() and "full_name" not in places:
        missing.append("First name and Family name")
    if missing:
        raise ColumnsMissing(
            f"No column was found for: {', '.join(missing)}. Name them so in the first row of the list. "
            "The file to start from has them all."
        )
    return Columns(places, tuple(ignored))


def _key(heading: str) -> str:
    return re.sub(r"[\W_]+", "", heading).casefold()
