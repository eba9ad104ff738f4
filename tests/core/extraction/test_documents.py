"""Documents of many styles, each with the tasks a careful nurse would expect."""

import json
from pathlib import Path
from typing import Any

import pytest

from procedures.core.extraction import draft_tasks
from procedures.core.extraction.written import draft_json
from procedures.core.reading import read
from tests.core.extraction.scoring import Score

DOCUMENTS = Path(__file__).parents[2] / "documents"
GOLD = sorted(DOCUMENTS.glob("*.gold.json"))
# Written and annotated by people who had not seen the program; the bar is that for documents never seen before.
STRANGERS = sorted((DOCUMENTS / "strangers").glob("*.gold.json"))
CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "made"


def drafted(path: Path) -> dict[str, Any]:
    document = read(path.read_bytes(), filename=path.name)
    return draft_json(draft_tasks(document), document.text)


def scored(golds: list[Path]) -> Score:
    score = Score()
    for gold in golds:
        annotated = json.loads(gold.read_text(encoding="utf-8"))
        score.add(drafted(gold.parent / annotated["doc"])["tasks"], annotated)
    return score


def assert_good(score: Score) -> None:
    faults = "\n".join(score.faults)
    assert score.f1 >= 0.95, faults
    assert score.category >= 0.95
    assert score.phase >= 0.95
    assert score.timing >= 0.95, faults


def test_the_annotated_documents_are_drafted_as_a_nurse_would() -> None:
    assert len(GOLD) >= 12

    assert_good(scored(GOLD))


def test_what_strangers_wrote_and_annotated_is_drafted_well_enough_to_confirm() -> None:
    score = scored(STRANGERS)

    assert len(STRANGERS) == 10
    assert score.f1 >= 0.9, "\n".join(score.faults)
    assert score.timing >= 0.85, "\n".join(score.faults)


@pytest.mark.parametrize("gold", [*GOLD, *STRANGERS], ids=lambda path: path.stem)
def test_no_fasting_or_medicine_task_and_no_time_is_invented(gold: Path) -> None:
    """Safety rules 1 and 2."""
    assert scored([gold]).dangers == []


def test_a_corpus_beside_the_project_is_drafted_as_well() -> None:
    golds = sorted(CORPUS.glob("*.gold.json"))
    if not golds:
        pytest.skip("there is no annotated corpus beside the project")

    score = scored(golds)

    assert_good(score)
    assert score.dangers == []
