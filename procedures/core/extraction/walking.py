"""Walks through the blocks of a document and tells where every sentence stands: section, list, heading's time."""

from dataclasses import dataclass, field, replace

from procedures.core.extraction.anchors import Events
from procedures.core.extraction.dating import opening_day
from procedures.core.extraction.drafts import SectionKind
from procedures.core.extraction.finding import moments_in
from procedures.core.extraction.heading_blocks import LONGEST_LABEL, is_bare_title, is_heading, is_numbered_head
from procedures.core.extraction.headings import Heading, Mode, is_exact_section, sense_of
from procedures.core.extraction.labels import bold_run_in, label_end
from procedures.core.extraction.modality import is_imperative
from procedures.core.extraction.moments import Moment
from procedures.core.extraction.numbered_heads import numbered_heads
from procedures.core.extraction.numbering import is_numbered_title, number_end
from procedures.core.extraction.parts import Parts
from procedures.core.extraction.places import Line, Place
from procedures.core.extraction.rows import Cell, cells_of, holds_time
from procedures.core.extraction.sentences import sentences_in, trimmed, without_glued_label
from procedures.core.extraction.standing import RUN_IN_LEVEL, Lead, Standing
from procedures.core.extraction.tables import Table
from procedures.core.extraction.tokens import Words, words_of
from procedures.core.extraction.topics import is_about_illness, side_of_topic, speaks_of_care
from procedures.core.extraction.unheaded import side_of
from procedures.core.reading.document import Block, BlockKind, Document
from procedures.core.span import Span

# So many spaces part columns.
_GAP = "   "
# What a lead-in ends with where its colon is missing: "Call us right away if".
_OPENS_LIST = frozenset((word,) for word in ("if", "when", "include", "includes", "including", "for", "as"))


@dataclass(slots=True)
class Walk:
    """One pass over a document. `lines` and `parts` are what it found.

    `first_side` is given where no heading tells the parts: the document begins with it, and its sentences tell more.
    """

    document: Document
    events: Events
    first_side: SectionKind | None = None
    lines: list[Line] = field(default_factory=list)
    parts: Parts = field(default_factory=Parts)
    _standing: Standing = field(default_factory=Standing)
    _lead: Lead | None = None
    _table: Table | None = None
    _day: Moment | None = None
    _before: Words | None = None
    _block_start: int = 0

    def run(self) -> "Walk":
        """Walk through all blocks."""
        if self.first_side is not None:
            self._standing.is_unheaded = True
            self._open_section(self.first_side, "", 0, 0)
        blocks = self.document.blocks
        numbered = numbered_heads(self.document)
        for at, block in enumerate(blocks):
            if block.kind is BlockKind.ROW:
                self._row(block)
                continue
            self._table = None
            if at in numbered or self._heads(block, blocks[at + 1] if at + 1 < len(blocks) else None):
                self._heading(block.span, block.level)
            else:
                self._prose(block, blocks[at + 1] if at + 1 < len(blocks) else None)
        self.parts.close(len(self.document.text))
        return self

    def _words(self, span: Span) -> Words:
        """The words of a line, without the number that opens it."""
        words = words_of(span.of(self.document.text))
        return words.part(number_end(words), len(words))

    def _heads(self, block: Block, following: Block | None) -> bool:
        words, text = self._words(block.span), block.span.of(self.document.text)
        if self._is_spaced_row(block.span):
            return False  # "Hand therapist       2 weeks": a row, whose columns spaces part
        is_step = is_numbered_title(words_of(text)) and not is_imperative(words)
        if is_step or is_heading(block, words, self.events) or is_numbered_head(block, following, words, text):
            return True
        return is_bare_title(block, words) and following is not None and len(self._words(following.span)) > len(words)

    def _said(self, span: Span) -> str:
        return " ".join(span.of(self.document.text).split())

    def _add(self, span: Span, words: Words, place: Place, *, is_heading: bool = False, is_lead: bool = False) -> None:
        self.lines.append(Line(span, words, place, is_heading, is_lead))

    def _heading(self, span: Span, level: int) -> None:
        words, text = self._words(span), self._said(span)
        sense = sense_of(words, self.events)
        if self.first_side is not None:
            sense = replace(sense, kind=None)
        self._lead = None
        starts_section = self._standing.may_switch(sense, words, level)
        if starts_section and sense.kind is not None:
            self._standing.is_unheaded = False
            self._open_section(sense.kind, text, span.start, level)
        elif self.first_side is None and (guess := self._guessed(words, sense, text)):
            self._open_section(guess, text, span.start, 0, is_guess=True)
            self._standing.guess(guess)
        self._standing.head(words, sense, level, text, line=len(self.lines), starts_section=starts_section)
        place = Place(self._standing.kind, sense.mode)
        self._add(span, words, place, is_heading=True, is_lead=sense.mode in (Mode.WARNING, Mode.THINGS))

    def _guessed(self, words: Words, sense: Heading, heading: str) -> SectionKind | None:
        """The part of a heading that names none, where none is known or the last one is not the patient's."""
        standing = self._standing
        is_open = standing.is_undecided or standing.kind is SectionKind.OTHER
        if sense.kind is not None or not is_open or not self.lines:
            return None
        is_step = standing.is_undecided and is_numbered_title(words_of(heading))
        if not (is_step or speaks_of_care(words)) or is_about_illness(words):
            return None
        return SectionKind.RECOVERY if SectionKind.RECOVERY in self.parts.told else side_of_topic(words)

    def _open_section(self, kind: SectionKind, heading: str, start: int, level: int, *, is_guess: bool = False) -> None:
        self.parts.open(kind, heading, start, is_guess=is_guess)
        self._standing.enter(kind, level)

    def _is_spaced_row(self, span: Span) -> bool:
        """“Hand therapist       2 weeks”: spaces part its columns, and one of them says when."""
        if _GAP not in span.of(self.document.text):
            return False
        return any(moment.low is not None for moment in moments_in(self._words(span), self.events))

    def _greet(self, start: int) -> None:
        """“Dear Ms Lee”: a letter tells its first instructions before any heading, and only plain ones count there."""
        self._open_section(SectionKind.PREPARATION, "", start, 0, is_guess=True)
        self._standing.guess(SectionKind.PREPARATION)
        self._standing.is_unheaded = True

    def _row(self, block: Block) -> None:
        cells = [
            Cell(span, words := self._words(span), holds_time(words, self.events))
            for span in cells_of(self.document.text, block.span)
        ]
        if not cells:
            return
        self._table = self._table or Table(self.document.text, self.events)
        place = self._standing.place(self._lead, is_item=True)
        kind = None if self._table.is_whole(cells) else self._table.section_of(cells)
        if kind is not None and self._standing.kind is SectionKind.OTHER:
            self._open_section(kind, cells[0].span.of(self.document.text), block.span.start, 0)
        self.lines.extend(self._table.lines(cells, place))

    def _prose(self, block: Block, following: Block | None) -> None:
        text, span = self.document.text, block.span
        is_item = block.kind is BlockKind.ITEM or self._is_spaced_row(span)
        if _is_greeting(self._words(span)) and not self.parts.told and self.first_side is None:
            self._greet(span.start)
        if not is_item:
            self._lead = None
            span = self._run_in(span)
        elif self._lead and 0 <= block.level <= self._lead.level and not self._is_sign_below(block):
            self._lead = None
        level = block.level if is_item else -1
        holds_list = is_item and following is not None and following.kind is BlockKind.ITEM and following.level > level
        kept, glued = without_glued_label(text, span) if is_item else (span, None)
        outer = topic = self._standing.topic
        self._day = self._before = None
        self._block_start = block.span.start
        opens_list = not is_item and following is not None and following.kind is BlockKind.ITEM
        sentences = list(sentences_in(text, kept))
        for sentence in sentences:
            self._standing.topic = topic
            opens = opens_list and sentence is sentences[-1] and self._words(sentence).norms[-1:] in _OPENS_LIST
            self._sentence(sentence, level, holds_list=holds_list or opens)
            words = self._before = self.lines[-1].words
            if words.norm(len(words) - 1) == "?":
                topic = words
        self._standing.topic = outer
        if glued:
            self._glued(glued)

    def _is_sign_below(self, block: Block) -> bool:
        """True in a flat list, where "Come back for any of the following:" and the signs are items side by side."""
        lead = self._lead
        if lead is None or block.level != lead.level or lead.sense.mode is not Mode.WARNING:
            return False
        words = self._words(block.span)
        return not is_imperative(words) and words.norm(len(words) - 1) != ":"

    def _run_in(self, span: Span) -> Span:
        """Take a run-in heading off the front of a paragraph."""
        text = self.document.text
        taken = bold_run_in(span.of(text))
        if not taken:
            words = self._words(span)
            end = label_end(words)
            if not end or end >= len(words) or not self._is_section_label(words.part(0, end)):
                return span
            taken = words.tokens[end].start
        rest = trimmed(text, span.start + taken, span.end)
        heading = trimmed(text, span.start, span.start + taken)
        if rest is None or heading is None:
            return span
        self._heading(heading, RUN_IN_LEVEL)
        return rest

    def _is_section_label(self, label: Words) -> bool:
        sense = sense_of(label, self.events)
        is_new = sense.kind is not None and sense.kind is not self._standing.kind
        return is_exact_section(label) or (is_new and sense.moment is None)

    def _glued(self, span: Span) -> None:
        """A label at the end of an item opens what follows, as if it stood on a line of its own."""
        words = self._words(span)
        sense = sense_of(words, self.events)
        self._lead = Lead(len(self.lines), -1, sense, "")
        self._add(span, words, Place(self._standing.kind, sense.mode), is_heading=True, is_lead=True)

    def _sentence(self, span: Span, level: int, *, holds_list: bool) -> None:
        """One sentence of a paragraph (`level` -1) or of an item."""
        words, is_item = self._words(span), level >= 0
        if self.first_side is not None:
            self._tell_side(words, span)
        is_lead = holds_list or words.norm(len(words) - 1) == ":"
        place = self._standing.place(self._lead, is_item=is_item)
        if is_lead:
            sense = sense_of(words, self.events)
            if not is_item:
                self._switch_by_label(words, sense, span)
            place = replace(place, kind=self._standing.kind)
            self._lead = Lead(len(self.lines), level, sense, self._said(span))
        self._add(span, words, replace(place, day=self._day, before=self._before), is_lead=is_lead)
        if not is_item:
            self._day = opening_day(words, self.events) or self._day

    def _tell_side(self, words: Words, span: Span) -> None:
        kind = side_of(words, self.events)
        if kind is not None and kind is not self._standing.kind:
            self._open_section(kind, "", span.start, 0)

    def _switch_by_label(self, words: Words, sense: Heading, span: Span) -> None:
        is_label = len(words) <= LONGEST_LABEL or sense.mode in (Mode.TOLD, Mode.AVOID)
        if sense.kind is SectionKind.OTHER and span.start != self._block_start:
            return  # within a block that is told of, nothing may leave the sections
        is_other = sense.kind is self._standing.kind or sense.mode is Mode.WARNING
        if sense.kind is not None and not is_other and is_label and not is_imperative(words):
            self._open_section(sense.kind, span.of(self.document.text), span.start, 0)


def _is_greeting(words: Words) -> bool:
    """“Dear Ms Alvarez,”."""
    return words.norm(0) == "dear" and len(words) <= _LONGEST_GREETING


_LONGEST_GREETING = 8
