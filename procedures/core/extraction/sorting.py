"""Which cue, phase and actor a clause's task has: the strongest word, put right by the section it stands in."""

from procedures.core.extraction.acts import CONTACTS
from procedures.core.extraction.categories import Cue, cues_in
from procedures.core.extraction.categorizing import REMOVALS, is_before_operation
from procedures.core.extraction.clauses import Clause
from procedures.core.extraction.drafts import SectionKind
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.modality import is_staff, orders
from procedures.core.extraction.moments import DAY, Form, Moment
from procedures.core.extraction.places import Place, is_question
from procedures.core.extraction.tokens import Words
from procedures.core.tasks import Actor, Category, Phase
from procedures.core.timing import Anchor, Relation
from procedures.core.word_set import word_set

_ARRANGES = phrases("arrange*, plan, organize, organise, ask, have, make sure, ensure, find")
_STAYS = phrases(
    "stay with, stays with, be with, remain with, someone with, someone at home, help at home, adult with, "
    "adult at home, company, with you overnight, with them overnight, someone stay, someone to stay"
)
_HOMEWARD = phrases(
    "plan on, go home, goes home, going home, stay overnight, stay in hospital, discharged, kept in, nights"
)
_RIDES = phrases(
    "drive yourself home, drive you home, take you home, collect you, ride home, lift home, driven home, pick you up"
)
_PRONOUNS = word_set("it them this these they")
# "Take the first at 10 pm": of what, the sentence before says.
_TAKES = word_set("take drink use have give swallow")
_ORDINALS = word_set("first second third other last rest remaining")
_LENT = frozenset(
    {Category.ACTIVITY, Category.DIET, Category.HYGIENE, Category.WOUND_CARE, Category.THERAPY, Category.LIFESTYLE}
)


def says_stays(words: Words) -> bool:
    """True where someone is to stay with the patient."""
    return words in _STAYS


def cue_of(clause: Clause, place: Place) -> Cue | None:
    """The first of the strongest cues: in the main clause, else in the question or label above, else anywhere."""
    main = _untimed(clause)
    anywhere = [hit.meaning for hit in clause.cues]
    cues = [*main, *_cues_above(place), *anywhere]
    if place.before is not None and not any(cue.weight > 1 for cue in main) and _refers_back(clause):
        cues += [hit.meaning for hit in reversed(cues_in(place.before)) if hit.meaning.weight > 1]
    for weight in (3, 2, 1):
        if found := next((cue for cue in cues if cue.weight == weight), None):
            return found
    return None


def _untimed(clause: Clause) -> list[Cue]:
    """The cues of the main clause that stand in no time: "seven days before your appointment stop the tablets"."""
    hits = cues_in(clause.main)
    if not clause.placing:
        return [hit.meaning for hit in hits]
    tokens = clause.words.tokens
    timed = {tokens[at].start for m in clause.placing for at in range(m.first, min(m.last, len(tokens)))}
    named = [hit for hit in hits if not all(t.start in timed for t in clause.main.tokens[hit.first : hit.last])]
    return [hit.meaning for hit in named]


def _refers_back(clause: Clause) -> bool:
    """“Finish it by 7 am”, “This has to be done every day”: what it is stands in the sentence before."""
    opening = clause.main.norms[:4]
    is_order = clause.is_imperative or orders(clause.main)
    is_one_of_them = (
        opening[1:2] == ("the",) and opening[0] in _TAKES and any(norm in _ORDINALS for norm in opening[2:])
    )
    return is_order and (is_one_of_them or any(norm in _PRONOUNS for norm in opening))


def _cues_above(place: Place) -> list[Cue]:
    """What the question, the label or the heading above is about. A heading alone never makes a medicine of a food."""
    topic = place.topic
    if topic is None or not (place.is_listed or topic.norm(len(topic) - 1) in ("?", ":")):
        return []
    cues = [hit.meaning for hit in cues_in(topic) if hit.meaning.weight > 1]
    return cues if is_question(topic) or place.is_labelled else [cue for cue in cues if cue.category in _LENT]


def alternative_of(clause: Clause, category: Category) -> Category | None:
    """Another category that the words name as strongly."""
    for hit in clause.cues:
        if hit.meaning.category is not category and hit.meaning.weight > 1:
            return hit.meaning.category
    return None


def phase_of(clause: Clause, category: Category, moments: tuple[Moment, ...], place: Place, words: Words) -> Phase:
    """The section's phase; a later contact is follow-up wherever it stands."""
    if place.kind is SectionKind.PREPARATION:
        stays = clause.words in _STAYS and words not in _ARRANGES
        is_after = any(m.relation is Relation.AFTER for m in moments)
        is_after = (is_after and category not in (Category.LOGISTICS, Category.ASSESSMENT, Category.TEST)) or (
            stays and bool(moments)
        )
        is_after = is_after or (category is Category.HOSPITAL_STAY and clause.main in _HOMEWARD)
        return Phase.RECOVERY if is_after else Phase.PREPARATION
    is_ride = category is Category.LOGISTICS and clause.words in _RIDES and clause.words not in _STAYS
    if is_ride or is_before_operation(category, moments):
        return Phase.PREPARATION
    if category not in CONTACTS or any(_is_in_hospital(m, clause, category) for m in moments):
        return Phase.RECOVERY
    is_later = category is not Category.ASSESSMENT or place.kind is SectionKind.FOLLOW_UP
    is_at_home = any(m.anchor is Anchor.DISCHARGE and m.relation is Relation.AFTER for m in moments)
    return Phase.FOLLOW_UP if is_later or is_at_home else Phase.RECOVERY


def _is_in_hospital(moment: Moment, clause: Clause, category: Category) -> bool:
    """True for the day of the operation, what comes before going home, and tests and drains of the day after."""
    if moment.anchor is Anchor.DISCHARGE:
        return moment.relation is Relation.BEFORE
    if moment.anchor is not Anchor.SURGERY or moment.form is Form.FREQUENCY:
        return False
    is_ward_work = category is Category.TEST or clause.main in REMOVALS
    is_next_day = is_ward_work and moment.form is Form.DAY and moment.high == DAY
    return moment.form is Form.ON_DAY or is_next_day


def actor_of(clause: Clause) -> Actor:
    """Who does it."""
    return Actor.CARE_TEAM if is_staff(clause.main) else Actor.PATIENT
