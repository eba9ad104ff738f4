"""Whether a clause is a task where it stands: what its words say, put right by the list or label it stands in."""

from procedures.core.extraction.acts import CONTACTS
from procedures.core.extraction.alarms import calls, is_report_of_signs, names_symptoms, orders_call, reports
from procedures.core.extraction.categories import Cue, cues_in
from procedures.core.extraction.clauses import Clause
from procedures.core.extraction.drafts import SectionKind
from procedures.core.extraction.grave import MAY_GO_ON, allows_only, is_only_named, is_told_only, leaves_medicine_open
from procedures.core.extraction.headings import Mode
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.modality import (
    clinician_acts,
    has_finite_verb,
    is_directed,
    is_discharge_criterion,
    is_imperative,
    is_order,
    is_staff,
)
from procedures.core.extraction.modality_words import AT_WILL, STEPS
from procedures.core.extraction.moments import Form, Moment
from procedures.core.extraction.passives import passive_in
from procedures.core.extraction.places import Place, is_question
from procedures.core.extraction.references import offers_answers
from procedures.core.extraction.sayings import is_only_said
from procedures.core.extraction.sorting import cue_of
from procedures.core.extraction.subjects import speaks_of_people
from procedures.core.extraction.tokens import Words
from procedures.core.extraction.verdicts import Signs, Verdict, judge
from procedures.core.word_set import word_set


def judged(clause: Clause, place: Place, label_moments: tuple[Moment, ...]) -> Verdict:
    """Tell what `clause` is, as one of the lines that stand at `place`."""
    words = clause.order if clause.order is not None else clause.main
    if plain := _at_sight(clause, words, place):
        return plain
    cue = cue_of(clause, place)
    has_time = bool(clause.placing or clause.shared or place.moment or label_moments)
    is_asked = place.topic is not None and is_question(place.topic)
    signs = Signs(
        cue is not None and cue.weight > 1,
        has_time,
        place.is_listed or is_asked,
        has_own_time=bool(clause.placing),
        is_told=place.mode in (Mode.TOLD, Mode.AVOID),
        is_dated=_has_date(clause),
    )
    is_deed = passive_in(words) is not None or clinician_acts(words)
    is_known = cue is not None or (signs.is_dated and is_deed)
    verdict = judge(words, signs)
    is_vain = place.is_unheaded and not (_is_plain_order(words) or _is_dated(clause, cue) or _goes_with(clause, place))
    if verdict.is_task and allows_only(clause, words, place, cue):
        return Verdict.PERMISSION_WITHOUT_TIME
    is_said = is_told_only(clause, words, place, cue)
    if verdict.is_task and (is_said or is_vain or is_only_named(clause, words, place, cue)):
        return Verdict.NOT_AN_INSTRUCTION
    if verdict.is_task and (_is_at_will(clause, place) or (words in MAY_GO_ON and not has_time)):
        verdict = Verdict.PERMISSION_WITHOUT_TIME
    weighed = (
        _in_list(verdict, clause, words, place.mode, is_known=is_known)
        if verdict.is_task
        else _no_task(verdict, clause, place, is_known=cue is not None)
    )
    return Verdict.INSTRUCTION if _is_bare_visit(weighed, clause, place) else weighed


def _at_sight(clause: Clause, words: Words, place: Place) -> Verdict | None:
    """What needs no weighing."""
    if is_discharge_criterion(clause.words):
        return Verdict.DISCHARGE_CRITERIA
    if clause.words in STEPS or clause.words in _OF_THE_LEAFLET:
        return Verdict.NOT_AN_INSTRUCTION
    if _is_no(clause.words) and place.topic is not None and is_question(place.topic):
        return Verdict.NEGATION
    if offers_answers(clause.words) and not (clause.placing or names_symptoms(clause.words)):
        return Verdict.REFERENCE
    if _is_alarm(clause, words, place) or leaves_medicine_open(clause):
        return Verdict.INSTRUCTION
    return None


_OF_THE_LEAFLET = phrases("in large print, in another language or, this leaflet in, in other formats, other languages")


def _is_bare_visit(verdict: Verdict, clause: Clause, place: Place) -> bool:
    """“Surgeon at 1 month and 3 months”, “Visit 2 | 6 weeks” in the part on follow-up."""
    is_here = place.kind is SectionKind.FOLLOW_UP and place.is_listed
    if not is_here or has_finite_verb(clause.words):
        return False
    if verdict is Verdict.PERMISSION_WITHOUT_TIME:
        return any(hit.meaning.category in CONTACTS for hit in cues_in(clause.main)[:1])
    return verdict is Verdict.NOT_AN_INSTRUCTION and any(moment.low is not None for moment in clause.placing)


def _is_no(words: Words) -> bool:
    """“No.”, “Not usually.”: the whole answer."""
    said = [token.norm for token in words.tokens if token.is_word]
    return len(said) <= _LONGEST_NO and bool({"no", "not", "never", "rarely"} & set(said))


_LONGEST_NO = 3
_LEAST_DIGITS = 3


def _is_plain_order(words: Words) -> bool:
    is_care = is_staff(words) and _is_done_to_patient(words)
    return is_imperative(words) or is_order(words) or is_care or (is_directed(words) and speaks_of_people(words))


def _is_done_to_patient(words: Words) -> bool:
    """“will visit you”, “will check your pulse”."""
    will = next((at for at, norm in enumerate(words.norms) if norm == "will"), len(words))
    return any(norm in ("you", "your") for norm in words.norms[will + 2 : will + 5])


def _goes_with(clause: Clause, place: Place) -> bool:
    """“... and you may be given heparin instead”: the other half of a sentence that was weighed already."""
    is_half = place.before is not None and place.before.text is clause.words.text
    return is_half and passive_in(clause.main) is not None


def _has_date(clause: Clause) -> bool:
    """True where the clause itself gives a number, a day, an hour or how often."""
    return any(
        m.form is not Form.FOREIGN and (m.low is not None or m.every or m.clock or m.form in (Form.ON_DAY, Form.DAY))
        for m in clause.moments
    )


_SELDOM = word_set("sometimes rarely often recommend prescribe suggest")


def _is_dated(clause: Clause, cue: Cue | None) -> bool:
    """“The crowns are fitted four months after the operation”: prose that names a thing and its time."""
    is_loose = any(norm in _SELDOM for norm in clause.main.norms)
    return cue is not None and not is_loose and any(m.low is not None or m.every or m.clock for m in clause.moments)


def _is_at_will(clause: Clause, place: Place) -> bool:
    """“Eat when you feel like it”: allowed, and nobody says when."""
    is_free = clause.words in AT_WILL and all(moment.low is None for moment in clause.placing)
    return is_free and (place.moment is None or not clause.is_imperative)


def _is_alarm(clause: Clause, words: Words, place: Place) -> bool:
    if calls(words) and names_symptoms(clause.words):
        return True
    return orders_call(clause.words) and is_report_of_signs(clause.words) and place.mode is not Mode.EXPECTED


def _no_task(verdict: Verdict, clause: Clause, place: Place, *, is_known: bool) -> Verdict:
    """No task by its own words; but under "Avoid:" whatever is named is to be left."""
    if verdict is Verdict.NOT_AN_INSTRUCTION and is_question(clause.words):
        return Verdict.QUESTION
    is_open = verdict in (Verdict.PERMISSION_WITHOUT_TIME, Verdict.NOT_AN_INSTRUCTION)
    is_open = is_open and not is_only_said(clause.words, clause.main)
    return Verdict.INSTRUCTION if place.mode is Mode.AVOID and is_known and is_open else verdict


def _says_what(words: Words) -> bool:
    """False for "Don't worry" and "Relax", which name nothing to do."""
    if calls(words) and sum(len(token.norm) for token in words.tokens if token.is_number) >= _LEAST_DIGITS:
        return True
    said = sum(1 for token in words.tokens if token.is_word)
    return said > (2 if words.norm(0) in ("don't", "do", "never") else 1)


def _is_dated_contact(clause: Clause) -> bool:
    """“You will have an x-ray at 6 weeks” is a visit, also under "What to expect"."""
    return bool(clause.placing) and any(hit.meaning.category in CONTACTS for hit in cues_in(clause.main))


def _in_list(verdict: Verdict, clause: Clause, words: Words, mode: Mode, *, is_known: bool) -> Verdict:
    """A task, unless the list it stands in holds something else."""
    is_told = is_imperative(words)
    if mode is Mode.EXPECTED and not (_is_dated_contact(clause) or ((is_told or is_directed(words)) and is_known)):
        return Verdict.EXPECTED_COURSE
    if mode is Mode.REASONS:
        return Verdict.REASON
    if mode is Mode.WARNING and not is_told:
        return verdict if reports(clause.words) else Verdict.EXPECTED_COURSE
    if not is_known and not ((is_told or is_order(words)) and _says_what(words)):
        return Verdict.NOT_AN_INSTRUCTION
    return verdict
