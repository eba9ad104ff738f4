"""A hospital's own policies: what it may choose, what it may not, and from when it holds."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from procedures.checklists.models import PolicyChange, PolicyStep, Reminder
from procedures.checklists.policies.changing import UnsafePolicy, change_policy, check_policy, drop_policy
from procedures.checklists.policies.chosen import chosen, step_of
from procedures.checklists.policies.defaults import DEFAULTS
from procedures.checklists.policies.rules import NOTICE, Target
from procedures.checklists.rescheduling import reschedule
from procedures.checklists.ticking import tick, untick
from procedures.core.tasks import Topic
from procedures.hospitals.models import Hospital
from procedures.management.commands.write_policies import with_table
from procedures.messaging.channels import ways_of
from procedures.patients.models import Channel
from tests.cast import make_patient, make_unit
from tests.checklists.scenes import FOOD, NEW_YORK, NOW, RIDE, at, item_of, make_list

Shape, Rule = PolicyStep.Shape, PolicyStep.Rule
LATER = {"topic": Topic.FASTING, "shape": Shape.HOUR, "step": "evening_before", "rule": Rule.EVENING_BEFORE}
LATER |= {"clock": time(19, 0), "is_critical": True}
RIDE_STEP = {"topic": Topic.LOGISTICS, "shape": Shape.NO_TIME, "step": "week_before"}


def choose(hospital: Hospital, **fields: object) -> PolicyStep:
    row = PolicyStep(hospital=hospital, **fields)
    change_policy(row, by=None, because="Agreed with the ward", now=NOW)
    return row


def told(kind: str) -> list[tuple[str, datetime]]:
    waiting = Reminder.objects.filter(kind=kind, status=Reminder.Status.SCHEDULED).order_by("due_at")
    return [(one.step, one.due_at) for one in waiting]


@pytest.mark.django_db
@pytest.mark.database
class TestWhatHolds:
    def test_a_new_list_is_told_by_the_hospitals_own_steps(self) -> None:
        unit = make_unit()
        choose(unit.hospital, **LATER)

        make_list(FOOD, unit=unit)

        assert told("fasting") == [("evening_before", at("2026-12-07", "19:00"))]

    def test_another_hospital_keeps_prepapps_own(self) -> None:
        choose(make_unit().hospital, **LATER)
        elsewhere = make_unit(Hospital.objects.create(name="B", text_name="B", zone_name="America/New_York"))

        make_list(FOOD, unit=elsewhere)

        assert told("fasting") == [("evening_before", at("2026-12-07", "18:00"))]

    def test_a_step_can_be_added_and_one_switched_off(self) -> None:
        unit = make_unit()
        choose(unit.hospital, **RIDE_STEP, is_off=True)
        extra = {"step": "days_before", "rule": Rule.DAYS_BEFORE, "days": 3, "clock": time(9)}
        choose(unit.hospital, **RIDE_STEP | extra)

        make_list(RIDE, unit=unit)

        assert told("task") == [("days_before", at("2026-12-05", "09:00"))]

    def test_what_stands_planned_stays_until_it_is_planned_again(self) -> None:
        checklist = make_list(FOOD, RIDE)
        choose(checklist.surgery.unit.hospital, **LATER)
        assert told("fasting") == [("evening_before", at("2026-12-07", "18:00"))]

        tick(item_of(checklist, 2), by=None, now=NOW)

        assert told("fasting") == [("evening_before", at("2026-12-07", "19:00"))]

    def test_what_was_sent_is_not_sent_again_for_a_new_policy(self) -> None:
        checklist = make_list(FOOD, RIDE)
        Reminder.objects.filter(kind="fasting").update(status=Reminder.Status.SENT, ended_at=NOW)
        choose(checklist.surgery.unit.hospital, **LATER)

        tick(item_of(checklist, 2), by=None, now=NOW)
        untick(item_of(checklist, 2), by=None, now=NOW)

        assert told("fasting") == []

    def test_a_move_plans_by_the_new_policy(self) -> None:
        surgery = make_list(FOOD).surgery
        choose(surgery.unit.hospital, **LATER)

        reschedule(surgery, surgery_date=date(2026, 12, 9), start_time=time(8), arrival_time=None, by=None, now=NOW)

        assert told("fasting") == [("evening_before", at("2026-12-08", "19:00"))]

    @pytest.mark.parametrize(("channels", "used"), [((Channel.SMS, Channel.EMAIL), "email"), ((Channel.SMS,), "sms")])
    def test_a_chosen_channel_carries_it_alone_where_the_patient_agreed_to_it(
        self, channels: tuple[str, ...], used: str
    ) -> None:
        unit = make_unit()
        choose(unit.hospital, **RIDE_STEP, rule=Rule.DAYS_BEFORE, days=7, channel=Channel.EMAIL)
        make_list(RIDE, unit=unit, patient=make_patient(unit, channels=channels))
        reminder = Reminder.objects.select_related("surgery").get(kind="task")

        ways = ways_of([reminder], now=NOW)[reminder.pk]

        assert [way.channel for way in ways] == [used]

    def test_every_change_is_kept_with_its_reason(self) -> None:
        row = choose(make_unit().hospital, **LATER)
        drop_policy(row, by=None, because="Back to the default", now=NOW)

        dropped, made = PolicyChange.objects.all()
        assert made.before.startswith("prepapp’s own: the last 18:00")
        assert made.after == "the last 19:00 that leaves 2 hours to act, over every agreed channel; must not be missed"
        assert (dropped.before, dropped.because) == (made.after, "Back to the default")
        assert not PolicyStep.objects.exists()

    def test_a_change_without_a_reason_is_refused(self) -> None:
        row = PolicyStep(hospital=make_unit().hospital, **LATER)

        with pytest.raises(UnsafePolicy, match="Write why"):
            change_policy(row, by=None, because="  ", now=NOW)

        assert not PolicyStep.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"is_off": True}, "keeps patients safe"),
        ({"is_critical": False}, "keeps patients safe"),
        ({"rule": Rule.MINUTES_BEFORE, "minutes": 60}, "leave time to act"),
        ({"rule": Rule.ON_THE_DAY}, "leave time to act"),
        ({"rule": Rule.DAYS_BEFORE, "days": 5}, "forgotten by the evening"),
        ({"clock": time(21, 0)}, "15:00 to 20:00"),
        ({"channel": "sms"}, "every channel"),
        ({"step": "extra", "rule": ""}, "choose a rule"),
        ({"step": "extra", "rule": Rule.DAYS_BEFORE}, "number of days"),
        ({"step": "extra", "is_off": True}, "no step of that name"),
    ],
)
def test_safety_no_hospital_can_weaken_what_must_not_be_missed(change: dict[str, object], words: str) -> None:
    with pytest.raises(UnsafePolicy, match=words):
        check_policy(PolicyStep(**LATER | change))


CRITICAL = [(key, step) for key, steps in DEFAULTS.items() for step in steps if step.is_critical]
ROWS = st.fixed_dictionaries(
    {
        "is_off": st.booleans(),
        "is_critical": st.booleans(),
        "rule": st.sampled_from(["", *Rule.values]),
        "days": st.none() | st.integers(0, 90),
        "minutes": st.none() | st.integers(0, 900),
        "clock": st.none() | st.times().map(lambda clock: clock.replace(second=0, microsecond=0)),
        "channel": st.sampled_from(["", "sms", "email"]),
    }
)


@given(st.sampled_from(CRITICAL), ROWS, st.integers(0, 24 * 60 - 1), st.booleans())
def test_safety_whatever_is_accepted_still_tells_in_time(
    own: tuple[tuple[Topic, PolicyStep.Shape], object], values: dict[str, object], minute: int, is_exact: bool
) -> None:
    (topic, shape), step = own
    row = PolicyStep(topic=topic, shape=shape, step=step.name, **values)
    try:
        check_policy(row)
    except UnsafePolicy:
        return
    due = datetime(2026, 12, 8, 5, 0, tzinfo=UTC) + timedelta(minutes=minute)
    target = Target(due, is_exact, NEW_YORK)

    (found,) = [one for one in chosen([row]).steps(topic, shape) if one.name == step.name]

    assert found.is_critical
    assert found.channel == ""
    assert found.when.at(target) <= target.begins_at - NOTICE


def test_a_step_of_minutes_falls_away_in_quiet_hours_like_prepapps_own() -> None:
    row = PolicyStep(topic=Topic.FASTING, shape=Shape.HOUR, step="hour_before", rule=Rule.MINUTES_BEFORE, minutes=30)
    own = DEFAULTS[Topic.FASTING, Shape.HOUR][1]

    assert step_of(row, own).only_if_awake


def test_the_table_in_the_docs_is_what_the_code_does() -> None:
    page = (settings.BASE_DIR / "docs" / "policies.md").read_text(encoding="utf-8")

    assert with_table(page) == page, "docs/policies.md is stale: run python manage.py write_policies"
    assert page.count("must not be missed |") == 1


def test_every_topic_has_a_policy() -> None:
    assert {topic for topic, _ in DEFAULTS} == set(Topic)
