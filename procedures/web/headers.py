"""What every answer tells the browser about itself, beside what Django's own middleware says."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

# None of these is used. A page that some day needs one takes it off here.
_CLOSED = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen"),
    *("geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi"),
    *("payment", "picture-in-picture", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
POLICY = ", ".join(f"{name}=()" for name in _CLOSED)


class Headers:
    """Middleware: nothing is kept in a cache unless the page says so, and no other site may embed or read any of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # A page may hold health data, be it in an error: what may be kept says so itself.
        response.headers.setdefault("Cache-Control", "no-store")
        kind = response.headers.get("Content-Type", "")
        if kind.startswith("text/") and "charset" not in kind:
            response.headers["Content-Type"] = f"{kind}; charset=utf-8"  # so that no browser guesses
        return response
