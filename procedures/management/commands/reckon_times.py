"""Reckon again what lies ahead, after the rules of clocks or holidays changed. Workers do it by themselves."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from procedures.checklists.reckoning import BATCH, reckon_all
from procedures.hospitals.calendar_rules import RULES


class Command(BaseCommand):
    help = "Reckon the times of planned operations again, if they were reckoned with other rules of clocks or holidays."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Go on until nothing is left; what fails is told in the log and left for the next time."""
        total = 0
        while done := reckon_all(now=timezone.now()):
            total += done
            if done < BATCH:
                break
        self.stdout.write(f"{total} operations were reckoned with {RULES}.")
