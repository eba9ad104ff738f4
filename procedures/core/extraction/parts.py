"""The parts of a document as they are found: where each begins and ends, and which kinds a heading told."""

from dataclasses import dataclass, field, replace

from procedures.core.extraction.drafts import Section, SectionKind
from procedures.core.span import Span


@dataclass(slots=True)
class Parts:
    """The sections so far. One ends where the next begins."""

    sections: list[Section] = field(default_factory=list)
    told: set[SectionKind] = field(default_factory=set)  # by a heading or a label; a guess does not count

    def open(self, kind: SectionKind, heading: str, start: int, *, is_guess: bool = False) -> None:
        """Begin a section at `start`."""
        if not (is_guess or kind is SectionKind.OTHER):
            self.told.add(kind)
        self.close(start)
        self.sections.append(Section(kind, heading, Span(start, start)))

    def close(self, end: int) -> None:
        """End the open section, if there is one, at `end`."""
        if self.sections:
            last = self.sections[-1]
            self.sections[-1] = replace(last, span=Span(last.span.start, max(end, last.span.start)))
