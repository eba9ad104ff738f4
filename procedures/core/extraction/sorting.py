"""Which cue, phase and actor a clause's task has: the strongest word, put right by the section it stands in."""

from procedures.core.extraction.acts import CONTACTS
from procedures.core.extraction.categories import Cue, cues_in
from procedures.core.extraction.categorizing import is_before_operation
from procedures.core.extraction.categorizing_after import REMOVALS
from procedures.core.extraction.clauses import Clause
from procedures.core.extraction.clinicians import clinician_at
from procedures.core.extraction.drafts import SectionKind
from procedures.core.extraction.lexicon import Hit, phrases
from procedures.core.extraction.modality import clinician_acts, is_staff, orders
from procedures.core.extraction.moments import DAY, Form, Moment
from procedures.core.extraction.passives import passive_in
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
    "cannot drive yourself, can't drive yourself, not drive yourself, "
    "drive yourself home, drive you home, take you home, collect you, ride home, lift home, driven home, pick you up"
)
# Where the team speaks or sees, the patient still does the thing or comes.
_THROUGH_PATIENT = phrases(
    "ask you to, ask you not, asks you to, tell you to, tells you to, tell you when to, advise you to, advises you to, "
    "want you to, wants you to, will see you, sees you, see you again, see you in, see you at"
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
    back: list[Cue] = []
    if place.before is not None and not any(cue.weight > 1 for cue in main) and _refers_back(clause):
        # "Keep the shield on until you are seen, then wear it": the shield, and not the visit.
        said = cues_in(place.before) if clause.says_stop else Clause(place.before, clause.events).cues
        back = [hit.meaning for hit in reversed(said) if hit.meaning.weight > 1]
        if clause.says_stop:
            # "Tell the nurse if you take warfarin, as it may need to be stopped": what is stopped is the warfarin.
            back.sort(key=lambda cue: cue.category is not Category.MEDICATION)
    # "Stop metformin and do not restart it until your kidneys have been checked" is about the metformin.
    cues = [*main, *_cues_above(place), *back, *anywhere]
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
    return [hit.meaning for hit in _behind_name(clause.main, named)]


def _behind_name(main: Words, hits: list[Hit[Cue]]) -> list[Hit[Cue]]:
    """“The stoma nurse calls you”: what the nurse is named for says less than what the nurse does."""
    if not hits or not clinician_acts(main):
        return hits
    who = clinician_at(main, 0, len(main))
    behind = [hit for hit in hits if hit.first > who]
    return behind if any(hit.meaning.weight > 1 for hit in behind) and hits[0].last <= who else hits


def _refers_back(clause: Clause) -> bool:
    """“Finish it by 7 am”, “This has to be done every day”: what it is stands in the sentence before."""
    opening = clause.main.norms[:7]
    is_order = clause.is_imperative or orders(clause.main) or passive_in(clause.main) is not None
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
        is_after = is_after or resumes_later(clause, category, moments)
        is_after = is_after or (category is Category.HOSPITAL_STAY and clause.main in _HOMEWARD)
        return Phase.RECOVERY if is_after else Phase.PREPARATION
    if (
        place.kind is SectionKind.FOLLOW_UP
        and category is Category.LOGISTICS
        and clause.main.norm(0) in ("bring", "take")
    ):
        return Phase.FOLLOW_UP  # "Bring this sheet with you", to the visit
    is_ride = category is Category.LOGISTICS and clause.words in _RIDES and clause.words not in _STAYS
    if is_ride or is_before_operation(category, moments):
        return Phase.PREPARATION
    if category not in CONTACTS or any(_is_in_hospital(m, clause, category) for m in moments):
        return Phase.RECOVERY
    is_later = category is not Category.ASSESSMENT or place.kind is SectionKind.FOLLOW_UP
    is_at_home = any(m.anchor is Anchor.DISCHARGE and m.relation is Relation.AFTER for m in moments)
    return Phase.FOLLOW_UP if is_later or is_at_home else Phase.RECOVERY


def resumes_later(clause: Clause, category: Category, moments: tuple[Moment, ...]) -> bool:
    """“Do not restart it until your kidneys have been checked”: a medicine taken up again lies behind the operation."""
    return category is Category.MEDICATION and clause.main in _RESUMES and any(m.form is Form.UNTIL for m in moments)


_RESUMES = phrases(
    "restart, restarted, restarting, resume, resumed, recommence, recommenced, go back on, start again, started again, "
    "start it again, start them again, take it again, take them again, taken again, reintroduce, reintroduced"
)


def _is_in_hospital(moment: Moment, clause: Clause, category: Category) -> bool:
    """True for the day of the operation, what comes before going home, and tests and drains of the day after."""
    if moment.anchor is Anchor.DISCHARGE:
        return moment.relation is Relation.BEFORE
    if moment.form is Form.FREQUENCY:
        return moment.every.startswith("PT")  # every few hours, as on a ward
    if moment.anchor is not Anchor.SURGERY:
        return False
    is_ward_work = category is Category.TEST or clause.main in REMOVALS
    is_next_day = is_ward_work and moment.form is Form.DAY and moment.high == DAY
    return moment.form is Form.ON_DAY or is_next_day


def actor_of(clause: Clause) -> Actor:
    """Who does it."""
    is_theirs = is_staff(clause.main) and not (clause.is_imperative or clause.main in _THROUGH_PATIENT)
    return Actor.CARE_TEAM if is_theirs else Actor.PATIENT
