"""The demo's documents and what its author made of them."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from procedures.catalog.models import ChecklistTemplate, TaskTemplate, Wording
from procedures.catalog.reviewing import holes
from procedures.core.tasks import Category
from procedures.hospitals.models import Unit
from procedures.management.demo import places
from procedures.management.demo.authoring import author
from procedures.management.demo.sheets import SHEETS, Sheet

pytestmark = pytest.mark.django_db

THEN = datetime(2026, 10, 18, 15, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def lists(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Every document imported, and all that have an author published."""
    with django_db_blocker.unblock(), transaction.atomic():
        places.build()
        for sheet in SHEETS:
            author(sheet, now=THEN)
        yield
        transaction.set_rollback(True)


def unit_of(task: TaskTemplate) -> Unit:
    return task.template.procedure.unit


@pytest.mark.usefixtures("lists")
def test_every_list_but_one_is_published_and_confirmed_by_name() -> None:
    published = ChecklistTemplate.objects.published()
    drafts = ChecklistTemplate.objects.filter(published_at=None)
    to_confirm = [task for task in TaskTemplate.objects.filter(template__in=published) if task.must_be_confirmed]

    assert published.count() == len(SHEETS) - 1
    assert [bool(holes(draft)) for draft in drafts] == [True]
    assert to_confirm
    assert all(task.confirmed_by and task.confirmed_by.holds("clinician", unit=unit_of(task)) for task in to_confirm)


@pytest.mark.usefixtures("lists")
def test_every_published_list_has_one_limit_for_food_one_for_clear_fluids_and_signs_to_call_for() -> None:
    for template in ChecklistTemplate.objects.published():
        fasting = template.tasks.filter(category=Category.FASTING)
        emergency = template.procedure.unit.hospital.emergency_number
        signs = " ".join(task.source_text for task in template.tasks.filter(is_red_flag=True))

        assert sorted(task.intake for task in fasting) == ["clear_fluids", "food"], template
        assert all(task.source_text.startswith(("Fast ", "Stop drinking ")) for task in fasting), template
        assert emergency in signs, template
        assert signs.count("55") + signs.count("7946") >= 1, template


@pytest.mark.usefixtures("lists")
def test_at_least_two_published_lists_have_spanish_words_that_someone_reviewed() -> None:
    reviewed = Wording.objects.filter(language="es", reviewed_by__isnull=False, template__version__isnull=False)

    counts = Counter(reviewed.values_list("template__document__file_name", flat=True))
    assert counts["hernia.txt"] >= 8
    assert counts["cataract.txt"] >= 8


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: f"{sheet.file_name}-{sheet.place.text_name}")
def test_every_document_has_the_parts_a_hospitals_sheet_has(sheet: Sheet) -> None:
    text = sheet.data.decode()
    lines = text.splitlines()
    parts = (
        "Name of the Procedure:",
        "Summary",
        "Purpose",
        "Indications",
        "Preparation",
        "Procedure Description",
        "Duration",
        "Setting",
        "Personnel",
        "Risks and Complications",
        "Benefits",
        "Recovery",
        "Follow-up",
        "Alternatives",
        "Patient Experience",
    )

    assert [lines.index(part) for part in parts] == sorted(lines.index(part) for part in parts)
    assert 60 <= len(lines) <= 120
    assert "Arrange for an adult to take you" in text or "Arrange for an adult to drive you" in text
    assert "a certain number of hours" in text
