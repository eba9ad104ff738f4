"""`manage.py verify_audit`: whether the audit trail is as it was written. It ends with 1 where it is not.

It prints the newest entry's number and hash. Kept where the database's administrator cannot write, and given back with
`--known NUMBER:HASH` the next time, they show also that no end was cut off and that the whole was not written anew.
"""

import re
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from procedures.audit.guarding import is_guarded
from procedures.audit.verifying import TrailBroken, verify


def _known(written: str) -> tuple[int, str]:
    match = re.fullmatch(r"(\d{1,18}):([0-9a-f]{64})", written)
    if match is None:
        raise ArgumentTypeError("write the number, a colon and the hash, as this command printed them")
    return int(match[1]), match[2]


class Command(BaseCommand):
    help = "Verify the audit trail; name the first entry that is not as it was written."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--known", action="append", type=_known, default=[], metavar="NUMBER:HASH")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            number, newest = verify(dict(options["known"]))
        except TrailBroken as error:
            raise CommandError(str(error)) from error
        if not is_guarded(connection):
            raise CommandError(
                "The trail is whole, but the database no longer refuses to change it: its triggers are gone. "
                "Find out who took them off, and put them back as the migrations made them."
            )
        self.stdout.write(f"The audit trail is whole: {number} entries.\n{number}:{newest}")
