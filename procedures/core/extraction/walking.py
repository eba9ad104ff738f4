"""Walks through the blocks of a document and tells where every sentence stands: section, list, heading's time."""

from dataclasses import dataclass, field, replace

from procedures.core.extraction.anchors import Events
from procedures.core.extraction.dating import opening_day
from procedures.core.extraction.drafts import Section, SectionKind
from procedures.core.extraction.headings import Heading, Mode, ends_text, is_exact_section, permits, sense_of
from procedures.core.extraction.labels import bold_run_in, label_end
from procedures.core.extraction.modality import has_finite_verb, is_imperative
from procedures.core.extraction.moments import Moment
from procedures.core.extraction.rows import Cell, cells_of, holds_time, is_header, is_one_instruction
from procedures.core.extraction.sentences import sentences_in, trimmed, without_glued_label
from procedures.core.extraction.tokens import Words, words_of
from procedures.core.extraction.unheaded import side_of
from procedures.core.reading.document import Block, BlockKind, Document
from procedures.core.span import Span

_RUN_IN_LEVEL = 6
_LONGEST_HEADING_ITEM = 7
_LONGEST_NAME = 9
_STOPS = frozenset((".", ";", "!", ":", ","))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands. `lead` is the line that opens its list, `topic` the question or label above."""

    kind: SectionKind
    mode: Mode = Mode.PLAIN
    moment: Moment | None = None
    moment_words: str = ""
    topic: Words | None = None
    lead: int | None = None
    is_listed: bool = False
    is_labelled: bool = False  # `topic` is the label of the sentence itself
    day: Moment | None = None  # the day that an earlier sentence of the paragraph opened with
    column: Words | None = None  # the header over the cell that says when
    before: Words | None = None  # the sentence before it in the same paragraph or item
    is_unheaded: bool = False  # no heading tells the part, so only plain orders count
    is_permitted: bool = False  # under "When can I ...?", "Returning to ..."


@dataclass(frozen=True, slots=True)
class Line:
    """A heading, a lead-in or a sentence, in the order of the text."""

    span: Span
    words: Words
    place: Place
    is_heading: bool = False
    is_lead: bool = False


@dataclass(slots=True)
class _Opened:
    """A heading that is in force, and how deep it is."""

    level: int
    sense: Heading
    words: str


@dataclass(slots=True)
class Walk:
    """One pass over a document. `lines` and `sections` are what it found."""

    document: Document
    events: Events
    first_side: SectionKind | None = None  # no heading tells the parts: where it begins; then the sentences tell
    lines: list[Line] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    _kind: SectionKind = SectionKind.OTHER
    _kind_level: int = 0
    _time: _Opened | None = None
    _mode: Mode = Mode.PLAIN
    _mode_level: int = 0
    _day: Moment | None = None
    _before: Words | None = None
    _topic: Words | None = None
    _permitted_level: int = 0
    _heading_line: int | None = None
    _lead: tuple[int, int, Heading, str] | None = None  # line, level of its item or -1, sense, words

    def run(self) -> "Walk":
        """Walk through all blocks."""
        if self.first_side is not None:
            self._open_section(self.first_side, "", 0, 0)
        for block in self.document.blocks:
            is_row = block.kind is BlockKind.ROW
            if is_row and not self._in_table:
                self._columns = []
            if is_row:
                self._row(block)
            elif self._is_heading(block):
                self._heading(block.span, block.level)
            else:
                self._prose(block)
            self._in_table = is_row
        self._close_section(len(self.document.text))
        return self

    def _words(self, span: Span) -> Words:
        return words_of(span.of(self.document.text))

    def _is_heading(self, block: Block) -> bool:
        words = self._words(block.span)
        if not len(words):
            return True
        last = words.norm(len(words) - 1)
        if block.kind is BlockKind.HEADING:
            return block.level > 0 or self._heads(words)
        if block.kind is BlockKind.PARAGRAPH and last == "?" and "." not in words.norms and len(words) < 20:
            return True
        if block.kind is BlockKind.PARAGRAPH and (self._names_section(words) or _opens_until(words)):
            return True
        short = len(words) <= _LONGEST_HEADING_ITEM and last not in (".", ";", "!")
        return short and is_exact_section(words) and block.kind is not BlockKind.ROW

    def _names_section(self, words: Words) -> bool:
        """“Before you come into hospital” on a line of its own, without a stop."""
        if (
            len(words) > _LONGEST_NAME
            or words.norm(len(words) - 1) in _STOPS
            or is_imperative(words)
            or has_finite_verb(words)
        ):
            return False
        sense = sense_of(words, self.events)
        return sense.kind in (SectionKind.PREPARATION, SectionKind.RECOVERY) and sense.mode is not Mode.WARNING

    def _heads(self, words: Words) -> bool:
        """A line that only looks like a heading is one unless it tells to do something or has a label of its own."""
        if words.norm(len(words) - 1) in (":", "?"):
            return words.norm(len(words) - 1) == "?" or not is_imperative(words)
        sense = sense_of(words, self.events)
        if label_end(words) and not (sense.moment and not is_imperative(words.part(label_end(words), len(words)))):
            return False
        return sense.kind is not None or sense.moment is not None or not is_imperative(words)

    def _heading(self, span: Span, level: int) -> None:
        words = self._words(span)
        sense = sense_of(words, self.events)
        text = " ".join(span.of(self.document.text).split())
        self._lead = None
        if self.first_side is not None:
            sense = replace(sense, kind=None)
        starts_section = sense.kind is not None and self._may_switch(sense, words, level)
        if starts_section and sense.kind is not None:
            self._open_section(sense.kind, text, span.start, level)
        self._settle_time(sense, level, text, starts_section=starts_section)
        self._settle_mode(sense, level)
        self._topic = words
        if not level or level <= self._permitted_level or not self._permitted_level:
            self._permitted_level = max(level, 1) if permits(words) else 0
        self._heading_line = len(self.lines)
        self._add(
            span,
            words,
            Place(self._kind, sense.mode),
            is_heading=True,
            is_lead=sense.mode in (Mode.WARNING, Mode.THINGS),
        )

    def _settle_mode(self, sense: Heading, level: int) -> None:
        """Under "What to avoid", a deeper "First 2 weeks:" says only when: what stands there is still to be avoided."""
        is_deeper = level > self._mode_level or not level
        is_only_time = sense.mode is Mode.PLAIN and sense.moment is not None
        if self._mode is Mode.AVOID and is_deeper and is_only_time:
            return
        if sense.mode is not Mode.PLAIN or level <= _RUN_IN_LEVEL:
            self._mode, self._mode_level = sense.mode, level

    def _may_switch(self, sense: Heading, words: Words, level: int) -> bool:
        """A heading deep inside a section changes it only to another part of the patient's way, not to "other"."""
        if sense.kind is SectionKind.OTHER and not ends_text(words):
            is_deeper = bool(level and self._kind_level and level > self._kind_level)
            return not is_deeper
        return True

    def _settle_time(self, sense: Heading, level: int, text: str, *, starts_section: bool) -> None:
        if sense.moment is not None:
            self._time = _Opened(level, sense, text)
            return
        if self._time is None:
            return
        is_label = sense.mode is not Mode.PLAIN and sense.kind is None
        is_deeper = level > self._time.level
        if not (is_deeper or is_label) or (starts_section and not is_deeper):
            self._time = None

    def _open_section(self, kind: SectionKind, heading: str, start: int, level: int) -> None:
        self._close_section(start)
        self.sections.append(Section(kind, heading, Span(start, start)))
        self._kind, self._kind_level = kind, level

    def _close_section(self, end: int) -> None:
        if self.sections:
            last = self.sections[-1]
            self.sections[-1] = replace(last, span=Span(last.span.start, max(end, last.span.start)))

    def _prose(self, block: Block) -> None:
        text = self.document.text
        span = block.span
        is_item = block.kind is BlockKind.ITEM
        if not is_item:
            self._lead = None
            span = self._run_in(span)
        elif self._lead and self._lead[1] >= block.level and self._lead[1] >= 0:
            self._lead = None
        kept, glued = without_glued_label(text, span) if is_item else (span, None)
        outer, topic = self._topic, self._topic
        self._day = self._before = None
        for sentence in list(sentences_in(text, kept)):
            self._topic = topic
            self._sentence(sentence, block, is_item=is_item)
            words = self._before = self.lines[-1].words
            if words.norm(len(words) - 1) == "?":
                topic = words
        self._topic = outer
        if glued:
            self._glued(glued)

    def _run_in(self, span: Span) -> Span:
        """Take a run-in heading off the front of a paragraph."""
        text = self.document.text
        taken = bold_run_in(span.of(text))
        if not taken:
            words = self._words(span)
            end = label_end(words)
            label = words.part(0, end)
            if not end or end >= len(words) or not self._is_section_label(label):
                return span
            taken = words.tokens[end].start
        rest = trimmed(text, span.start + taken, span.end)
        heading = trimmed(text, span.start, span.start + taken)
        if rest is None or heading is None:
            return span
        self._heading(heading, _RUN_IN_LEVEL)
        return rest

    def _is_section_label(self, label: Words) -> bool:
        sense = sense_of(label, self.events)
        is_new = sense.kind is not None and sense.kind is not self._kind
        return is_exact_section(label) or (is_new and sense.moment is None)

    def _glued(self, span: Span) -> None:
        """A label at the end of an item opens what follows, as if it stood on a line of its own."""
        words = self._words(span)
        sense = sense_of(words, self.events)
        self._lead = (len(self.lines), -1, sense, "")
        self._add(span, words, Place(self._kind, sense.mode), is_heading=True, is_lead=True)

    def _sentence(self, span: Span, block: Block, *, is_item: bool) -> None:
        words = self._words(span)
        if self.first_side is not None:
            self._tell_side(words, span)
        is_lead = words.norm(len(words) - 1) == ":" or (is_item and self._holds_list(block))
        place = self._place(is_item=is_item)
        if is_lead:
            sense = sense_of(words, self.events)
            self._switch_by_label(words, sense, span, is_item=is_item)
            place = replace(place, kind=self._kind)
            self._lead = (
                len(self.lines),
                block.level if is_item else -1,
                sense,
                " ".join(span.of(self.document.text).split()),
            )
        self._add(span, words, replace(place, day=self._day, before=self._before), is_lead=is_lead)
        if not is_item:
            self._day = opening_day(words, self.events) or self._day

    def _tell_side(self, words: Words, span: Span) -> None:
        kind = side_of(words, self.events)
        if kind is not None and kind is not self._kind:
            self._open_section(kind, "", span.start, 0)

    def _switch_by_label(self, words: Words, sense: Heading, span: Span, *, is_item: bool) -> None:
        is_label = len(words) <= _LONGEST_HEADING_ITEM or sense.mode in (Mode.TOLD, Mode.AVOID)
        is_other = sense.kind is None or sense.kind is self._kind or sense.mode is Mode.WARNING
        if sense.kind is not None and not is_other and is_label and not is_item and not is_imperative(words):
            self._open_section(sense.kind, span.of(self.document.text), span.start, 0)

    def _holds_list(self, block: Block) -> bool:
        """True if the next block is an item deeper than this one."""
        at = self._index_of(block) + 1
        following = self.document.blocks[at] if at < len(self.document.blocks) else None
        return following is not None and following.kind is BlockKind.ITEM and following.level > block.level

    def _index_of(self, block: Block) -> int:
        if not self._order:
            self._order.update({id(one): at for at, one in enumerate(self.document.blocks)})
        return self._order[id(block)]

    _columns: list[Words] = field(default_factory=list)
    _in_table: bool = False
    _order: dict[int, int] = field(default_factory=dict)

    def _place(self, *, is_item: bool) -> Place:
        time = self._time
        place = Place(
            self._kind,
            self._mode,
            time.sense.moment if time else None,
            time.words if time else "",
            self._topic,
            self._heading_line if self._heads_list() else None,
            is_item,
            is_permitted=bool(self._permitted_level),
            is_unheaded=self.first_side is not None,
        )
        if self._lead is None:
            return place
        line, _, sense, text = self._lead
        mode = sense.mode if sense.mode is not Mode.PLAIN else Mode.TOLD if self._mode is Mode.PLAIN else self._mode
        place = replace(place, mode=mode, lead=line)
        return replace(place, moment=sense.moment, moment_words=text) if sense.moment else place

    def _heads_list(self) -> bool:
        return self._mode in (Mode.WARNING, Mode.THINGS, Mode.AVOID) and self._heading_line is not None

    def _row(self, block: Block) -> None:
        """The first cell of a row says when or what about; the others say what to do."""
        text = self.document.text
        read = [Cell(span, words := self._words(span), holds_time(words, self.events)) for span in self._cells(block)]
        if not read:
            return
        if not self._in_table and is_header(read):
            self._columns = [cell.words for cell in read]
            span = Span(read[0].span.start, read[-1].span.end)
            self._add(span, self._words(span), self._place(is_item=True), is_heading=True)
            return
        if is_one_instruction(read):
            self._whole_row(read)
            return
        cells = [cell.span for cell in read]
        first = self._words(cells[0])
        sense = sense_of(first, self.events)
        is_label = len(cells) > 1 and len(first) <= 10 and not (is_imperative(first) and sense.moment is None)
        place = self._place(is_item=True)
        if is_label:
            if sense.kind in (SectionKind.PREPARATION, SectionKind.RECOVERY, SectionKind.FOLLOW_UP):
                place = replace(place, kind=sense.kind)
                if self._kind is SectionKind.OTHER:
                    self._open_section(sense.kind, cells[0].of(text), block.span.start, 0)
            self._add(cells[0], first, replace(place, mode=Mode.PLAIN), is_heading=True)
            place = replace(
                place,
                topic=first,
                is_labelled=True,
                mode=Mode.TOLD if sense.mode is Mode.PLAIN else sense.mode,
                lead=None,
            )
            if sense.moment:
                place = replace(place, moment=sense.moment, moment_words=cells[0].of(text))
        for cell in cells[1:] if is_label else cells:
            for sentence in sentences_in(text, cell):
                self._add(sentence, self._words(sentence), place)

    def _cells(self, block: Block) -> list[Span]:
        return list(cells_of(self.document.text, block.span))

    def _whole_row(self, cells: list[Cell]) -> None:
        """A row whose cells make one instruction; the header over its time tells how the time is meant."""
        place = replace(self._place(is_item=True), topic=None, lead=None)
        timed = next((at for at, cell in enumerate(cells) if cell.is_time), None)
        if timed is not None and len(self._columns) == len(cells):
            column = self._columns[timed]
            mode = sense_of(column, self.events).mode
            place = replace(place, column=column, mode=Mode.AVOID if mode is Mode.AVOID else place.mode)
        span = Span(cells[0].span.start, cells[-1].span.end)
        self._add(span, self._words(span), place)

    def _add(self, span: Span, words: Words, place: Place, *, is_heading: bool = False, is_lead: bool = False) -> None:
        self.lines.append(Line(span, words, place, is_heading, is_lead))


def _opens_until(words: Words) -> bool:
    """“Until the drain comes out” on a line of its own."""
    return words.norm(0) == "until" and len(words) <= _LONGEST_NAME and words.norm(len(words) - 1) not in _STOPS - {":"}
