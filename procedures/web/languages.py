"""Languages by their English names, as the staff's pages are written: "Spanish", where patients read "Español"."""

from django.conf import settings
from django.utils.translation import get_language_info

# What prepapp can write to patients in, by code.
STAFF_NAMES: dict[str, str] = {code: get_language_info(code)["name"] for code, _ in settings.LANGUAGES}
