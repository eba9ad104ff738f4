"""A list under its lead-in: one task with details (things to pack, warning signs), or a task for each line."""

from dataclasses import replace

from procedures.core.extraction.anchors import Events
from procedures.core.extraction.categories import cues_in
from procedures.core.extraction.drafts import SectionKind, TaskDraft
from procedures.core.extraction.headings import Mode, sense_of
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.modality import is_imperative, is_restriction
from procedures.core.extraction.places import Line
from procedures.core.extraction.sentence_tasks import tasks_of
from procedures.core.extraction.titles import title_of
from procedures.core.extraction.tokens import Words
from procedures.core.tasks import Actor, Category, Phase, Polarity
from procedures.core.word_set import word_set

_THINGS = frozenset({Category.DIET, Category.MEDICATION, Category.LOGISTICS, Category.FASTING, Category.OTHER})
_FOODS = frozenset({Category.DIET, Category.LIFESTYLE, Category.FASTING, Category.OTHER})
_REPORTS = phrases("call, contact, phone, seek, go to, ring, notify, tell, report, 911, 999")
_BRINGING = phrases(
    "bring, pack, wear, leave, remove, following, include, includes, including, such as, e g, these, purchase, "
    "buy, foods, items"
)


def holds_things(lead: Line, items: list[Line], events: Events) -> bool:
    """True if `items` are things of one action, which `lead` names; False if each of them is an instruction."""
    mode = sense_of(lead.words, events).mode
    if lead.is_heading and not _is_one_list(mode, items):
        return False
    if mode is Mode.WARNING or _asks_which(lead):
        return not _are_reports(items)
    if lead.place.mode is Mode.EXPECTED or mode in (Mode.EXPECTED, Mode.REASONS, Mode.STEPS):
        return False
    orders = sum(1 for item in items if is_imperative(item.words) or is_restriction(item.words))
    if mode is Mode.AVOID:
        is_named = _are_one_kind(items) and any(cues_in(item.words) for item in items)
        return orders == 0 and (is_named or _are_foods(items))
    if mode is Mode.THINGS or (is_imperative(lead.words) and lead.words in _BRINGING):
        return orders * 2 < len(items) and not any(_is_fast(item) for item in items)
    return is_imperative(lead.words) and orders == 0 and _are_one_kind(items)


def _asks_which(lead: Line) -> bool:
    """“Tell us ahead of time if you:”: what stands under it ends the sentence, "have diabetes" too; no orders."""
    words = _without_colon(lead.words)
    end = words.norms[-_LONGEST_IF:]
    opens = next((at for at, norm in enumerate(end) if norm in ("if", "when", "whether")), None)
    is_open = opens is not None and any(norm in _WHO for norm in end[opens + 1 : opens + 3])
    return is_open and not lead.is_heading and is_imperative(words) and words in _REPORTS


_LONGEST_IF = 5
_WHO = word_set("you you're you've your")


def _is_one_list(mode: Mode, items: list[Line]) -> bool:
    """False for what stands under a heading as lists of its own, or as prose about things to bring."""
    return not any(item.is_lead for item in items) and (
        mode is not Mode.THINGS or all(item.place.is_listed for item in items)
    )


def _is_fast(item: Line) -> bool:
    """Safety rule 1: a fast is never only a detail of what to bring."""
    return any(hit.meaning.category is Category.FASTING and hit.meaning.weight > 1 for hit in cues_in(item.words)[:1])


def lead_task(lead: Line, source_text: str, events: Events) -> TaskDraft | None:
    """The task that a lead-in stands for, or None if it names no action."""
    sense = sense_of(lead.words, events)
    if sense.mode is Mode.WARNING:
        return _warning(lead, source_text)
    words = _without_colon(lead.words)
    drafted = tasks_of(
        replace(lead, words=words, place=replace(lead.place, is_listed=True, mode=Mode.TOLD)), source_text, events
    )
    if not drafted.tasks:
        return None
    task = replace(drafted.tasks[0], part=0)
    return replace(task, polarity=Polarity.AVOID) if sense.mode is Mode.AVOID else task


def _warning(lead: Line, source_text: str) -> TaskDraft:
    before = lead.place.kind is SectionKind.PREPARATION
    return TaskDraft(
        span=lead.span,
        source_text=source_text,
        title=title_of(_without_colon(lead.words)),
        phase=Phase.PREPARATION if before else Phase.RECOVERY,
        category=Category.ASSESSMENT if before else Category.MONITORING,
        category_alt=Category.MONITORING if before else None,
        actor=Actor.PATIENT,
        is_red_flag=True,
    )


def _without_colon(words: Words) -> Words:
    last = len(words)
    while last and words.norm(last - 1) in (":", "-", ")", "("):
        last -= 1
    return words.part(0, last)


def _are_reports(items: list[Line]) -> bool:
    """True for lines that each say when to call whom."""
    calls = sum(1 for item in items if _is_report(item.words))
    return calls * 2 > len(items)


def _is_report(words: Words) -> bool:
    """“Ring us if ...”, “if you cannot ..., go to ...”, “for a fever, call ...”: not "pain when you call for help"."""
    opens = words.norm(0) in ("if", "for", "when", "should") and "," in words.norms
    return words in _REPORTS and (is_imperative(words) or opens)


def _are_foods(items: list[Line]) -> bool:
    """True for foods and drinks, which are left as one."""
    found = [hits[0].meaning.category for item in items if (hits := cues_in(item.words))]
    return found.count(Category.DIET) * 2 > len(items) and {*found} <= _FOODS


def _are_one_kind(items: list[Line]) -> bool:
    """True for bare things: foods, drugs, objects, and not activities that are each an act of their own."""
    found = [hits[0].meaning.category for item in items if (hits := cues_in(item.words))]
    return all(category in _THINGS for category in found) and len({*found} - {Category.OTHER}) <= 1
