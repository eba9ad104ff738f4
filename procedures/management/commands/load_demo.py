"""`manage.py load_demo`: fill the demo with hospitals, documents and patients, all made up."""

import logging
from datetime import UTC, datetime

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from procedures.management.demo.loading import load
from procedures.management.demo.welcome import welcome


class Command(BaseCommand):
    help = "Add the demo's hospitals, documents and patients where they are missing. What is there stays as it is."

    def handle(self, *_args: object, verbosity: int = 1, **_options: object) -> None:
        if not settings.IS_DEMO:
            raise CommandError(
                "load_demo adds made-up patients and people who can sign in, so it runs in the demo mode only.\n"
                "Nothing was changed. To try the demo, run it where PREPAPP_MODE is not set."
            )
        # The engine sends what four patients were told in the past; a line for each would bury the greeting.
        logging.getLogger("procedures.messaging").setLevel(logging.WARNING)
        load(now=datetime.now(UTC))
        if verbosity:
            self.stdout.write(welcome())
