"""`manage.py reset_sign_in NAME`: a new first password, or a new start with the second step, for who lost theirs."""

from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from procedures.audit.acts import Act
from procedures.audit.recording import record
from procedures.hospitals.models import User
from procedures.hospitals.passwords import INITIAL_LASTS, new_initial_password
from procedures.hospitals.staff_sessions import end_sessions


class Command(BaseCommand):
    help = "Make sure who asks. Then give them a first password, or let them set up a new second step, or both."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--password", action="store_true", help="print a new first password")
        parser.add_argument("--second-step", action="store_true", help="forget their apps, passkeys and spare codes")

    def handle(self, *_args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"Nobody signs in as {options['username']}. Check the name on the administrator's page.")
        if not (options["password"] or options["second_step"]):
            raise CommandError("Say what to reset: --password, --second-step, or both. Nothing was changed.")
        now = timezone.now()
        if options["password"]:
            password = new_initial_password()
            user.take_initial_password(password, until=now + INITIAL_LASTS)
            user.save(update_fields=["password", "initial_password_until"])
            record(Act.PASSWORD_CHANGED, by=None, by_label="terminal", account=user.pk, now=now)
            self.stdout.write(
                f"{user.username} signs in with {password}\nand chooses another one at once, within 3 days."
            )
        if options["second_step"]:
            Authenticator.objects.filter(user=user).delete()
            record(Act.FACTOR_CHANGED, by=None, by_label="terminal", account=user.pk, what="forgotten", now=now)
            self.stdout.write(f"{user.username} sets up a new second step at the next sign-in.")
        end_sessions(user)
