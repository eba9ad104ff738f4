"""An operation added today without a time: it can begin at any moment, so what it needs cannot wait for the evening."""

from datetime import date, time, timedelta

import pytest

from procedures.checklists.escalating import raise_work_item
from procedures.checklists.models import WorkItem
from tests.checklists.scenes import RIDE, at, make_list

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 8)
TEN = at(TODAY, "10:00")


def test_a_concern_about_an_operation_of_today_without_a_time_is_urgent_and_due_within_the_hour() -> None:
    surgery = make_list(RIDE, now=TEN, surgery_date=TODAY, start_time=None, arrival_time=None).surgery

    concern = raise_work_item(surgery, kind=WorkItem.Kind.RIDE, summary="Nobody takes her home.", now=TEN)

    assert concern.due_at == TEN + timedelta(hours=1)
    assert concern.is_urgent


def test_once_an_operation_with_a_time_has_begun_a_concern_is_for_the_day() -> None:
    surgery = make_list(RIDE, now=TEN, surgery_date=TODAY, start_time=time(10, 30), arrival_time=time(10, 15)).surgery

    concern = raise_work_item(surgery, kind=WorkItem.Kind.RIDE, summary="?", now=at(TODAY, "11:00"))

    assert concern.due_at == at(TODAY, "17:00")
