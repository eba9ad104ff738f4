"""`manage.py add_staff NAME`: someone who can sign in, with a first password that must be changed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from procedures.audit.acts import Act
from procedures.audit.recording import record
from procedures.hospitals.models import Membership, Role, Unit, User
from procedures.hospitals.passwords import INITIAL_LASTS, new_initial_password


class Command(BaseCommand):
    help = "Add someone of the staff, and print a first password. It holds for 3 days and must be changed at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--given-name", default="")
        parser.add_argument("--family-name", default="")
        parser.add_argument("--email", default="", help="by which the hospital's single sign-on knows them")
        parser.add_argument("--unit", default="", help="its name, as the administrator's page shows it")
        parser.add_argument("--role", choices=Role.values, action="append", default=[], help="may be given twice")
        parser.add_argument("--administrator", action="store_true", help="may change hospitals, units and people")

    def handle(self, *_args: Any, **options: Any) -> None:
        if User.objects.filter(username=options["username"]).exists():
            raise CommandError(f"There is a {options['username']} already. reset_sign_in gives them a new password.")
        if bool(options["role"]) != bool(options["unit"]):
            raise CommandError("Give --unit and --role together: a role is always one in a unit.")
        units = Unit.objects.filter(name=options["unit"])
        if options["unit"] and units.count() != 1:
            known = "; ".join(str(unit) for unit in Unit.objects.order_by("name"))
            raise CommandError(f"There is no one unit called “{options['unit']}”. There are: {known or 'none yet'}.")
        now, password = timezone.now(), new_initial_password()
        user = User(
            username=options["username"],
            first_name=options["given_name"],
            last_name=options["family_name"],
            email=options["email"],
            is_staff=options["administrator"],
            is_superuser=options["administrator"],
        )
        user.take_initial_password(password, until=now + INITIAL_LASTS)
        user.save()
        for role in options["role"]:
            Membership.objects.create(user=user, unit=units.get(), role=role)
        record(Act.ROLE_CHANGED, by=None, by_label="terminal", account=user.pk, now=now)
        self.stdout.write(f"{user.username} signs in with {password}\nand chooses another one at once, within 3 days.")
