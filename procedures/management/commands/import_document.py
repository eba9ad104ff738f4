"""`manage.py import_document FILE`: a document becomes a draft, as on the page."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from procedures.catalog.importing import AlreadyImported, NothingFound, UnreadableDocument, import_document
from procedures.catalog.models import Procedure
from procedures.catalog.reviewing import holes
from procedures.hospitals.models import Role, Unit, User


class Command(BaseCommand):
    help = "Import a procedure document as a draft, to be reviewed on its page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="text, Markdown, HTML, Word or PDF")
        parser.add_argument("--unit", default="", help="its name; not needed for the only one, or for the demo's first")
        parser.add_argument("--by", default="", help="user name of the author or clinician who imports it")
        parser.add_argument("--name", default="", help="the procedure's name, if not the document's own")
        parser.add_argument("--procedure", default="", help="the procedure that this is a new edition for, by its name")

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["file"]
        unit = _unit(options["unit"])
        by = _author(options["by"], unit) if options["by"] else None
        procedure = _procedure(options["procedure"], unit) if options["procedure"] else None
        try:
            template = import_document(
                _bytes(path),
                file_name=path.name,
                unit=unit,
                by=by,
                now=timezone.now(),
                name=options["name"],
                procedure=procedure,
            )
        except (UnreadableDocument, NothingFound, AlreadyImported) as error:
            raise CommandError(f"{path.name}: {error}") from error
        self.stdout.write(
            f"{template.procedure} ({unit}): draft {template.pk} with {template.tasks.count()} tasks. "
            f"{len(holes(template))} things are left for a person to settle before it can be published."
        )
        for carried in template.events.all():
            self.stdout.write(carried.note)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be opened: {error.strerror}. Check the path.") from error


def _unit(name: str) -> Unit:
    units = list(Unit.objects.select_related("hospital").order_by("hospital__name", "name"))
    if not units:
        raise CommandError("There is no unit yet. Add a hospital and a unit first, on the administration pages.")
    found = [unit for unit in units if not name or name.casefold() in (unit.name.casefold(), str(unit).casefold())]
    if len(found) == 1:
        return found[0]
    names = "; ".join(str(unit) for unit in units)
    if not name and settings.IS_DEMO:
        return min(units, key=lambda unit: unit.pk)  # a newcomer has no names to tell yet; the answer says which it was
    if not name:
        raise CommandError(f"There are several units. Say which with --unit: {names}.")
    raise CommandError(f"{'No' if not found else 'More than one'} unit is called “{name}”. There are: {names}.")


def _procedure(name: str, unit: Unit) -> Procedure:
    found = Procedure.objects.filter(unit=unit, name__iexact=name).order_by("pk").first()
    if found is None:
        names = "; ".join(Procedure.objects.filter(unit=unit).order_by("name").values_list("name", flat=True))
        raise CommandError(f"{unit} has no procedure called “{name}”. It has: {names or 'none yet'}.")
    return found


def _author(username: str, unit: Unit) -> User:
    user = User.objects.filter(username=username).first()
    if user is None:
        raise CommandError(f"Nobody signs in as “{username}”. Check the user name.")
    if not user.holds(Role.AUTHOR, Role.CLINICIAN, unit=unit):
        raise CommandError(f"{username} is no template author or clinician in {unit}. Choose someone who is.")
    return user
