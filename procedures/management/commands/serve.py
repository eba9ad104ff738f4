"""`manage.py serve`: prepare, then run every part of prepapp in the foreground until Ctrl-C."""

import logging
import shutil
import signal
from collections.abc import Iterator
from typing import Any, NoReturn

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from prepapp import env
from procedures.management.demo.welcome import welcome
from procedures.management.serving import ground, parts
from procedures.management.serving.greeting import greet_when_up
from procedures.management.serving.household import Household, say


class Command(BaseCommand):
    help = "Prepare the database and the pages, then serve web, worker, beat and what else is missing. Ctrl-C stops."
    requires_system_checks = ()

    def handle(self, *_args: object, **_options: object) -> None:
        # A shell that starts us in the background has Ctrl-C ignored; we are stopped by it all the same.
        signal.signal(signal.SIGINT, _interrupted)
        signal.signal(signal.SIGTERM, _interrupted)
        address = f"http://localhost:{settings.PORT}/"
        try:
            settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
            with ground.only_here(settings.DATA_DIR, address=address):
                ground.check_port(settings.HOST, settings.PORT)
                words = prepare()
                run(words)
        except ground.CannotServe as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            say("Stopped before it was up. Nothing is left running.")


def prepare() -> str:
    """Bring the pages' files and the database up to date; the words to greet with."""
    say("Preparing the pages and the database ...")
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", interactive=False, verbosity=0)
    words = f"prepapp is up: {settings.PUBLIC_URL}/"
    if settings.IS_DEMO:
        call_command("load_demo", verbosity=0)
        words = welcome()
    connections.close_all()
    return f"{words}\n\nCtrl-C stops everything; the data stays in {settings.DATA_DIR}."


def run(words: str) -> None:
    """Run all parts until they are asked to stop.

    :raises CommandError: a part would not stay up.
    """
    mail_port = env.number("MAIL_PORT", 0) or ground.free_port()
    surroundings = env.with_values(MAIL_PORT=str(mail_port), PYTHONUNBUFFERED="1")
    household = Household()
    for part in parts_to_run(mail_port):
        household.add(part, env=surroundings, cwd=str(settings.BASE_DIR))
    household.once_started(
        lambda: greet_when_up(settings.HOST, settings.PORT, public_url=settings.PUBLIC_URL, words=words, say=say)
    )
    try:
        household.loop()
    finally:
        household.terminate()
        shutil.rmtree(settings.BROKER_SOCKET.parent, ignore_errors=True)
    if not household.was_asked_to_stop:
        raise CommandError("prepapp has stopped, because one of its parts did. What it said is above.")
    say("Stopped. Nothing is left running.")


def parts_to_run(mail_port: int) -> Iterator[parts.Part]:
    """Only what no variable gives the address of is started here."""
    if not env.text("REDIS_URL", ""):
        ground.check_broker_folder(settings.BROKER_SOCKET.parent)
        yield parts.broker(settings.BROKER_SOCKET)
    if not env.text("EMAIL_URL", ""):
        yield parts.mail(mail_port, settings.MAILBOX)
    yield parts.web(settings.HOST, settings.PORT, processes=1 if settings.IS_SQLITE else 2)
    log_level = logging.getLevelName(settings.LOG_LEVEL)
    yield parts.worker(log_level)
    yield parts.beat(settings.DATA_DIR, log_level)


def _interrupted(_signal: int, _frame: Any) -> NoReturn:
    raise KeyboardInterrupt
