"""The category of a clause's task: that of its strongest cue, put right by the section, the question and the act."""

from procedures.core.distance import TimeUnit
from procedures.core.extraction.alarms import calls, is_report_of_signs, is_urgent, names_symptoms, orders_call, reports
from procedures.core.extraction.categories import Cue, cues_in
from procedures.core.extraction.categorizing_after import after_operation
from procedures.core.extraction.clauses import Clause
from procedures.core.extraction.drafts import SectionKind
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.modality import head_of, is_staff, orders
from procedures.core.extraction.moments import Form, Moment
from procedures.core.extraction.passives import passive_in
from procedures.core.extraction.places import Place, is_question
from procedures.core.tasks import Category
from procedures.core.timing import Anchor, Relation
from procedures.core.word_set import word_set

_FAST_WORDS = phrases(
    "last feed, sweets, mints, lollies, feed, eat, eating, eaten, drink, drinking, drunk, food, foods, fluids, "
    "liquids, clear liquids, clear fluids, "
    "water, milk, "
    "solid, solids, meal, breakfast, formula, breast milk, juice, gum, candy, by mouth"
)
_CLOCKY = phrases("midnight, the night before, morning, after, before, hours")
_ASKING = phrases("ask, discuss, tell, inform, talk, speak, bring, list, disclose, notify, let, consult, review")
_ALLERGIC = phrases("allerg*, history, illness*, cold, fever, pregnan*, symptoms, questions, rash, cough")
_RINGS = phrases("will ring, will phone, will call, will telephone, will text, will contact")
_OFF_WORK = phrases("off work, off school, time off, away from work, shopping, school run")
_PRESSURE = phrases("take your blood pressure and, take your blood pressure or, check your blood pressure and")
_TAKEN_OFF = phrases("wear, remove, leave, take off")
_VALUABLES = phrases("jewelry, jewellery, piercings, valuables, dentures, hearing aid*")
_BOOKED = phrases("appointment*, visit, clinic, schedule*")
_BROUGHT = phrases("bring, pack, take with me, take with you")


def category_of(clause: Clause, cue: Cue | None, moments: tuple[Moment, ...], place: Place) -> Category:
    """The category of the strong cue, put right by the section and by what is asked."""
    found = _asked(cue.category if cue else Category.OTHER, clause, moments, place)
    if _is_call_about_signs(clause):
        found = Category.MONITORING
    if place.kind is SectionKind.PREPARATION or is_before_operation(found, moments):
        return _before(found, clause, moments, place)
    found = after_operation(_anytime(found, clause), clause, moments)
    is_here = place.kind is SectionKind.FOLLOW_UP and bool(clause.placing)
    is_visit = is_here and (found is Category.OTHER or (found in _SEEN_TO and _is_looked_at(clause)))
    return Category.APPOINTMENT if is_visit and not clause.is_imperative else found


_SEEN_TO = frozenset({Category.WOUND_CARE, Category.LOGISTICS})


def _is_looked_at(clause: Clause) -> bool:
    """“The wound is checked at 2 weeks”, “Glasses are prescribed at 5 weeks”: there is a visit for it."""
    passive = passive_in(clause.main)
    return passive is not None and clause.main.norm(passive.verb) in _LOOKED_AT


_LOOKED_AT = word_set("checked examined reviewed seen inspected prescribed fitted done measured tested")


def _asked(found: Category, clause: Clause, moments: tuple[Moment, ...], place: Place) -> Category:
    """What a bare answer is about is told by its question: "What shall I bring?", "When can I go home?"."""
    if place.topic is None or not is_question(place.topic) or clause.is_imperative or clause.is_restriction:
        return found
    if place.topic in _BROUGHT and not orders(clause.main):
        return Category.LOGISTICS
    is_stay = any(hit.meaning.category is Category.HOSPITAL_STAY for hit in cues_in(place.topic))
    return Category.HOSPITAL_STAY if is_stay and moments and not orders(clause.main) else found


def is_before_operation(found: Category, moments: tuple[Moment, ...]) -> bool:
    """Safety rule 1: "no food for 6 hours before the operation" is a fast, whatever the heading above it."""
    is_of_fast = found in (Category.FASTING, Category.DIET)
    return is_of_fast and any(m.relation is Relation.BEFORE and m.anchor in _OPERATION for m in moments)


_OPERATION = frozenset({Anchor.SURGERY, Anchor.ARRIVAL, Anchor.ADMISSION})


def _is_call_about_signs(clause: Clause) -> bool:
    if calls(clause.order or clause.main) and names_symptoms(clause.words):
        return True
    return orders_call(clause.words) and is_report_of_signs(clause.words)


def _anytime(found: Category, clause: Clause) -> Category:
    if found is Category.MEDICATION and is_staff(clause.main) and clause.main in _PRESSURE:
        return Category.ASSESSMENT
    if found in (Category.ASSESSMENT, Category.LOGISTICS) and _is_about_medicines(clause):
        return Category.MEDICATION
    if found in (Category.OTHER, Category.HYGIENE) and clause.main in _TAKEN_OFF and clause.main in _VALUABLES:
        return Category.LOGISTICS
    return found


def _before(found: Category, clause: Clause, moments: tuple[Moment, ...], place: Place) -> Category:
    if found in (Category.FASTING, Category.DIET):
        if clause.is_imperative and not clause.is_restriction and clause.main in _PREP_DRINK:
            return Category.MEDICATION
        is_fast = _is_fast(clause, moments, place) or _is_banned_with_food(clause, place)
        return Category.FASTING if is_fast else _fed(found, clause, moments)
    found = _anytime(found, clause)
    if found is Category.MONITORING and is_urgent(clause.words):
        return found
    if found is Category.ACTIVITY and clause.main in _OFF_WORK:
        return Category.LOGISTICS
    return Category.ASSESSMENT if _is_talk(found, clause) else found


def _is_talk(found: Category, clause: Clause) -> bool:
    """True for what the team asks or is told before the operation."""
    if found is Category.APPOINTMENT:
        return clause.main not in _BOOKED
    if found is Category.MONITORING:
        return reports(clause.main) or is_staff(clause.main)
    rings = is_staff(clause.main) and clause.main in _RINGS
    return (found is Category.LOGISTICS and rings) or (
        found is Category.OTHER and (rings or calls(clause.order or clause.main))
    )


def _is_banned_with_food(clause: Clause, place: Place) -> bool:
    """“Do not chew gum” under "Eating and drinking"."""
    topic = place.topic
    is_of_fast = topic is not None and any(hit.meaning.category is Category.FASTING for hit in cues_in(topic))
    return is_of_fast and clause.is_restriction and clause.main in _FAST_WORDS


def _is_fast(clause: Clause, moments: tuple[Moment, ...], place: Place) -> bool:
    is_labelled = place.is_labelled and place.topic is not None and place.topic in _FAST_WORDS
    if clause.main not in _FAST_WORDS and not is_labelled:
        return False
    if any(m.low is not None and m.low.unit is TimeUnit.DAYS and m.low.amount > 1 for m in moments):
        return False  # low-residue food from two days before is a diet
    if clause.is_restriction and clause.words in _CLOCKY:
        return True
    return any(_is_near(m) and not _is_helping(m, clause) for m in moments)


def _is_near(moment: Moment) -> bool:
    if moment.form in (Form.FOREIGN, Form.FREQUENCY):
        return False
    return moment.form is Form.CLOCK or (moment.low is not None and moment.low.unit.is_elapsed)


def _is_helping(moment: Moment, clause: Clause) -> bool:
    """“Drink a glass at 6 pm”, “eat supper before 7 pm the day before”: when to take it, not when to stop."""
    if moment.form is Form.AT and moment.relation is Relation.BEFORE:
        return _is_one_drink(clause)
    if moment.form is not Form.CLOCK or clause.is_restriction:
        return False
    is_until = (
        moment.relation is Relation.BEFORE and moment.word != "from" and not (clause.says_only or clause.says_may)
    )
    return moment.word == "at" or is_until


def _is_one_drink(clause: Clause) -> bool:
    """“Drink the bottle you were given 3 hours before”: one thing at one time, and no fast."""
    head = head_of(clause.main)
    is_had = clause.main.norm(head) in ("drink", "take") and clause.main.norm(head + 1) in _ONE
    is_had = is_had and "last" not in clause.main.norms
    return is_had and not (clause.is_restriction or clause.says_only or clause.says_may or clause.says_stop)


_ONE = word_set("the your a one two")
# “Drink the other half of the jug”: the bowel preparation, and no fast.
_PREP_DRINK = phrases(
    "half of the jug, of the jug, half the jug, rest of the jug, half of the bottle, half of the solution, "
    "half of the prep, rest of the prep, half of the mixture, rest of the solution, bowel prep, second dose, "
    "second half, first half, other half, second sachet, first sachet, laxative"
)


def _fed(found: Category, clause: Clause, moments: tuple[Moment, ...]) -> Category:
    is_helping = any(_is_helping(m, clause) for m in moments)
    return Category.DIET if found is Category.FASTING and is_helping else found


def _is_about_medicines(clause: Clause) -> bool:
    """“Bring a list of your medicines”, “ask which medicines to stop”: the medicines come first of what is named."""
    things = [hit.meaning.category for hit in clause.cues if hit.meaning.category != Category.ASSESSMENT]
    named = things[1:] if things and things[0] is Category.LOGISTICS else things
    return clause.main in _ASKING and bool(named) and named[0] is Category.MEDICATION and clause.main not in _ALLERGIC
