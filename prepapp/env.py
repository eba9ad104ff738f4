"""The only door to the environment: typed values that fail at start, naming the variable."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from honcho.environ import parse


def load(path: Path) -> None:
    """Take the variables of a `.env` file, where there is one; what the environment says already wins."""
    if path.is_file():
        for name, value in parse(path.read_text(encoding="utf-8")).items():
            os.environ.setdefault(name, value)


def with_values(**values: str) -> dict[str, str]:
    """The environment for a process that we start: ours, and `values`."""
    return os.environ | values


def text(name: str, default: str | None = None) -> str:
    """The value of `name`, or `default`.

    :raises ImproperlyConfigured: when it is not set, or empty, and there is no default.
    """
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}; .env.example says what it is for.")
    return default


def words(name: str, default: str | None = None) -> list[str]:
    """The comma-separated values of `name`, or of `default`.

    :raises ImproperlyConfigured: when it is not set, or empty, and there is no default.
    """
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def flag(name: str, *, default: bool) -> bool:
    """True for 1, true, yes, on; False for 0, false, no, off."""
    value = text(name, "1" if default else "0").lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}: write 1 or 0.")


def number(name: str, default: int) -> int:
    """A whole number."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is {value!r}: write a whole number.") from error


def choice(name: str, choices: tuple[str, ...], default: str) -> str:
    """One of `choices`."""
    value = text(name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}: write one of {', '.join(choices)}.")
    return value


def several(name: str, choices: tuple[str, ...], default: str) -> list[str]:
    """One or more of `choices`, with commas between, each once."""
    values = list(dict.fromkeys(words(name, default)))
    for value in values:
        if value not in choices:
            raise ImproperlyConfigured(f"{name} is {value!r}: write one of {', '.join(choices)}.")
    if not values:
        raise ImproperlyConfigured(f"{name} names nothing: write one of {', '.join(choices)}.")
    return values


def secret(name: str) -> str:
    """A secret of at least 50 characters.

    :raises ImproperlyConfigured: when it is not set, or short enough to guess.
    """
    value = text(name)
    if len(value) < 50:
        raise ImproperlyConfigured(f"{name} is too short: use at least 50 random characters.")
    return value
