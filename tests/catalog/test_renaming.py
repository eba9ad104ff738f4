"""Renaming a procedure, before and after a version of it was published."""

from datetime import UTC, datetime

import pytest

from procedures.catalog.models import ChecklistTemplate, ProcedureRename
from procedures.catalog.publishing import publish
from procedures.catalog.renaming import BadName, rename
from procedures.hospitals.models import User
from tests.cast import make_clinician, make_procedure, make_unit
from tests.catalog.papers import make_draft, make_task

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> ChecklistTemplate:
    return make_draft(make_unit())


@pytest.fixture
def carl(draft: ChecklistTemplate) -> User:
    return make_clinician(draft.procedure.unit)


def test_a_draft_bears_the_new_name_and_the_old_one_is_noted(draft: ChecklistTemplate, carl: User) -> None:
    rename(draft.procedure, name="  Hip\n replacement ", by=carl, now=NOW)

    draft = ChecklistTemplate.objects.get()
    assert str(draft) == "Hip replacement, draft"
    noted = ProcedureRename.objects.get()
    assert (noted.old_name, noted.new_name, noted.by, noted.at) == (
        "Total hip replacement",
        "Hip replacement",
        carl,
        NOW,
    )


def test_a_published_version_keeps_the_name_it_was_published_under(draft: ChecklistTemplate, carl: User) -> None:
    make_task(draft, "Have an X-ray of the hip.")
    publish(draft, by=carl, now=NOW)

    rename(draft.procedure, name="Hip replacement", by=carl, now=NOW)

    frozen = ChecklistTemplate.objects.get()
    assert (str(frozen), frozen.procedure.name) == ("Total hip replacement, version 1", "Hip replacement")


def test_the_same_name_again_changes_nothing(draft: ChecklistTemplate, carl: User) -> None:
    rename(draft.procedure, name="Total hip replacement", by=carl, now=NOW)

    assert not ProcedureRename.objects.exists()


@pytest.mark.parametrize("name", ["", " \n ", "x" * 301, "Knee replacement"])
def test_a_name_that_is_none_or_taken_is_refused_with_words(draft: ChecklistTemplate, carl: User, name: str) -> None:
    make_procedure(draft.procedure.unit, "Knee replacement")

    with pytest.raises(BadName):
        rename(draft.procedure, name=name, by=carl, now=NOW)

    assert ChecklistTemplate.objects.get().procedure.name == "Total hip replacement"


def test_another_unit_may_have_a_procedure_of_the_same_name(draft: ChecklistTemplate, carl: User) -> None:
    make_procedure(make_unit(draft.procedure.unit.hospital, "Eye clinic"), "Hip replacement")

    assert rename(draft.procedure, name="Hip replacement", by=carl, now=NOW).name == "Hip replacement"
