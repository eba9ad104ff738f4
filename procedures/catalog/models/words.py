"""The words of the core as choices of a field."""

from enum import StrEnum


def choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    """The words of a `StrEnum` as choices of a field."""
    return [(word.value, word.value.replace("_", " ").capitalize()) for word in words]
