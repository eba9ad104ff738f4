"""What a form sends back unseen: the number of the state that its page showed."""

from django.http import HttpRequest


def posted_number(request: HttpRequest, name: str, *, default: int) -> int:
    """The number under `name`, or `default` where there is none. Cut before it is too large for a column."""
    said = request.POST.get(name, "")
    return int(said[:9]) if said.isascii() and said.isdecimal() else default
