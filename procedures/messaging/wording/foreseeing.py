"""The text message about a task before it has a patient: as long as the real one can get, to see whether it fits."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.template.loader import get_template

from procedures.core.tasks import Category
from procedures.core.wording_of_time import clock_words, day_words
from procedures.messaging.wording.facts import AT, only_words
from procedures.messaging.wording.texts import one_line
from procedures.patients.links import sample_url

# A late hour on a Wednesday in September: no moment has longer words in English or Spanish.
_LATEST = datetime(2026, 9, 30, 22, 30, tzinfo=UTC)
# Their messages never say the task's title: see messages/fasting and messages/medication.
_WITHOUT_TITLE = frozenset({Category.FASTING, Category.MEDICATION})
SAMPLE_CLINIC = "Lakeside Hospital"
SAMPLE_PHONE = "+1 212 555 0100"


def text_foreseen(
    title: str,
    category: str,
    language: str,
    *,
    condition: str = "",
    clinic: str = SAMPLE_CLINIC,
    phone: str = SAMPLE_PHONE,
) -> str:
    """The text that a patient who agreed to details gets about a task, "" where it never says the task's title.

    `clinic` signs it. Its link and its hour are samples of the greatest length.
    """
    if category in _WITHOUT_TITLE or language not in AT:
        return ""
    clock = clock_words(_LATEST, ZoneInfo("UTC"), language)
    due = AT[language].format(clock=clock, day=day_words(_LATEST.date(), language))
    only = only_words(condition, language, title=title)
    facts = {"title": title, "only": only, "due": due, "clinic": clinic, "phone": phone, "link": sample_url()}
    return one_line(get_template(f"messages/task.{language}.txt").render(facts))
