"""Hours on the clock: "6 am", "6:30 p. m.", "10 de la noche", "18:00"."""

from procedures.core.rewording.lexicon import Lexicon
from procedures.core.rewording.tokens import Read

NOON = 12
MERIDIEMS = ("am", "pm", "night")


def part_of_day(read: Read, at: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """Which part of the day stands there, "am", "pm" or "night", and in how many words."""
    for phrase, name in lexicon.day_parts.items():
        if read.has(phrase, at):
            return name, len(phrase)
    return None


def has_minutes(digits: str) -> bool:
    """True for "6.30", which before "am" is an hour."""
    hour, _, minute = digits.replace(".", ":").partition(":")
    return hour.isdecimal() and minute.isdecimal() and len(minute) == 2 and int(hour) <= 24 and int(minute) < 60


def on_the_wall(digits: str, part: str) -> str:
    """Write it as "HH:MM"; midnight is always "24:00"."""
    hour, _, minute = digits.partition(":")
    number = int(hour)
    if number == NOON and part in ("am", "night"):
        number = 0
    elif number < NOON and part in ("pm", "night"):
        number += NOON
    clock = f"{number:02}:{minute or '00'}"
    return "24:00" if clock == "00:00" else clock
