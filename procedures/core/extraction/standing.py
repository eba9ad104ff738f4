"""What the headings so far say about the lines under them, and how long each of them is in force."""

from dataclasses import dataclass, replace

from procedures.core.extraction.drafts import SectionKind
from procedures.core.extraction.headings import Heading, Mode, ends_text, permits
from procedures.core.extraction.places import Place
from procedures.core.extraction.tokens import Words

RUN_IN_LEVEL = 6
_PLACES = frozenset({("at", "home"), ("at", "home", "."), ("at", "home", ":"), ("home", "."), ("home", ":")})
_LISTS = frozenset({Mode.WARNING, Mode.THINGS, Mode.AVOID})


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead-in whose list is open: its line, the level of its item (-1 outside a list), its sense and words."""

    line: int
    level: int
    sense: Heading
    words: str


@dataclass(frozen=True, slots=True)
class _Timed:
    """A heading that says when, and how deep it is."""

    level: int
    sense: Heading
    words: str


@dataclass(slots=True)
class Standing:
    """The section, the time, the kind of list and the topic that hold at one place of a document."""

    kind: SectionKind = SectionKind.OTHER
    topic: Words | None = None
    is_unheaded: bool = False
    is_undecided: bool = True  # no heading has told the part yet
    _kind_level: int = 0
    _time: _Timed | None = None
    _mode: Mode = Mode.PLAIN
    _mode_level: int = 0
    _permitted_level: int = 0
    _line: int | None = None

    def enter(self, kind: SectionKind, level: int) -> None:
        """A section begins with a heading of `level`."""
        self.kind, self._kind_level = kind, level
        self.is_undecided = False

    def guess(self, kind: SectionKind) -> None:
        """What stands under a heading that names no part is read as of `kind`, and only its plain orders count."""
        self.kind, self._kind_level, self.is_undecided = kind, 0, True

    def may_switch(self, sense: Heading, words: Words, level: int) -> bool:
        """A heading deep inside a section changes it only to another part of the patient's way, not to "other"."""
        if sense.kind is SectionKind.OTHER and not ends_text(words):
            return not (level and self._kind_level and level > self._kind_level)
        if self.kind is SectionKind.PREPARATION and level >= RUN_IN_LEVEL > self._kind_level and words.norms in _PLACES:
            return False  # "At home. Clear the rugs", among what is to be prepared
        return sense.kind is not None

    def head(self, words: Words, sense: Heading, level: int, text: str, *, line: int, starts_section: bool) -> None:
        """Note a heading: from here on it is in force."""
        self._settle_time(sense, level, text, starts_section=starts_section)
        self._settle_mode(sense, level)
        self.topic = words
        if not level or level <= self._permitted_level or not self._permitted_level:
            self._permitted_level = max(level, 1) if permits(words) else 0
        self._line = line

    def _settle_time(self, sense: Heading, level: int, text: str, *, starts_section: bool) -> None:
        if sense.moment is not None:
            self._time = _Timed(level, sense, text)
            return
        if self._time is None:
            return
        is_label = sense.mode is not Mode.PLAIN and sense.kind is None
        is_deeper = level > self._time.level
        if not (is_deeper or is_label) or (starts_section and not is_deeper):
            self._time = None

    def _settle_mode(self, sense: Heading, level: int) -> None:
        """Under "What to avoid", a deeper "First 2 weeks:" says only when: what stands there is still to be avoided."""
        is_deeper = level > self._mode_level or not level
        is_only_time = sense.mode is Mode.PLAIN and sense.moment is not None
        if self._mode is Mode.AVOID and is_deeper and is_only_time:
            return
        if sense.mode is not Mode.PLAIN or level <= RUN_IN_LEVEL:
            self._mode, self._mode_level = sense.mode, level

    def place(self, lead: Lead | None, *, is_item: bool) -> Place:
        """The place of a line here; the open lead-in stands nearer to it than the headings."""
        time = self._time
        place = Place(
            self.kind,
            self._mode,
            time.sense.moment if time else None,
            time.words if time else "",
            self.topic,
            self._line if self._mode in _LISTS else None,
            is_item,
            is_permitted=bool(self._permitted_level),
            is_unheaded=self.is_unheaded,
        )
        if lead is None:
            return place
        sense = lead.sense
        mode = sense.mode if sense.mode is not Mode.PLAIN else Mode.TOLD if self._mode is Mode.PLAIN else self._mode
        place = replace(place, mode=mode, lead=lead.line)
        return replace(place, moment=sense.moment, moment_words=lead.words) if sense.moment else place
