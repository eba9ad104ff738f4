"""What the review page shows: the tasks, holes first, beside the document in coloured pieces."""

from collections import Counter
from dataclasses import dataclass

from procedures.catalog.coverage import Coverage, coverage
from procedures.catalog.models import ChecklistTemplate, Dismissal, ReviewEvent, Section
from procedures.catalog.reasons import HEADINGS, reason_words
from procedures.catalog.reviewing import Hole, holes, mark_of_draft
from procedures.catalog.reviewing.merging import merging_of
from procedures.core.extraction.drafts import SectionKind
from procedures.core.linting import Severity
from procedures.core.tasks import Phase
from procedures.hospitals.models import Role, User
from procedures.web.author.review_card import Card, card_of


@dataclass(frozen=True, slots=True)
class Rights:
    """What one person may do with one template."""

    may_edit: bool
    may_confirm: bool
    may_draft: bool  # make a new draft from a published version


@dataclass(frozen=True, slots=True)
class Missing:
    """How many tasks have no reviewed words in a language of the hospital."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Gone:
    """A dismissed sentence or task, with its reason in words."""

    dismissal: Dismissal
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Group:
    """The tasks of one phase."""

    name: str
    cards: list[Card]

    @property
    def together(self) -> list[Card]:
        """Those that may be accepted together."""
        return [card for card in self.cards if card.is_with_others]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The whole page. `open` are the cards with holes, `loose` the holes that no task has."""

    template: ChecklistTemplate
    rights: Rights
    coverage: Coverage
    open: list[Card]
    loose: list[Hole]
    groups: list[Group]
    dismissed: list[Gone]
    missing: list[Missing]
    events: list[ReviewEvent]
    to_settle: int
    seen: str  # the mark of the whole draft, so that nobody publishes another one than they read

    @property
    def has_open(self) -> bool:
        """True when something stands first on the page."""
        return bool(self.open or self.loose)

    @property
    def faults(self) -> int:
        """How many things in the document itself should be put right; the software puts none right by itself."""
        document = self.template.document
        return sum(note.get("severity") == Severity.ERROR for note in document.notes) if document else 0

    @property
    def places(self) -> set[int]:
        """The positions in the text that the page has an anchor for."""
        return {piece.span.start for piece in self.coverage.pieces}

    @property
    def sections(self) -> list[Section]:
        """The sections that tasks come from."""
        document = self.template.document
        return [row for row in document.sections.all() if row.kind != SectionKind.OTHER] if document else []


PHASES = {
    Phase.PREPARATION: "Before the operation",
    Phase.RECOVERY: "After the operation",
    Phase.FOLLOW_UP: "Follow-up",
}


def rights_of(user: User, template: ChecklistTemplate) -> Rights:
    """What `user` may do: authors and clinicians of the unit edit a draft, clinicians confirm, all others look."""
    unit = template.procedure.unit
    is_draft = not template.is_published
    is_author = user.holds(Role.AUTHOR, Role.CLINICIAN, unit=unit)
    return Rights(
        may_edit=is_draft and is_author,
        may_confirm=is_draft and user.holds(Role.CLINICIAN, unit=unit),
        may_draft=is_author and not is_draft,
    )


def review_page(template: ChecklistTemplate, *, user: User) -> ReviewPage:
    """All that the page shows of `template`, which should come with its document, unit, tasks and dismissals."""
    found = () if template.is_published else holes(template)
    merged = merging_of(template)
    cards = [card_of(task, found, is_merged=task.pk in merged) for task in template.tasks.all()]
    # What only waits to be read and accepted stays in its place on the list.
    open_cards = [card for card in cards if card.holes and not card.can_accept]
    rest = [card for card in cards if card not in open_cards]
    groups = [Group(name, [card for card in rest if card.task.phase == phase]) for phase, name in PHASES.items()]
    return ReviewPage(
        template=template,
        rights=rights_of(user, template),
        coverage=coverage(template, frozenset(card.task.pk for card in open_cards)),
        open=open_cards,
        loose=[hole for hole in found if hole.task is None],
        groups=[group for group in groups if group.cards],
        dismissed=[_gone(row) for row in template.dismissals.all() if row.reason not in HEADINGS],
        missing=_missing(cards),
        events=list(template.events.all()),
        to_settle=len(found),
        seen=mark_of_draft(template),
    )


def _missing(cards: list[Card]) -> list[Missing]:
    missing = Counter(
        one.name for card in cards for one in card.languages if one.wording is None or one.wording.reviewed_at is None
    )
    return [Missing(name, count) for name, count in missing.items()]


def _gone(row: Dismissal) -> Gone:
    return Gone(row, (row.task or {}).get("title", ""), reason_words(row.reason))
