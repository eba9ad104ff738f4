"""Which category, phase and actor a clause's task has: the strongest cue, put right by the section and the act."""

from procedures.core.extraction.acts import CONTACTS
from procedures.core.extraction.alarms import calls, is_report_of_signs, is_urgent, names_symptoms, orders_call, reports
from procedures.core.extraction.categories import Cue, cues_in
from procedures.core.extraction.clauses import Clause
from procedures.core.extraction.drafts import SectionKind
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.modality import is_staff, orders
from procedures.core.extraction.moments import DAY, Form, Moment
from procedures.core.extraction.places import Place
from procedures.core.extraction.tokens import Words
from procedures.core.tasks import Actor, Category, Phase
from procedures.core.timing import Anchor, Relation
from procedures.core.word_set import word_set

_FAST_WORDS = phrases(
    "eat, eating, eaten, drink, drinking, drunk, food, foods, fluids, liquids, clear liquids, clear fluids, "
    "water, milk, "
    "solid, solids, meal, breakfast, formula, breast milk, juice, gum, candy, by mouth"
)
_CLOCKY = phrases("midnight, the night before, morning, after, before, hours")
_ASKING = phrases("ask, discuss, tell, inform, talk, speak, bring, list, disclose, notify, let, consult, review")
_ALLERGIC = phrases("allerg*, history, illness*, cold, fever, pregnan*, symptoms, questions, rash, cough")
_TAKEN_OFF = phrases("wear, remove, leave, take off")
_VALUABLES = phrases("jewelry, jewellery, piercings, valuables, dentures, hearing aid*")
_REMOVALS = phrases("stitches, sutures, staples, clips, drain, drains, catheter, cast, splint*, packing, stent")
_REMOVED = phrases("removed, taken out, out, removal, come out")
_RESULTS = phrases("results, pathology, biopsy result*")
_BOOKING = phrases(
    "schedule, make an appointment, book, appointment, arrange a follow up, arrange follow up, questions, "
    "question, concerns, cancel, reschedule, results, follow up visit, for a follow up"
)
_BOOKED = phrases("appointment*, visit, clinic, schedule*")
_ARRANGES = phrases("arrange*, plan, organize, organise, ask, have, make sure, ensure, find")
_STAYS = phrases(
    "stay with, stays with, be with, remain with, someone with, someone at home, help at home, adult with, "
    "adult at home, company, with you overnight, with them overnight, someone stay, someone to stay"
)
_PRONOUNS = word_set("it them this these they")
_LENT = frozenset(
    {Category.ACTIVITY, Category.DIET, Category.HYGIENE, Category.WOUND_CARE, Category.THERAPY, Category.LIFESTYLE}
)


def is_question(topic: Words) -> bool:
    """True for "When can I drive?"."""
    return topic.norm(len(topic) - 1) == "?"


def says_stays(words: Words) -> bool:
    """True where someone is to stay with the patient."""
    return words in _STAYS


def cue_of(clause: Clause, place: Place) -> Cue | None:
    """The first of the strongest cues: in the main clause, else in the question or label above, else anywhere."""
    main = [hit.meaning for hit in cues_in(clause.main)]
    anywhere = [hit.meaning for hit in clause.cues]
    cues = [*main, *_cues_above(place), *anywhere]
    if place.before is not None and not any(cue.weight > 1 for cue in main) and _refers_back(clause):
        cues += [hit.meaning for hit in reversed(cues_in(place.before)) if hit.meaning.weight > 1]
    for weight in (3, 2, 1):
        if found := next((cue for cue in cues if cue.weight == weight), None):
            return found
    return None


def _refers_back(clause: Clause) -> bool:
    """“Finish it by 7 am”, “This has to be done every day”: what it is stands in the sentence before."""
    opening = clause.main.norms[:4]
    is_order = clause.is_imperative or orders(clause.main)
    return is_order and any(norm in _PRONOUNS for norm in opening)


def _cues_above(place: Place) -> list[Cue]:
    """What the question, the label or the heading above is about. A heading alone never makes a medicine of a food."""
    topic = place.topic
    if topic is None or not (place.is_listed or topic.norm(len(topic) - 1) in ("?", ":")):
        return []
    cues = [hit.meaning for hit in cues_in(topic) if hit.meaning.weight > 1]
    return cues if is_question(topic) or place.is_labelled else [cue for cue in cues if cue.category in _LENT]


def category_of(clause: Clause, cue: Cue | None, moments: tuple[Moment, ...], place: Place) -> Category:
    """The category of the strong cue, put right by the section and by what is asked."""
    found = cue.category if cue else Category.OTHER
    if _is_call_about_signs(clause):
        found = Category.MONITORING
    if place.kind is SectionKind.PREPARATION or _is_before_operation(found, moments):
        return _before(found, clause, moments)
    return _after(_anytime(found, clause), clause)


def _is_before_operation(found: Category, moments: tuple[Moment, ...]) -> bool:
    """Safety rule 1: "no food for 6 hours before the operation" is a fast, whatever the heading above it."""
    is_of_fast = found in (Category.FASTING, Category.DIET)
    return is_of_fast and any(m.relation is Relation.BEFORE and m.anchor in _OPERATION for m in moments)


_OPERATION = frozenset({Anchor.SURGERY, Anchor.ARRIVAL, Anchor.ADMISSION})


def _is_call_about_signs(clause: Clause) -> bool:
    if calls(clause.order or clause.main) and names_symptoms(clause.words):
        return True
    return orders_call(clause.words) and is_report_of_signs(clause.words)


def _anytime(found: Category, clause: Clause) -> Category:
    if found in (Category.ASSESSMENT, Category.LOGISTICS) and _is_about_medicines(clause):
        return Category.MEDICATION
    if found in (Category.OTHER, Category.HYGIENE) and clause.main in _TAKEN_OFF and clause.main in _VALUABLES:
        return Category.LOGISTICS
    return found


def _before(found: Category, clause: Clause, moments: tuple[Moment, ...]) -> Category:
    if found in (Category.FASTING, Category.DIET):
        return Category.FASTING if _is_fast(clause, moments) else _fed(found, clause, moments)
    found = _anytime(found, clause)
    if found is Category.MONITORING and is_urgent(clause.words):
        return found
    if found is Category.MONITORING and (reports(clause.main) or is_staff(clause.main)):
        return Category.ASSESSMENT
    if found is Category.APPOINTMENT and clause.main not in _BOOKED:
        return Category.ASSESSMENT
    return found


def _is_fast(clause: Clause, moments: tuple[Moment, ...]) -> bool:
    if clause.main not in _FAST_WORDS:
        return False
    if clause.is_restriction and clause.words in _CLOCKY:
        return True
    return any(_is_near(m) and not _is_helping(m, clause) for m in moments)


def _is_near(moment: Moment) -> bool:
    return moment.form is Form.CLOCK or (moment.low is not None and moment.low.unit.is_elapsed)


def _is_helping(moment: Moment, clause: Clause) -> bool:
    """“Drink a glass at 6 pm”, “eat supper before 7 pm the day before”: when to take it, not when to stop."""
    if moment.form is not Form.CLOCK or clause.is_restriction:
        return False
    is_until = moment.relation is Relation.BEFORE and moment.word != "from" and not clause.says_only
    return moment.word == "at" or is_until


def _fed(found: Category, clause: Clause, moments: tuple[Moment, ...]) -> Category:
    is_helping = any(_is_helping(m, clause) for m in moments)
    return Category.DIET if found is Category.FASTING and is_helping else found


def _after(found: Category, clause: Clause) -> Category:
    if found is Category.FASTING:
        return Category.DIET
    if clause.main in _REMOVALS and clause.main in _REMOVED and not clause.is_imperative:
        return Category.APPOINTMENT
    if clause.main in _RESULTS and found is not Category.MONITORING:
        return Category.APPOINTMENT
    if found is Category.MONITORING and clause.words in _BOOKING and not names_symptoms(clause.words):
        return Category.APPOINTMENT
    return found


def _is_about_medicines(clause: Clause) -> bool:
    """“Bring a list of your medicines”, “ask which medicines to stop”: the medicines come first of what is named."""
    things = [hit.meaning.category for hit in clause.cues if hit.meaning.category != Category.ASSESSMENT]
    named = things[1:] if things and things[0] is Category.LOGISTICS else things
    return clause.main in _ASKING and bool(named) and named[0] is Category.MEDICATION and clause.main not in _ALLERGIC


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
        return Phase.RECOVERY if is_after else Phase.PREPARATION
    if _is_before_operation(category, moments):
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
    is_ward_work = category is Category.TEST or clause.main in _REMOVALS
    is_next_day = is_ward_work and moment.form is Form.DAY and moment.high == DAY
    return moment.form is Form.ON_DAY or is_next_day


def actor_of(clause: Clause) -> Actor:
    """Who does it."""
    return Actor.CARE_TEAM if is_staff(clause.main) else Actor.PATIENT
