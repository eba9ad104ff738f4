"""What a reply brings about. Where it is not plain whom or what it is about, a nurse reads it: nothing is guessed."""

from collections.abc import Callable

from procedures.core.replies import Meaning
from procedures.messaging.channels import STOPPED, STOPPED_ALARM
from procedures.messaging.replies.incoming import Incoming, to_the_nurse
from procedures.messaging.replies.questions import settle_question
from procedures.messaging.replies.steps import settle_steps
from procedures.messaging.stopping import stop_number
from procedures.patients.stopping import SAID_STOP, restore_texts


def _stop(incoming: Incoming) -> str:
    is_new = _end_texts(incoming)
    if is_new:
        incoming.answer(STOPPED)
    return "no more texts to this number" if is_new else "no more texts already"


def _end_texts(incoming: Incoming) -> bool:
    return stop_number(incoming.sender.address, because=SAID_STOP, wrote=incoming.message.body, now=incoming.now)


def _start(incoming: Incoming) -> str:
    is_new = restore_texts(incoming.sender.address, now=incoming.now)
    incoming.answer("started")
    return "texts go to this number again" if is_new else "texts went to this number already"


def _help(incoming: Incoming) -> str:
    incoming.answer("help")
    return "told whom to call"


def _nothing(_: Incoming) -> str:
    """Thanks, or a mark on one of our own texts."""
    return "nothing to do"


def _words(incoming: Incoming) -> str:
    said = ""
    if incoming.reply.also_stop and _end_texts(incoming):
        said = STOPPED_ALARM if incoming.reply.meaning is Meaning.ALARM else STOPPED
    return to_the_nurse(incoming, said=said)


_ACTS: dict[Meaning, Callable[[Incoming], str]] = {
    Meaning.STOP: _stop,
    Meaning.START: _start,
    Meaning.HELP: _help,
    Meaning.DONE: settle_steps,
    Meaning.MISSED: settle_steps,
    Meaning.YES: settle_question,
    Meaning.NO: settle_question,
    Meaning.REACTION: _nothing,
    Meaning.WORDS: _words,
    Meaning.ALARM: _words,
}


def act_on(incoming: Incoming) -> str:
    """Do what was asked, answer it, and return in a few words what was done."""
    return _ACTS[incoming.reply.meaning](incoming)
