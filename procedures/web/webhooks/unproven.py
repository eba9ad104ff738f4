"""The answer to calls that do not prove where they come from. These are counted, and no others: a receipt, or what a
patient wrote, must not be lost because somebody else calls too often from the same address.
"""

from django.http import HttpRequest, HttpResponse

from procedures.web import rates

_PLAIN = "text/plain"


def unproven(request: HttpRequest, words: str) -> HttpResponse:
    """403 with `words`; 429 with when to come back, once one address sends very many."""
    page = request.resolver_match.url_name if request.resolver_match else None
    seconds = rates.seconds_to_wait(request, rates.LIMITS[page]) if page else 0
    if seconds:
        said = f"Too many calls without their proof. Come back in {seconds} s.\n"
        return HttpResponse(said, content_type=_PLAIN, status=429, headers={"Retry-After": str(seconds)})
    return HttpResponse(words, content_type=_PLAIN, status=403)
