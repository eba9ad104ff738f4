"""What holds for every template: the pages' policy allows nothing that stands inside them."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
# A block of data is not run, whatever stands in it.
SCRIPT = r'<script(?![^>]*\s(?:src=|type="application/json"))'
INLINE = re.compile(r"""\sstyle=|<style|\son\w+=|javascript:|hx-on|hx-vals=["']js:|""" + SCRIPT)


# A mail cannot bring a stylesheet; its styles stand inside it.
PAGES = [path for path in TEMPLATES if "messages" not in path.relative_to(ROOT).parts[:2]]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_style_and_no_script_stands_inside_a_page(path: Path) -> None:
    words = path.read_text(encoding="utf-8")

    assert INLINE.findall(words) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_fetched_from_elsewhere(path: Path) -> None:
    words = path.read_text(encoding="utf-8")

    assert re.findall(r"""(?:src|href)=["'](?:https?:)?//[^"'{]+""", words) == []
