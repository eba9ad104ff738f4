"""Write docs/policies.md anew from the code."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from procedures.checklists.policies.table import policy_table

BEGIN, END = "<!-- written by: manage.py write_policies -->", "<!-- end of what is written -->"


class Command(BaseCommand):
    help = "Write the table in docs/policies.md anew from the code."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Replace what stands between the two marks, and leave the words around it."""
        page = Path(settings.BASE_DIR) / "docs" / "policies.md"
        page.write_text(with_table(page.read_text(encoding="utf-8")), encoding="utf-8")
        self.stdout.write(f"Wrote {page.name}.")


def with_table(page: str) -> str:
    """The page with the table as the code has it now."""
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n\n{policy_table()}\n{END}{tail}"
