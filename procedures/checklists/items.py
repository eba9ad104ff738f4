"""A patient's items: copied from the template's tasks, or written for one patient, with the words that each has."""

from typing import Any

from procedures.catalog.models import TaskTemplate
from procedures.catalog.wording import with_condition
from procedures.checklists.models import Amendment, Checklist, ChecklistItem
from procedures.checklists.visits import is_call
from procedures.core.fixed_words import ASK_FASTING_TITLE, ASK_MEDICINES_TITLE, FIXED_WORDS, fixed
from procedures.core.tasks import ASK_ABOUT_FASTING, ASK_ABOUT_MEDICINES, Category

# What stands in the place of an instruction that is not settled, by whether it is about fasting.
UNSETTLED = {
    True: (ASK_FASTING_TITLE, ASK_ABOUT_FASTING),
    False: (ASK_MEDICINES_TITLE, ASK_ABOUT_MEDICINES),
}


def written_item(checklist: Checklist, task: TaskTemplate, number: int) -> ChecklistItem:
    """One task as the patient gets it, not saved yet and without its instants.

    Safety rule 1: what a clinician has not confirmed gives no instruction and no time.
    """
    title, instruction = words_of_task(task)
    return ChecklistItem(
        checklist=checklist,
        task=task,
        number=number,
        **_alike(task, title, instruction),
        translations=translations_of(task),
        is_red_flag=task.is_red_flag,
        timing=task.timing if is_settled(task) else None,
    )


def amended_item(checklist: Checklist, amendment: Amendment, number: int) -> ChecklistItem:
    """One step that was written for this patient alone, not saved yet and without its instants.

    Safety rule 1: what waits for a clinician gives no instruction and no time.
    """
    title, instruction, translations = words_of_amendment(amendment)
    return ChecklistItem(
        checklist=checklist,
        amendment=amendment,
        number=number,
        **_alike(amendment, title, instruction),
        translations=translations,
        timing=amendment.timing if amendment.is_settled else None,
    )


def _alike(source: TaskTemplate | Amendment, title: str, instruction: str) -> dict[str, Any]:
    """What an item has of its source, whichever that is, and of the words that the patient may read."""
    return {
        "phase": source.phase,
        "category": source.category,
        "actor": source.actor,
        "polarity": source.polarity,
        "intake": source.intake,
        "title": title,
        "is_call": is_call(title),
        "instruction": instruction,
    }


def words_of_amendment(amendment: Amendment) -> tuple[str, str, dict[str, list[str]]]:
    """Title, instruction and translations of what was written for one patient, as the patient may read them."""
    if amendment.is_settled:
        return amendment.title, amendment.instruction, amendment.translations
    words = UNSETTLED[amendment.category == Category.FASTING]
    return *words, in_all_languages(words)


def is_settled(task: TaskTemplate) -> bool:
    return task.confirmed_at is not None or not task.must_be_confirmed


def words_of_task(task: TaskTemplate) -> tuple[str, str]:
    """The title and the instruction that the patient reads."""
    if not is_settled(task):
        return UNSETTLED[task.category == Category.FASTING]
    if task.category == Category.MEDICATION and task.instruction in ("", ASK_ABOUT_MEDICINES):
        return task.title, ASK_ABOUT_MEDICINES
    return task.title, with_condition(task.title, task.instruction, task.condition)


def translations_of(task: TaskTemplate) -> dict[str, list[str]]:
    """The same by language, where someone reviewed the words. They are the version's own, so they never change."""
    if not is_settled(task):
        return in_all_languages(UNSETTLED[task.category == Category.FASTING])
    reviewed = [wording for wording in task.wordings.all() if wording.reviewed_at is not None]
    _, instruction = words_of_task(task)
    if instruction == ASK_ABOUT_MEDICINES:
        return {one.language: [one.title, fixed(ASK_ABOUT_MEDICINES, one.language)] for one in reviewed}
    return {one.language: [one.title, one.instruction] for one in reviewed}


def in_all_languages(words: tuple[str, str]) -> dict[str, list[str]]:
    return {language: [fixed(one, language) for one in words] for language in FIXED_WORDS}
