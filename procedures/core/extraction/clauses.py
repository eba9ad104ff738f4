"""A clause read for what drafting needs: its main words, the times in it, its category, what it tells to do."""

from dataclasses import dataclass
from functools import cached_property

from procedures.core.extraction.anchors import Events
from procedures.core.extraction.categories import Cue, cues_in
from procedures.core.extraction.clause_times import when_over, without_guesses, without_reasons, without_waits
from procedures.core.extraction.clause_words import (
    ALLOWED,
    CONDITIONS,
    EXAMPLES,
    GOES_ON,
    LEADING,
    MAYS,
    NOT_YET,
    OFFERED,
    ONLY,
    PREPOSITIONS,
    STARTS,
    STOPS,
    SUBJECTS,
    TAILS,
    TURNS,
)
from procedures.core.extraction.finding import moments_in
from procedures.core.extraction.lexicon import Hit
from procedures.core.extraction.modality import head_of, is_imperative, is_restriction
from procedures.core.extraction.moments import Form, Moment
from procedures.core.extraction.tokens import Words


@dataclass(frozen=True)
class Clause:
    """A stretch of a sentence that tells one thing. `shared` are times that stand outside it and hold for it too."""

    words: Words
    events: Events
    shared: tuple[Moment, ...] = ()

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """The tokens of the main clause: past a leading "If ...," and up to the first condition, purpose or reason."""
        first = self._after_leading_clause()
        at = max(first, head_of(self.words)) + 1
        while at < len(self.words) and not (
            TAILS.at(self.words, at) and self.words.norm(at - 1) not in ("only", "even")
        ):
            at += 1
        return first, at

    def _after_leading_clause(self) -> int:
        """“If you smoke, stop”: the main clause begins after the comma."""
        opening = phrase.last if (phrase := LEADING.at(self.words, 0)) else 0
        if opening:
            depth = 0
            for at in range(opening, len(self.words) - 1):
                depth += {"(": 1, ")": -1}.get(self.words.norm(at), 0)
                if depth > 0:
                    continue  # "If you take tablets (for example aspirin, warfarin), ring us"
                if self.words.norm(at) == "," and self._goes_on_listing(opening, at):
                    continue  # "If you take blood thinners such as warfarin, clopidogrel or apixaban, tell us"
                if self.words.norm(at) == "," or (self.words.norm(at) == "then"):
                    return at + 1
                if at > opening and TURNS.at(self.words, at) and self.words.norm(at - 1) not in SUBJECTS:
                    return at
        return 0

    def _goes_on_listing(self, opening: int, comma: int) -> bool:
        """True for a comma among examples, where the order stands behind a later one."""
        if self.words.part(opening, comma) not in EXAMPLES or self._orders_from(comma + 1):
            return False
        later = range(comma + 1, min(comma + _LONGEST_LIST, len(self.words) - 1))
        return any(self.words.norm(at) == "," and self._orders_from(at + 1) for at in later)

    @cached_property
    def main(self) -> Words:
        """The main clause: no conditions, purposes, reasons."""
        first, last = self.bounds
        main = self.words.part(first, last)
        resumed = self._past_aside(last)
        return Words(main.text, main.tokens + self.words.tokens[resumed:]) if resumed else main

    def _past_aside(self, at: int) -> int:
        """“Iodine, where it is prescribed, is started ...”: where the main clause goes on, or 0."""
        if self.words.norm(at - 1) != ",":
            return 0
        for place in range(at + 1, min(at + _LONGEST_ASIDE, len(self.words) - 1)):
            if self.words.norm(place) == ",":
                return place + 1 if self.words.norm(place + 1) in GOES_ON else 0
        return 0

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """The times stated in it, in its own token positions."""
        found = without_reasons(self.words, moments_in(self.words, self.events))
        found = without_guesses(self.words, without_waits(self.words, found))
        # "If you take tablets every day, ask ...": how often they are taken is not how often to ask.
        found = tuple(m for m in found if m.form is not Form.FREQUENCY or m.first >= self.bounds[0])
        # "If you have not heard within 4 weeks, ring us": when the 4 weeks are over.
        return tuple(when_over(m) if self._is_not_yet(m.first) else m for m in found)

    def _is_not_yet(self, at: int) -> bool:
        """True within a condition that says what has not happened, before the order or behind it."""
        first, last = self.bounds
        condition = (0, first) if at < first else (last, at)
        return (at < first or at > last) and self.words.part(*condition) in NOT_YET

    @cached_property
    def placing(self) -> tuple[Moment, ...]:
        """The times that place it on a calendar."""
        return tuple(m for m in self.moments if m.form not in (Form.FREQUENCY, Form.FOREIGN))

    @cached_property
    def cues(self) -> list[Hit[Cue]]:
        """The category cues of the main clause; of the whole where the main clause has none."""
        main = cues_in(self.main)
        return main if any(hit.meaning.weight > 1 for hit in main) else main + cues_in(self.words)

    @cached_property
    def condition(self) -> str:
        """The words of "if ...", as they stand."""
        for at in range(len(self.words)):
            if CONDITIONS.at(self.words, at):
                return self.words.between(at, self._end_of_condition(at))
        return ""

    def _end_of_condition(self, at: int) -> int:
        """Before the order that follows a comma; else the end. "If you have a fever, chills or pus" is one."""
        last, depth = at + 1, 0
        while last < len(self.words) and (depth or self.words.norm(last) not in (";", ".", ":", ")", "|")):
            depth += {"(": 1, ")": -1}.get(self.words.norm(last), 0)
            if depth:
                last += 1
                continue
            if last == self.bounds[0]:
                return last
            if self.words.norm(last) == "," and (last < self.bounds[0] or self._orders_from(last + 1)):
                return last
            last += 1
        return last

    def _orders_from(self, at: int) -> bool:
        rest = self.words.part(at, min(at + 8, len(self.words)))
        if self.words.norm(at) in GOES_ON:
            return True
        return is_imperative(rest) or TURNS.at(self.words, at) is not None

    @cached_property
    def is_restriction(self) -> bool:
        return is_restriction(self.main)

    @cached_property
    def is_imperative(self) -> bool:
        return is_imperative(self.main) or self._is_ordered_after_time

    @cached_property
    def _is_ordered_after_time(self) -> bool:
        """“On the day of surgery shower”, “After 2 days, remove the bandage”."""
        return self.order is not None

    @cached_property
    def order(self) -> Words | None:
        """What follows an opening time or phrase with a comma, where it begins with a verb in its base form."""
        first, last = self.bounds
        for moment in self.moments:
            if first <= moment.first <= first + 1 and is_imperative(rest := self.words.part(moment.last, last)):
                return rest
        for at in range(first, min(last, first + 14)):
            if (
                self.words.norm(at) in (",", ":")
                and self._opens_with_phrase(first)
                and is_imperative(rest := self.words.part(at + 1, last))
            ):
                return rest
        return None

    def _opens_with_phrase(self, first: int) -> bool:
        return self.words.norm(first) in PREPOSITIONS

    @cached_property
    def says_start(self) -> bool:
        """True where something begins; not for "before we start", which is the operation."""
        timed = {at for m in self.moments for at in range(m.first, m.last)}
        first, last = self.bounds
        return any(hit.first not in timed for hit in STARTS.hits(self.words) if first <= hit.first < last)

    @cached_property
    def says_stop(self) -> bool:
        return self.main in STOPS

    @cached_property
    def says_may(self) -> bool:
        return self.main in MAYS and not self.is_restriction

    @cached_property
    def says_allowed(self) -> bool:
        """True for "is allowed", "you may": the permission itself, not an order to begin again."""
        is_offered = self.main in OFFERED
        return self.says_may and not self.is_imperative and not is_offered and self.main in ALLOWED

    @cached_property
    def says_only(self) -> bool:
        return self.main in ONLY


_LONGEST_ASIDE = 12
_LONGEST_LIST = 24
