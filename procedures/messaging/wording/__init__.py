"""What a message says: what to do and by when, and no more of the patient than they agreed to (safety rule 5).

A text is written for one reminder or for several at once. Every kind has its words in every language of `LANGUAGES`:
`.txt` is a whole text, `.line` its part of a text about several things, `.words` its part of a mail.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from procedures.checklists.models import Reminder
from procedures.messaging.questions import asking
from procedures.messaging.wording.facts import ENGLISH, LANGUAGES, Facts, facts_of
from procedures.messaging.wording.texts import fitting, one_line, text_of_several
from procedures.patients.models import Channel

__all__ = ["Message", "write"]


# Beside words that stand for several things, which the patient keeps private.
_SEVERAL = {"en": "({} such steps on your list)", "es": "({} pasos así en su lista)"}


@dataclass(frozen=True, slots=True)
class Message:
    """Ready words. `text` is one or two text segments, or a mail's plain part; `subject` and `html` are for mails."""

    subject: str
    text: str
    html: str


def write(reminders: Sequence[Reminder], channel: str, *, link: str) -> Message:
    """The message of `reminders`, all of one patient and unit, for `channel`, in the language of whoever gets it.

    `link` leads to the patient's list. No query is made if surgery, patient, unit, hospital, procedure, item,
    appointment and caregiver are loaded. Without words in that language it is English.
    """
    told = sorted(reminders, key=lambda one: (one.latest_at, one.due_at, one.pk))
    language = _language_of(told)
    if channel == Channel.SMS:
        return Message(subject="", text=_text(told, language, link), html="")
    return _mail(told, language, link)


def _text(told: Sequence[Reminder], language: str, link: str) -> str:
    if len(told) > 1:
        return text_of_several(told, language, link)
    (only,) = told
    asks = Channel.SMS.value if asking(told) else ""
    return fitting(
        _render(f"{only.kind}.{language}.txt", facts_of(only, language, tells=tells) | {"link": link, "asks": asks})
        for tells in (True, False)
    )


def _mail(told: Sequence[Reminder], language: str, link: str) -> Message:
    """All of it, in the order of its deadlines, with one subject."""
    # The list is the patient's own: a caregiver gets a link to it only where the patient said so.
    facts = facts_of(told[0], language) | {"link": link if _may_have(told[0]) else "", "count": len(told)}
    # On the page each thing has a button of its own, so that a mail may ask of several.
    asked = {one.pk: "page" for one in told if asking([one])}
    said = [
        one_line(_render(f"{one.kind}.{language}.words", facts_of(one, language) | {"asks": asked.get(one.pk, "")}))
        for one in told
    ]
    facts["paragraphs"] = [
        f"{words} {_SEVERAL[language].format(count)}" if count > 1 else words for words, count in Counter(said).items()
    ]
    html = get_template("messages/mail.html").render(facts)
    if len(told) > 1:
        text = _render(f"together.{language}.mail", facts).strip()
        return Message(subject=_subject(f"together.{language}.subject", facts), text=text, html=html)
    (only,) = told
    text = one_line(_render(f"{only.kind}.{language}.txt", facts | {"asks": asked.get(only.pk, "")}))
    return Message(subject=_subject(f"{only.kind}.{language}.subject", facts), text=text, html=html)


def _may_have(reminder: Reminder) -> bool:
    """The link: not beside a code, where it would look like the way in of whoever sent it."""
    may_open = reminder.caregiver is None or reminder.caregiver.may_open_list
    return may_open and reminder.kind != Reminder.Kind.CODE


def _subject(template: str, facts: Facts) -> str:
    return one_line(_render(template, facts))[:200]


def _language_of(told: Sequence[Reminder]) -> str:
    """The language of whoever gets it, where all of it is written in it."""
    wanted = (told[0].caregiver or told[0].surgery.patient).language
    if wanted not in LANGUAGES:
        return ENGLISH
    try:
        for kind in {one.kind for one in told}:
            get_template(f"messages/{kind}.{wanted}.txt")
    except TemplateDoesNotExist:
        return ENGLISH
    return wanted


def _render(template: str, facts: Facts) -> str:
    return get_template(f"messages/{template}").render(facts)
