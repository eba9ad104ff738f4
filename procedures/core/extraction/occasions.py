"""The times of one clause: which belong together, and which are occasions of their own."""

from dataclasses import replace

from procedures.core.distance import TimeUnit
from procedures.core.extraction.categories import cues_in
from procedures.core.extraction.clauses import Clause
from procedures.core.extraction.clinicians import is_clinician
from procedures.core.extraction.dating import needs_day
from procedures.core.extraction.modality import has_finite_verb
from procedures.core.extraction.moments import NOW, Form, Moment
from procedures.core.extraction.tapers import stages_of
from procedures.core.extraction.tokens import Words
from procedures.core.tasks import Category
from procedures.core.timing import Anchor, Relation
from procedures.core.word_set import word_set

_POINTS = frozenset({Form.AT, Form.BARE, Form.DAY, Form.ON_DAY, Form.CLOCK})
# No sentence of a leaflet names more; what does is not worth the time of telling them apart.
_MOST = 24
_BETWEEN = word_set(
    ", and again then or at also & on in the finally half other second rest remaining once dose one "
    "litre liter litres liters sachet bottle glass portion"
)


def occasions_of(clause: Clause) -> list[tuple[Moment, ...]]:
    """The times of a clause, one group for each task: "at 2 weeks, 6 weeks and 1 year" gives three."""
    if stages := stages_of(clause):
        return stages
    rest = tuple(m for m in clause.moments if m.form in (Form.FREQUENCY, Form.FOREIGN))
    later = tuple(m for m in rest if m.form is Form.FREQUENCY and clause.words.norm(m.first - 1) == "then")
    if later and clause.placing:
        # "At 2 weeks, at 3 months, and then every 6 months".
        rest = tuple(m for m in rest if m not in later)
        return [*_dated(clause, rest), *((one,) for one in later)]
    return _dated(clause, rest)


def _dated(clause: Clause, rest: tuple[Moment, ...]) -> list[tuple[Moment, ...]]:
    placing = tuple(m for m in clause.placing if not _is_bare_minutes(m)) or clause.shared
    if len(placing) < 2:
        return [placing + rest]
    run = _run(clause, placing)
    if not 2 <= len(run) <= _MOST:
        return [placing + rest]
    if _says_or(clause, run):
        return [(_either(placing) or placing) + rest]
    return [(moment, *rest) for moment in _alike(run)]


def _run(clause: Clause, placing: tuple[Moment, ...]) -> list[Moment]:
    """The points in time from the first on that are only joined by "and" and commas."""
    run = [placing[0]]
    for following in placing[1:]:
        moment, previous = following, run[-1]
        gap = clause.words.norms[previous.last : moment.first] if not clause.shared else ()
        if not _are_two_lengths(previous, moment, _joint(clause, gap)) and (
            moment.form not in _POINTS
            or previous.form not in _POINTS
            or not (
                _joins(gap) or _names_whom(previous, gap) or _names_next(clause.words.part(previous.last, moment.first))
            )
        ):
            break
        if moment.form is Form.BARE or (moment.form is Form.AT and moment.relation is None):
            moment = replace(
                moment, form=previous.form, relation=previous.relation, anchor=previous.anchor, word=previous.word
            )
        run.append(moment)
    return run


def _joint(clause: Clause, gap: tuple[str, ...]) -> tuple[str, ...]:
    """“Not on the day of the test or for 48 hours afterwards”: what is banned in both is banned in each."""
    is_both = clause.is_restriction and "for" not in gap
    return tuple("and" if norm == "or" else norm for norm in gap) if is_both else gap


def _either(placing: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """“On the day before or the morning of your admission”: one of the two, from the first to the second."""
    if len(placing) != 2 or placing[0].form is not Form.DAY or placing[1].form is not Form.ON_DAY:
        return ()
    day, last = placing
    if day.relation is not Relation.BEFORE or day.anchor not in (last.anchor, Anchor.SURGERY):
        return ()
    return (replace(day, form=Form.SPAN, low=NOW, last=last.last, anchor=last.anchor),)


def _are_two_lengths(one: Moment, other: Moment, gap: tuple[str, ...]) -> bool:
    """“for two days, and for a week where ...”, “on the day of the test and for 48 hours afterwards”."""
    if _are_two_fasts(one, other, gap):
        return True
    if other.form is not Form.LASTING or other.word != "for":
        return False
    if _is_for_another(one, other, gap):
        return True
    if "and" not in gap:
        return False
    said = [norm for norm in gap if norm not in ("and", ",")]
    is_length = one.form is Form.LASTING and one.word == "for"
    return len(said) <= _FEW and (is_length or (one.form is Form.ON_DAY and other.relation is Relation.AFTER))


def _is_for_another(one: Moment, other: Moment, gap: tuple[str, ...]) -> bool:
    """“Leave out soft lenses for 1 week, hard lenses for 3 weeks”: the longer of two lengths is not lost."""
    is_pair = one.form is Form.LASTING and one.word == "for" and one.high != other.high
    names = gap[1:]
    is_named = gap[:1] == (",",) and 0 < len(names) <= _LONGEST_KIND and all(norm.isalpha() for norm in names)
    return is_pair and one.relation is other.relation is None and is_named and not (_NO_KIND & set(names))


_LONGEST_KIND = 3
_NO_KIND = word_set("then or but and if so until when at every each is are may can will should")


def _are_two_fasts(one: Moment, other: Moment, gap: tuple[str, ...]) -> bool:
    """“not eat for six hours or drink for two hours”: food and drink end at different times."""
    is_both = one.form is Form.LASTING and other.form is Form.LASTING
    return is_both and bool(_TAKEN & set(gap)) and set(gap) <= _TAKEN | {"or", "and", "to", ",", "nor"}


def _names_whom(one: Moment, gap: tuple[str, ...]) -> bool:
    """“The nurse 2 weeks after surgery for a check and your surgeon at 6 weeks”: two visits, each with its own."""
    at = len(gap) - 1 - gap[::-1].index("and") if "and" in gap else -1
    said = [norm for norm in gap[at + 1 :] if norm not in ("the", "your", "a")]
    return 0 <= at <= _LONGEST_NAME and one.form is Form.AT and len(said) == 1 and is_clinician(said[0])


def _names_next(gap: Words) -> bool:
    """“... is stopped 3 days before surgery and clopidogrel (Plavix) 5 days before”: another drug, another time."""
    is_joined = gap.norm(0) in ("and", ",") and len(gap) <= _LONGEST_NAME
    return is_joined and not has_finite_verb(gap) and any(hit.meaning.category is _DRUG for hit in cues_in(gap))


_LONGEST_NAME = 7
_DRUG = Category.MEDICATION
_TAKEN = word_set("eat drink eating drinking fluids food")
_FEW = 1


def _joins(gap: tuple[str, ...]) -> bool:
    """“at 6 weeks and at 3 months”, “at 6 weeks with an x-ray, and again at one year”."""
    return "again" in gap[-2:] or all(norm in _BETWEEN for norm in gap)


def _alike(run: list[Moment]) -> list[Moment]:
    """“2, 6 and 12 weeks after surgery”: the last one tells from what all are counted."""
    last = run[-1]
    run = [_on_day_of(m, run, at) for at, m in enumerate(run)]
    return [
        replace(m, form=last.form, relation=last.relation, anchor=last.anchor)
        if m.form in (Form.BARE, Form.AT) and m.relation is None and last.form is Form.AT
        else m
        for m in run
    ]


def _on_day_of(moment: Moment, run: list[Moment], at: int) -> Moment:
    """“At 3 pm and again at 6 pm the day before”: both are on that day, as the hours go forward."""
    if not needs_day(moment):
        return moment
    for place, other in enumerate(run):
        is_dated = other.form is Form.CLOCK and other.relation is not None
        early, late = sorted((moment, other), key=lambda one: at if one is moment else place)
        if is_dated and (early.clock or "") < (late.clock or ""):
            return replace(moment, relation=other.relation, anchor=other.anchor, low=other.low, high=other.high)
    return moment


def _is_bare_minutes(moment: Moment) -> bool:
    """“15 minutes on, 15 minutes off” is how long, not when."""
    return moment.form is Form.BARE and moment.high is not None and moment.high.unit is TimeUnit.MINUTES


def _says_or(clause: Clause, run: list[Moment]) -> bool:
    gap = clause.words.norms[run[0].last : run[-1].first]
    if _are_two_fasts(run[0], run[-1], gap) or _are_two_lengths(run[0], run[-1], _joint(clause, gap)):
        return False
    return "or" in clause.words.norms[run[0].last : run[-1].first + 1]
