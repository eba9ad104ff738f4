"""Where a request comes from, and from what device, in words."""

from django.conf import settings
from django.http import HttpRequest

# The first that a browser says of itself counts: Edge says Chrome too, and Chrome says Safari.
_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("CrOS", "ChromeOS"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def address_of(request: HttpRequest) -> str:
    """Where a request comes from. Behind a proxy that is what the proxy itself wrote down: the last entry."""
    if settings.SECURE_PROXY_SSL_HEADER and (forwarded := request.headers.get("X-Forwarded-For")):
        return forwarded.rpartition(",")[2].strip()[:64]
    return str(request.META.get("REMOTE_ADDR", ""))


def device_of(request: HttpRequest) -> str:
    """The browser and the system, such as "Firefox on Windows"."""
    said = request.headers.get("User-Agent", "")
    browser = next((word for sign, word in _BROWSERS if sign in said), "A browser")
    system = next((word for sign, word in _SYSTEMS if sign in said), "")
    return f"{browser} on {system}" if system else browser
