"""What a form sends back unseen: the number of the state that its page showed."""

from typing import Any

from django.http import HttpRequest


def posted_number(request: HttpRequest, name: str, *, default: int) -> int:
    """The number under `name`, or `default` where there is none. Cut before it is too large for a column."""
    said = request.POST.get(name, "")
    return int(said[:9]) if said.isascii() and said.isdecimal() else default


def see_anew(form: Any, seen: str, *, name: str = "seen") -> None:
    """Let a form that came back know what is saved now: sent once more, what was typed takes its place."""
    form.data = form.data.copy()
    form.data[form.add_prefix(name)] = seen
