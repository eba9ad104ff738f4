"""Colours that stand on each other can be told apart: WCAG 2.2 AA, by day and by night, from the tokens themselves."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "static" / "css"
TEXT, SHAPE = 4.5, 3.0
ON = [
    *[(ink, ground, TEXT) for ink in ("ink", "soft", "brand", "go", "stop") for ground in ("paper", "card")],
    ("warn", "card", TEXT),
    ("warn", "warn-tint", TEXT),
    ("stop", "stop-tint", TEXT),
    ("go", "go-tint", TEXT),
    *[(ink, tint, TEXT) for ink in ("ink", "soft", "brand") for tint in ("tint",)],
    *[("ink", tint, TEXT) for tint in ("go-tint", "warn-tint", "stop-tint")],
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-deep", TEXT),
    ("now-ink", "now", TEXT),
    ("now-soft", "now", TEXT),
    ("now-button-ink", "now-button", TEXT),
    ("now-button", "now", SHAPE),
    ("edge", "card", SHAPE),
    ("edge", "paper", SHAPE),
    ("focus", "focus-ink", SHAPE),
]


def tokens(scheme: str) -> dict[str, str]:
    light, dark = ((CSS / name).read_text(encoding="utf-8") for name in ("tokens.css", "dark.css"))
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", light))
    return found | (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", dark)) if scheme == "dark" else {})


def luminance(colour: str) -> float:
    figures = colour[1:] if len(colour) == 7 else "".join(figure * 2 for figure in colour[1:])
    parts = [int(figures[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), ON)
def test_contrast_is_enough(scheme: str, ink: str, ground: str, least: float) -> None:
    colours = tokens(scheme)
    one, other = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)

    assert (one + 0.05) / (other + 0.05) >= least
