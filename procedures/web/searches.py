"""What somebody looks for is kept in the session: names and birth dates do not belong into addresses and logs."""

from django.http import HttpRequest

LONGEST = 120


def keep_search(request: HttpRequest, page: str, *, name: str = "search") -> str:
    """Keep what was sent under `name` to be looked for on `page`, and return it.

    The page's address then says "searched" alone.
    """
    words = " ".join(request.POST.get(name, "").replace("\0", " ").split())[:LONGEST]
    request.session[f"search {page}"] = words
    return words


def kept_search(request: HttpRequest, page: str) -> str:
    """What was looked for last on `page`, where its address says that this is a search; else ""."""
    return str(request.session.get(f"search {page}", "")) if request.GET.get("searched") else ""
