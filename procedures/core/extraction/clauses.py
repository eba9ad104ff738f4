"""A clause read for what drafting needs: its main words, the times in it, its category, what it tells to do."""

from dataclasses import dataclass, replace
from functools import cached_property

from procedures.core.extraction.anchors import Events
from procedures.core.extraction.categories import Cue, cues_in
from procedures.core.extraction.finding import moments_in
from procedures.core.extraction.lexicon import Hit, phrases
from procedures.core.extraction.modality import head_of, is_imperative, is_restriction
from procedures.core.extraction.moments import Form, Moment
from procedures.core.extraction.tokens import Words
from procedures.core.word_set import word_set

_TAILS = phrases(
    "as soon as, if, unless, because, so that, so you, while, whilst, when, whenever, as needed, as advised, "
    "as directed, "
    "as prescribed, as instructed, in order to, to prevent, to avoid, to reduce, to help, to minimize, to keep, "
    "to allow, to lower, to ensure, to protect, to guide, to promote, to make sure, to decrease, to support, "
    "as you will, as we will, as we may, as you may, as there, "
    "which, since, although, even if, even though, in case, until, till, as this, as these, as it, as they, "
    "once you, once your, once the, once it, once they, once incision*, once wound*, once healed, once fully, "
    "once any, once all, once cleared, once pain, "
    "provided, providing, only if, only when, where, whether, rather than, instead of, except, but not, "
    "without asking, with the aim, due to, "
    "- you, - this, - it, - we, - they, to relieve, to ease, to monitor, to confirm, to check, to improve, "
    "to strengthen, to remove stitches, "
    "to remove sutures, to get"
)
_CONDITIONS = phrases("if, unless, only if, in case, as needed, when needed, if needed, where applicable, provided")
_STARTS = phrases(
    "start, starts, started, starting, begin, begins, beginning, begun, restart, restarted, resume, resumed, "
    "commence*, resumption, introduction, reintroduc*, take up again, taken up again, go back on"
)
STOPS = phrases(
    "ceased, omit, omitted, left off, left out, leave off, leave out, come off it, "
    "stop, stopped, stopping, cease, discontinue, discontinued, quit, hold, held, pause, paused, withhold, "
    "withheld, come off, stop taking, finish, give up, given up, giving up, cessation, discontinuation, withdrawal, "
    "omission, stopping, omitting, withholding, suspend, suspended"
)
_MAYS = phrases(
    "may, can, able to, allowed, permitted, possible, safe, ok, okay, fine to, all right to, return to, "
    "returning to, return, back to, resume, resumed, back at, expect to return, be ready to, no longer need, "
    "reintroduce, gradual return, off work, off school, wait, driving"
)
_ALLOWED = phrases("may, can, allowed, permitted, possible, safe, ok, okay, fine, all right")
_OFFERED = phrases(
    "may be prescribed, may be given, may be needed, may need, may be asked, may be advised, may have to"
)
_ONLY = phrases("only, clear liquid*, clear fluid*, liquid diet, low residue, low fiber, low fibre, avoid")


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
            _TAILS.at(self.words, at) and self.words.norm(at - 1) not in ("only", "even")
        ):
            at += 1
        return first, at

    def _after_leading_clause(self) -> int:
        """“If you smoke, stop”: the main clause begins after the comma."""
        opening = phrase.last if (phrase := _LEADING.at(self.words, 0)) else 0
        if opening:
            depth = 0
            for at in range(opening, len(self.words) - 1):
                depth += {"(": 1, ")": -1}.get(self.words.norm(at), 0)
                if depth > 0:
                    continue  # "If you take tablets (for example aspirin, warfarin), ring us"
                if self.words.norm(at) == "," or (self.words.norm(at) == "then"):
                    return at + 1
                if at > opening and _TURNS.at(self.words, at) and self.words.norm(at - 1) not in _SUBJECTS:
                    return at
        return 0

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
                return place + 1 if self.words.norm(place + 1) in _GOES_ON else 0
        return 0

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """The times stated in it, in its own token positions."""
        found = self._without_reasons(moments_in(self.words, self.events))
        found = self._without_waits(found)
        # "If you take tablets every day, ask ...": how often they are taken is not how often to ask.
        found = tuple(m for m in found if m.form is not Form.FREQUENCY or m.first >= self.bounds[0])
        opening = self.words.part(0, self.bounds[0])
        if opening not in _NOT_YET:
            return found
        # "If you have not heard within 4 weeks, ring us": when the 4 weeks are over.
        return tuple(_when_over(m) if m.first < self.bounds[0] else m for m in found)

    def _without_waits(self, found: tuple[Moment, ...]) -> tuple[Moment, ...]:
        """“when you have had no fever for 24 hours”: how long something has been so, counted from no day."""
        if self.words not in _HAS_BEEN:
            return found
        since = next(hit.first for hit in _HAS_BEEN.hits(self.words))
        lengths = (Form.LASTING, Form.BARE)
        # As open as "until you are well": nobody knows the day.
        return tuple(
            replace(m, form=Form.UNTIL, low=None, high=None) if m.first > since and m.form in lengths else m
            for m in found
        )

    def _without_reasons(self, found: tuple[Moment, ...]) -> tuple[Moment, ...]:
        """“Read it now, because the diet starts a week ahead”: a time that only tells why."""
        if self.words not in _REASONS or self.words.norm(0) in ("because", "since", "as"):
            return found
        why = next(hit.first for hit in _REASONS.hits(self.words))
        return tuple(m for m in found if m.first < why)

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
            if _CONDITIONS.at(self.words, at):
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
        if self.words.norm(at) in _GOES_ON:
            return True
        return is_imperative(rest) or _TURNS.at(self.words, at) is not None

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
        return self.words.norm(first) in _PREPOSITIONS

    @cached_property
    def says_start(self) -> bool:
        """True where something begins; not for "before we start", which is the operation."""
        timed = {at for m in self.moments for at in range(m.first, m.last)}
        first, last = self.bounds
        return any(hit.first not in timed for hit in _STARTS.hits(self.words) if first <= hit.first < last)

    @cached_property
    def says_stop(self) -> bool:
        return self.main in STOPS

    @cached_property
    def says_may(self) -> bool:
        return self.main in _MAYS and not self.is_restriction

    @cached_property
    def says_allowed(self) -> bool:
        """True for "is allowed", "you may": the permission itself, not an order to begin again."""
        is_offered = self.main in _OFFERED
        return self.says_may and not self.is_imperative and not is_offered and self.main in _ALLOWED

    @cached_property
    def says_only(self) -> bool:
        return self.main in _ONLY


def _when_over(moment: Moment) -> Moment:
    """“Not heard within 4 weeks”, “not opened by day 4”: when they are over."""
    if moment.form is Form.DAY and moment.word == "by":
        return replace(moment, form=Form.AFTER, word="after")
    return replace(moment, form=Form.AT) if moment.form is Form.WITHIN else moment


_LEADING = phrases(
    "if, when, unless, while, assuming, provided, because, since, although, once, as soon as, in case, whenever, "
    "as long as, "
    "even if, even though, before you, after you, after your, before your, should the, should your, should swelling, "
    "should bleeding, should there, should any, as your, as you, should you, "
    "in order to, to prevent, to avoid, to reduce, to help, to protect, to make"
)
# “If you take tablets you should ...”: the order begins without a comma.
_TURNS = phrases(
    "you should, you must, you will, you need to, you have to, please, do not, don't, we will, you may need"
)
_HAS_BEEN = phrases(
    "when you have been, when you have had, once you have been, once you have had, after you have been, "
    "if you have been, if you have had, until you have been, until you have had, when your child has"
)
_REASONS = phrases("because, so that, as this, as these, as it, as they, since this, since it, since these")
_NOT_YET = phrases(
    "not heard, haven't heard, have not, haven't, hasn't, has not, not received, do not hear, don't hear, 've not"
)
_SUBJECTS = word_set("you they we it i he she")
_LONGEST_ASIDE = 12
_GOES_ON = word_set("is are was were will would may might can should must has have needs need do does stop take")
_PREPOSITIONS = word_set(
    "on in at after before during for from within until by starting beginning once following over with "
    "to as when if the day night morning while throughout"
)
