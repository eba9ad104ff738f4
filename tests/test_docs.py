"""The documentation keeps up with the code: what it links to, names and tells to type is there."""

import re
import tomllib
from pathlib import Path

import pytest

from prepapp.settings import BASE_DIR as ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_PATH = re.compile(r"`((?:prepapp|procedures|templates|static|tests|docs|bench)/[\w./-]*)`")


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def anchor(heading: str) -> str:
    """How GitHub makes an address of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def fenced(text: str) -> list[str]:
    """The lines inside the fences of a page: what it tells to type."""
    return [line for block in text.split("```")[1::2] for line in block.splitlines()]


def broken_links(page: Path) -> list[str]:
    broken = []
    for link in _LINK.findall(page.read_text(encoding="utf-8")):
        if link.startswith(("https://", "http://")):
            continue
        path, _, fragment = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        headings = _HEADING.findall(target.read_text(encoding="utf-8")) if fragment and target.is_file() else []
        if not target.exists() or (fragment and fragment not in map(anchor, headings)):
            broken.append(link)
    return broken


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert broken_links(page) == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_path_that_a_page_names_is_there(page: Path) -> None:
    paths = _PATH.findall(page.read_text(encoding="utf-8"))

    missing = [path for path in paths if not (ROOT / path).exists()]

    assert missing == []


def test_the_two_commands_of_the_readme_and_all_others_are_targets_of_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    typed = {name for line in fenced(readme) for name in re.findall(r"\bmake ([a-z-]+)", line)}
    mentioned = set(re.findall(r"`make ([a-z-]+)`", readme))

    assert {"run", "test"} <= typed
    assert typed | mentioned <= targets


def test_every_room_is_on_the_map() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    layers = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    rooms = {room.strip() for layer in layers[0]["layers"] for room in layer.split("|")}

    unmapped = {room for room in rooms if not re.search(rf"`procedures/{room}(/|\.py)`", page)}

    assert rooms
    assert unmapped == set()


def test_decisions_are_numbered_without_a_gap() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))

    numbers = [int(page.name[:4]) for page in pages]
    titles = [page.read_text(encoding="utf-8").splitlines()[0] for page in pages]

    assert numbers == list(range(1, len(pages) + 1))
    assert [title.split(".")[0] for title in titles] == [f"# {number}" for number in numbers]


def test_the_licence_is_the_one_that_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert project["license"] == "Apache-2.0"
    assert "Apache License" in licence
    assert "Version 2.0, January 2004" in licence
    assert "END OF TERMS AND CONDITIONS" in licence


def test_the_changelog_tells_of_this_version_or_the_next() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert f"## {project['version']}" in changelog or "## Unreleased" in changelog
