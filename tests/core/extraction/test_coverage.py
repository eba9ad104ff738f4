"""Nothing vanishes: every sentence of a section is a task, a detail of one, or dismissed with a reason."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procedures.core.extraction import draft_tasks
from procedures.core.extraction.drafts import Draft, SectionKind
from procedures.core.reading import read, read_text
from procedures.core.reading.document import Document
from procedures.core.tasks import Phase

DOCUMENTS = sorted(
    path for path in (Path(__file__).parents[2] / "documents").iterdir() if path.suffix in (".txt", ".md", ".html")
)
PIECES = [
    "Preparation",
    "Recovery",
    "Follow-up",
    "Risks",
    "- Fast for 8 hours",
    "* Stop aspirin 5 days before surgery",
    "1. Rest.",
    "What to bring:",
    "- Your insurance card",
    "Call us if:",
    "You may shower after 48 hours. Do not drive.",
    "**Week 1**",
    "No fasting is required; fast for 6 hours if sedated",
    "| 1 day before | Drink water | Rest |",
    "When can I drive?",
    "AFTER SURGERY",
    "Blood clots Rare signs may include:",
    "##### Diagnostic Tests:",
    "",
    "    ",
    "⚠ ✓",
    "e.g. Dr. Smith",
    "until",
    "before",
    "2-",
    "\t",
    "…",
]


def covered(draft: Draft) -> set[int]:
    spans = [task.span for task in draft.tasks]
    spans += [detail for task in draft.tasks for detail in task.details]
    spans += [gone.span for gone in draft.dismissed]
    return {at for span in spans for at in range(span.start, span.end)}


def lost(document: Document, draft: Draft) -> list[str]:
    """The words of blocks in sections that no task, detail or dismissal covers."""
    told = covered(draft)
    scoped = [section.span for section in draft.sections if section.kind is not SectionKind.OTHER]
    return [
        document.text[at]
        for block in document.blocks
        if any(span.start <= block.span.start < span.end for span in scoped)
        for at in range(block.span.start, block.span.end)
        if document.text[at].isalnum() and at not in told
    ]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=60), max_size=25).map("\n".join))
@settings(max_examples=300, deadline=None)
def test_every_word_of_a_section_is_accounted_for(text: str) -> None:
    document = read_text(text)

    draft = draft_tasks(document)

    assert lost(document, draft) == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_word_of_a_real_looking_document_is_accounted_for(path: Path) -> None:
    document = read(path.read_bytes(), filename=path.name)

    assert lost(document, draft_tasks(document)) == []


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=60), max_size=25).map("\n".join))
@settings(max_examples=200, deadline=None)
def test_a_span_covers_its_sentence_and_its_time_is_in_it_or_above_it(text: str) -> None:
    document = read_text(text)

    for task in draft_tasks(document).tasks:
        assert " ".join(task.span.of(document.text).split()) == task.source_text
        if task.timing is not None:
            assert " ".join(task.timing.raw.split()) in " ".join(document.text.split())
        assert not task.title.endswith("…")


def test_a_document_without_known_parts_says_so() -> None:
    draft = draft_tasks(read_text("Menu\nSoup of the day.\n"))

    assert draft.tasks == ()
    assert [problem.code for problem in draft.problems] == ["no_sections"]


def test_a_document_without_headings_is_read_by_its_sentences() -> None:
    text = "About hernias\nHernias are common. Before the operation, you should stop smoking.\n\n"
    text += "Do not eat after midnight.\n\nAfter the operation, you should walk every day. A scar may form. "
    text += "Call 999 if you cannot breathe.\n"

    document = read_text(text)
    draft = draft_tasks(document)

    assert [problem.code for problem in draft.problems] == ["no_headings"]
    assert [task.phase for task in draft.tasks] == [
        Phase.PREPARATION,
        Phase.PREPARATION,
        Phase.RECOVERY,
        Phase.RECOVERY,
    ]
    assert lost(document, draft) == []


@pytest.mark.parametrize(
    "text",
    [
        # Found by the fuzzer: a lead-in within a paragraph led the rest of it out of the sections.
        "After your operation some of these are normal. Side effects related to alpha blockers include\n\n- rash\n",
        "Recovery\n\nSome of these are normal. Risks include:\n\n- rash\n- fever\n",
    ],
)
def test_a_lead_in_within_a_paragraph_stays_in_its_section(text: str) -> None:
    document = read_text(text)

    assert lost(document, draft_tasks(document)) == []
