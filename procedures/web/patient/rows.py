"""One line of the patient's list: an item, a visit, or the arrival, with its words of time."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from procedures.checklists.keeping import seen_of
from procedures.checklists.models import Appointment, ChecklistItem, Surgery
from procedures.checklists.visit_kinds import kind_of
from procedures.core.fixed_words import fixed
from procedures.core.tasks import ASK_ABOUT_FASTING, Actor, Category, Phase
from procedures.web.patient.marks import mark_of
from procedures.web.patient.times import Wall, times_of
from procedures.web.patient.told import Told
from procedures.web.patient.words import at_one, far_off, lead_of, typographic


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it is shown. `day` is where it stands; None for one without a time.

    Its time is told three times: in large type for the Now card (`lead` "by", `figures` "6:00", `beside` "in the
    morning", `below` "Tuesday 8 December"); `when` under the heading of its day ("by 6:00 in the morning"); `moment`
    where there is no such heading ("by Tuesday 8 December, 6:00 in the morning"). `far_off` is how long until then.
    `due_at` sorts it, and makes it late. `lang` is the language of title and instruction where it is another one than
    the page's.
    """

    anchor: str
    mark: str
    title: str
    day: date | None = None
    due_at: datetime | None = None
    instruction: str = ""
    when: str = ""
    moment: str = ""
    lead: str = ""
    figures: str = ""
    beside: str = ""
    below: str = ""
    far_off: str = ""
    place: str = ""
    item: ChecklistItem | None = None
    visit: Appointment | None = None
    can_be_answered: bool = False
    source: str = ""
    is_assumed: bool = False
    is_not_yet: bool = False
    is_held_back: bool = False  # fasting without its hour: the patient is to call (safety rule 3)
    lang: str = ""
    told: Told | None = None  # of a step that was missed

    @property
    def number(self) -> int | None:
        """The number to answer a text with, as in "DONE 2"; None for what is not the patient's to tick."""
        return self.item.number if self.item is not None and self.can_be_ticked else None

    @property
    def seen(self) -> str:
        """The state in which the page shows the item, for a phone that sends its tick later."""
        return seen_of(self.item) if self.item is not None else ""

    @property
    def is_open(self) -> bool:
        """True while there is something left to do, and a patient can say that it is done."""
        return self.can_be_ticked and self.item is not None and self.item.status == ChecklistItem.Status.OPEN

    @property
    def is_done(self) -> bool:
        """True once it was ticked."""
        return self.item is not None and self.item.status == ChecklistItem.Status.DONE

    @property
    def is_missed(self) -> bool:
        """True once the patient told that it was missed."""
        return self.item is not None and self.item.status == ChecklistItem.Status.MISSED

    @property
    def is_settled(self) -> bool:
        """True once the patient told either."""
        return self.is_done or self.is_missed

    @property
    def is_by_team(self) -> bool:
        """True for what the care team does: told, never ticked."""
        return self.item is not None and self.item.actor == Actor.CARE_TEAM

    @property
    def can_be_ticked(self) -> bool:
        """True for what the patient, or who cares for them at home, does, once its time can have come.

        Safety rule 4: never for a red flag.
        """
        return self.item is not None and not (self.item.is_red_flag or self.is_by_team or self.is_not_yet)

    @property
    def is_voided(self) -> bool:
        """True when its tick no longer counts, because the date moved (safety rule 6)."""
        return self.is_open and self.item is not None and self.item.voided_at is not None


def row_of_item(item: ChecklistItem, visit: Appointment | None, source: str, told: Told | None, wall: Wall) -> Row:
    """The line of `item`; where a visit was booked for it, with the visit's time and place."""
    title, instruction = said_once(item, wall.language)
    plain = Row(
        anchor=f"item-{item.pk}",
        mark=mark_of(item),
        title=title,
        instruction=instruction,
        item=item,
        lang=lang_of(item, wall),
        told=told,
        # What comes after the operation has no box to tick by mistake before it.
        is_not_yet=item.phase != Phase.PREPARATION and item.status == ChecklistItem.Status.OPEN and not wall.has_begun,
    )
    if visit:
        return replace(_at_visit(visit, wall, plain), place=visit.place, source=source)
    if _is_held_back(item):
        asks = fixed(ASK_ABOUT_FASTING, wall.language)
        title = _("Ask us when to stop eating and drinking")
        return replace(plain, title=title, instruction=asks, lang="", is_held_back=True)
    times = times_of(item, wall)
    return replace(plain, **times, source=source, is_assumed=item.is_assumed)


def row_of_visit(visit: Appointment, wall: Wall) -> Row:
    """The line of a booked visit."""
    mark = "drop" if visit.kind == Appointment.Kind.BLOOD_TEST else "calendar"
    plain = Row(anchor=f"visit-{visit.pk}", mark=mark, title=kind_of(visit), place=visit.place)
    return _at_visit(visit, wall, plain)


def row_of_arrival(surgery: Surgery, wall: Wall) -> Row | None:
    """The line "Come to the hospital"; None while its hour is not known."""
    if surgery.arrives_at is None:
        return None
    return _at(
        surgery.arrives_at,
        wall,
        Row(anchor="arrival", mark="place", title=_("Come to the hospital"), place=surgery.place),
    )


def _at_visit(visit: Appointment, wall: Wall, row: Row) -> Row:
    """`row` at the hour of a visit, which the patient can confirm until it comes."""
    is_booked = visit.status == Appointment.Status.BOOKED
    return replace(
        _at(visit.starts_at, wall, row), visit=visit, can_be_answered=is_booked and visit.starts_at > wall.now
    )


def _at(moment: datetime, wall: Wall, row: Row) -> Row:
    """`row` at an hour at which one must be somewhere."""
    figures, beside, below = wall.large(moment)
    return replace(
        row,
        day=wall.day_of(moment),
        due_at=moment,
        when=at_one(_("at %(clock)s") % {"clock": wall.clock(moment)}),
        moment=wall.moment(moment),
        lead=lead_of(_("at %(clock)s"), figures),
        figures=figures,
        beside=beside,
        below=below,
        far_off=far_off(moment, wall.now, wall.zone),
    )


def lang_of(item: ChecklistItem, wall: Wall) -> str:
    """The language of the item's words where it is not the page's own, for its `lang`; "" where it is."""
    lang = wall.language if wall.language in item.translations else "en"
    return "" if lang == wall.language else lang


def said_once(item: ChecklistItem, language: str) -> tuple[str, str]:
    """Title and instruction in the patient's language; an instruction that only says the title in full is the title."""
    title, instruction = (typographic(words.strip()) for words in item.words_in(language))
    if "\n" not in instruction and instruction.casefold().startswith(title.rstrip(".… ").casefold()):
        return instruction, ""
    return title, instruction


def _is_held_back(item: ChecklistItem) -> bool:
    """True for fasting whose stated hour was taken away, because it contradicts another (safety rule 3).

    Then its title and its source must not tell that hour either.
    """
    return (
        item.category == Category.FASTING
        and item.phase == Phase.PREPARATION
        and item.timing is not None
        and item.opens_at is None
        and item.due_at is None
    )
