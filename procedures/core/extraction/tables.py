"""The lines of a table: a header, a label with what to do, or a whole row that is one instruction."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from procedures.core.extraction.anchors import Events
from procedures.core.extraction.drafts import SectionKind
from procedures.core.extraction.headings import Heading, Mode, sense_of
from procedures.core.extraction.modality import is_imperative
from procedures.core.extraction.moments import Form
from procedures.core.extraction.places import Line, Place
from procedures.core.extraction.rows import Cell, is_header, is_one_instruction
from procedures.core.extraction.sentences import sentences_in
from procedures.core.extraction.tokens import Words, words_of
from procedures.core.span import Span

_LONGEST_LABEL = 10
_PARTS = frozenset({SectionKind.PREPARATION, SectionKind.RECOVERY, SectionKind.FOLLOW_UP})


@dataclass(slots=True)
class Table:
    """One table, read row by row."""

    text: str
    events: Events
    _columns: list[Words] = field(default_factory=list)
    _is_begun: bool = False

    def section_of(self, cells: list[Cell]) -> SectionKind | None:
        """The part that a row's first cell names, such as "The day before surgery"."""
        if not _is_labelled(cells, sense := sense_of(cells[0].words, self.events)):
            return None
        return sense.kind if sense.kind in _PARTS else None

    def lines(self, cells: list[Cell], place: Place) -> Iterator[Line]:
        """The lines of the next row, which stands at `place`."""
        is_first, self._is_begun = not self._is_begun, True
        if is_first and is_header(cells):
            self._columns = [cell.words for cell in cells]
            yield Line(_whole(cells), self._words(_whole(cells)), place, is_heading=True)
        elif is_one_instruction(cells):
            yield Line(_whole(cells), self._words(_whole(cells)), self._under_column(cells, place))
        else:
            yield from self._labelled(cells, place)

    def _part(self, sense: Heading, place: Place) -> SectionKind:
        """“Day of surgery” as the first row of what comes after it is of that part."""
        is_day = sense.moment is not None and sense.moment.form is Form.ON_DAY
        if sense.kind not in _PARTS or (is_day and place.kind is SectionKind.RECOVERY):
            return place.kind
        return sense.kind

    def is_whole(self, cells: list[Cell]) -> bool:
        """True for a row that is a header or one instruction, and so opens no section."""
        return (not self._is_begun and is_header(cells)) or is_one_instruction(cells)

    def _words(self, span: Span) -> Words:
        return words_of(span.of(self.text))

    def _under_column(self, cells: list[Cell], place: Place) -> Place:
        """The header over the time of a row tells how that time is meant: "How long to wait"."""
        place = replace(place, topic=None, lead=None)
        timed = next((at for at, cell in enumerate(cells) if cell.is_time), None)
        if timed is None or len(self._columns) != len(cells):
            return place
        column = self._columns[timed]
        is_ban = sense_of(column, self.events).mode is Mode.AVOID
        return replace(place, column=column, mode=Mode.AVOID if is_ban else place.mode)

    def _labelled(self, cells: list[Cell], place: Place) -> Iterator[Line]:
        """The first cell says when or what about; the others say what to do."""
        first = cells[0]
        sense = sense_of(first.words, self.events)
        told = cells
        if _is_labelled(cells, sense):
            place = replace(place, kind=self._part(sense, place))
            yield Line(first.span, first.words, replace(place, mode=Mode.PLAIN), is_heading=True)
            mode = Mode.TOLD if sense.mode is Mode.PLAIN else sense.mode
            place = replace(place, topic=first.words, is_labelled=True, mode=mode, lead=None)
            if sense.moment:
                place = replace(place, moment=sense.moment, moment_words=first.span.of(self.text))
            told = cells[1:]
        for cell in told:
            for sentence in sentences_in(self.text, cell.span):
                yield Line(sentence, self._words(sentence), place)


def _is_labelled(cells: list[Cell], sense: Heading) -> bool:
    first = cells[0].words
    is_order = is_imperative(first) and sense.moment is None
    return len(cells) > 1 and len(first) <= _LONGEST_LABEL and not is_order


def _whole(cells: list[Cell]) -> Span:
    return Span(cells[0].span.start, cells[-1].span.end)
