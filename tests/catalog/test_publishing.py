"""Publishing a draft, and what can no longer happen to it then."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.forms.models import model_to_dict

from procedures.catalog.models import ChecklistTemplate, Dismissal, Frozen, TaskTemplate
from procedures.catalog.publishing import OpenHoles, new_draft_from, publish
from procedures.catalog.reviewing import (
    FastingLimit,
    TaskWords,
    add_task,
    confirm,
    dismiss,
    edit_task,
    fill_fasting,
    fill_hole,
    restore,
)
from procedures.core.tasks import Category, Phase
from procedures.hospitals.models import User
from tests.cast import make_clinician, make_unit
from tests.catalog.papers import make_dismissal, make_draft, make_fasting, make_medicine, make_task

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
WORDS = TaskWords(title="Another title", phase=Phase.RECOVERY, category=Category.OTHER, instruction="Other words")
pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> ChecklistTemplate:
    return make_draft(make_unit())


@pytest.fixture
def carl(draft: ChecklistTemplate) -> User:
    return make_clinician(draft.procedure.unit)


@pytest.fixture
def version(draft: ChecklistTemplate, carl: User) -> ChecklistTemplate:
    """Version 1: an X-ray, a confirmed medicine, and a task that was dismissed."""
    make_task(draft, "Have an X-ray of the hip.")
    confirm(make_medicine(draft), by=carl, now=NOW)
    dismiss(make_task(draft, "No driving for 6 weeks."), reason="Told on the ward", by=carl, now=NOW)
    return publish(draft, by=carl, now=NOW)


def test_publishing_makes_version_1_and_the_next_one_version_2(draft: ChecklistTemplate, carl: User) -> None:
    make_task(draft, "Have an X-ray of the hip.")

    first = publish(draft, by=carl, now=NOW)
    second = publish(new_draft_from(first, now=NOW), by=carl, now=NOW)

    assert (first.version, first.published_by, first.published_at) == (1, carl, NOW)
    assert second.version == 2


def test_safety_rule_2_a_hole_blocks_publishing_and_is_named(draft: ChecklistTemplate, carl: User) -> None:
    make_fasting(draft, title="Fast before your operation")
    make_medicine(draft)

    with pytest.raises(OpenHoles, match="Fast before your operation") as caught:
        publish(draft, by=carl, now=NOW)

    assert len(caught.value.holes) == 2
    draft.refresh_from_db()
    assert not draft.is_published


def test_a_draft_whose_holes_are_all_settled_can_be_published(draft: ChecklistTemplate, carl: User) -> None:
    limits = {"food": FastingLimit.night_before(), "clear_fluids": FastingLimit.on_the_day("06:00")}
    for task in fill_fasting(make_fasting(draft), **limits, by=carl, now=NOW):
        confirm(task, by=carl, now=NOW)
    confirm(make_medicine(draft), by=carl, now=NOW)

    assert publish(draft, by=carl, now=NOW).version == 1


def everything(template: ChecklistTemplate) -> list[dict[str, Any]]:
    rows = [*TaskTemplate.objects.filter(template=template), *Dismissal.objects.filter(template=template)]
    return [model_to_dict(row) for row in [*rows, ChecklistTemplate.objects.get(pk=template.pk)]]


@dataclass
class Scene:
    version: ChecklistTemplate
    task: TaskTemplate
    carl: User


ACTS: dict[str, Callable[[Scene], object]] = {
    "edit": lambda scene: edit_task(scene.task, words=WORDS, by=scene.carl, now=NOW),
    "fill": lambda scene: fill_hole(scene.task, instruction="Other words", by=scene.carl, now=NOW),
    "fill fasting": lambda scene: fill_fasting(
        scene.task, food=FastingLimit.night_before(), clear_fluids=None, by=scene.carl, now=NOW
    ),
    "confirm": lambda scene: confirm(scene.task, by=scene.carl, now=NOW, instruction="Other words"),
    "dismiss": lambda scene: dismiss(scene.task, reason="Not needed", by=scene.carl, now=NOW),
    "restore": lambda scene: restore(scene.version.dismissals.get(), by=scene.carl, now=NOW),
    "add": lambda scene: add_task(scene.version, words=WORDS, by=scene.carl, now=NOW),
    "publish": lambda scene: publish(scene.version, by=scene.carl, now=NOW),
    "save a task": lambda scene: scene.task.save(),
    "delete a task": lambda scene: scene.task.delete(),
    "update tasks": lambda scene: scene.version.tasks.all().update(title="Other"),
    "delete tasks": lambda scene: scene.version.tasks.all().delete(),
    "create a task": lambda scene: scene.version.tasks.create(position=9, title="Other"),
    "create tasks": lambda scene: TaskTemplate.objects.bulk_create(
        [TaskTemplate(template=scene.version, position=9, title="Other")]
    ),
    "save the version": lambda scene: scene.version.save(),
    "delete the version": lambda scene: scene.version.delete(),
    "update the version": lambda scene: ChecklistTemplate.objects.filter(pk=scene.version.pk).update(version=2),
    "delete versions": lambda scene: ChecklistTemplate.objects.filter(pk=scene.version.pk).delete(),
    "delete a dismissal": lambda scene: scene.version.dismissals.get().delete(),
}


@pytest.mark.parametrize("act", ACTS)
def test_a_published_version_refuses_every_act(version: ChecklistTemplate, carl: User, act: str) -> None:
    task = version.tasks.first()
    assert task is not None
    before = everything(version)

    with pytest.raises(Frozen):
        ACTS[act](Scene(version, task, carl))

    assert everything(version) == before


def test_a_copy_in_memory_that_looks_like_a_draft_is_refused_too(draft: ChecklistTemplate, carl: User) -> None:
    task = make_task(draft, "Have an X-ray of the hip.")
    publish(ChecklistTemplate.objects.get(pk=draft.pk), by=carl, now=NOW)
    assert not task.template.is_published

    with pytest.raises(Frozen):
        edit_task(task, words=WORDS, by=carl, now=NOW)


def test_a_new_draft_brings_all_but_the_clinicians_name(version: ChecklistTemplate) -> None:
    draft = new_draft_from(version, now=NOW)

    assert [task.title for task in draft.tasks.all()] == [task.title for task in version.tasks.all()]
    assert [gone.reason for gone in draft.dismissals.all()] == ["Told on the ward"]
    assert not draft.tasks.filter(confirmed_at__isnull=False).exists()
    assert not draft.is_published


def test_changing_a_new_draft_leaves_the_version_as_it_was(version: ChecklistTemplate, carl: User) -> None:
    before = everything(version)
    draft = new_draft_from(version, now=NOW)

    for task in draft.tasks.all():
        edit_task(task, words=WORDS, by=carl, now=NOW)
    restore(draft.dismissals.get(), by=carl, now=NOW)
    make_dismissal(draft, "The worn joint is taken out.")

    assert everything(version) == before


def test_asking_twice_for_a_new_draft_makes_one(version: ChecklistTemplate) -> None:
    assert new_draft_from(version, now=NOW) == new_draft_from(version, now=NOW)
