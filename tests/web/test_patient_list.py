"""What the list shows, in which order, and what it must never show."""

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from procedures.checklists.cancelling import cancel
from procedures.checklists.models import ChecklistItem, Surgery
from procedures.checklists.rescheduling import reschedule
from procedures.checklists.ticking import report_missed, tick
from procedures.web.nurse.surgery_page import when_words
from procedures.web.patient.times import Wall, times_of
from tests.cast import LONG_AGO, make_hospital, make_nurse, make_patient, make_unit
from tests.web.patient_cast import NOON, THE_DAY, item, make_list, open_list_of, stop_by

pytestmark = pytest.mark.django_db
At = Callable[[datetime], None]
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _noon(at: At) -> None:
    at(NOON)


def words_of(client: Client) -> str:
    answer = client.get(reverse("patient-list"))
    assert answer.status_code == 200
    return " ".join(strip_tags(answer.content.decode()).split())


def section(page: str, start: str, end: str) -> str:
    assert start in page, page
    return page.partition(start)[2].partition(end)[0]


def test_the_next_step_stands_on_top_with_its_hour_in_figures_and_how_far_off_it_is(client: Client) -> None:
    open_list_of(client, make_list().patient)

    card = section(words_of(client), "Next", "Then:")

    assert "Stop eating" in card
    assert "by 10:00 at night Monday 7 December" in card
    assert "in 10 hours" in card
    assert "Done" in card


def test_what_comes_after_the_next_step_is_told_with_its_moment(client: Client) -> None:
    open_list_of(client, make_list().patient)

    assert "Then: Stop drinking, Tuesday 8 December, 4:00 in the morning" in words_of(client)


def test_midnight_is_told_with_the_day_that_it_ends(client: Client, at: At) -> None:
    surgery = make_list(arrival=time(8, 0), start=time(9, 0))
    open_list_of(client, surgery.patient)

    page = words_of(client)

    assert "12 midnight at the end of Monday 7 December (the night before)" in section(page, "Next", "Then:")


def test_what_holds_before_the_operation_ends_when_the_patient_comes(client: Client) -> None:
    timing = {"relation": "before", "from": "P1D", "to": "P0D", "kind": "interval"}
    open_list_of(client, make_list(None, {"title": "Drink clear fluids only", "timing": timing}).patient)

    page = words_of(client)

    assert "Drink clear fluids only until you come to the hospital" in page
    assert "until the end of Tuesday 8 December" not in page


def test_what_lasts_is_told_from_its_first_day_and_not_by_its_end() -> None:
    """Safety: "do not shave in the week before" must not read as if shaving were allowed from that evening on."""
    week = {"relation": "before", "from": "P7D", "to": "P0D", "kind": "interval"}
    surgery = make_list(None, {"title": "Do not shave", "category": "hygiene", "timing": week}, now=NOON - 9 * DAY)

    shaving = item(surgery, "Do not shave")
    wall = Wall(surgery.zone, "en", surgery.surgery_date, surgery.starts_at, NOON - 9 * DAY)

    assert times_of(shaving, wall)["below"] == "from Tuesday 1 December"
    assert when_words(shaving, surgery.zone) == "from Tue 1 Dec"


def test_no_two_parts_of_the_page_share_an_address(client: Client) -> None:
    visit = {"title": "Rest", "phase": "recovery", "timing": {"relation": "after", "from": "PT0S", "to": "PT0S"}}
    open_list_of(client, make_list(None, visit).patient)

    page = client.get(reverse("patient-list")).content.decode()
    days = re.findall(r'id="((?:later-)?day-[^"]+)"', page)

    assert {"day-2026-12-08", "later-day-2026-12-08"} <= set(days)
    assert len(days) == len(set(days))


def test_what_waits_for_its_hour_after_the_operation_is_not_told_to_be_done_by_then(client: Client) -> None:
    after = {"relation": "after", "from": "PT48H", "to": "PT48H", "kind": "due"}
    later = {"phase": "recovery", "category": "wound_care", "timing": after}
    open_list_of(client, make_list(None, {"title": "Take the dressing off"} | later).patient)

    assert "Take the dressing off from 8:00 in the morning" in words_of(client)


def test_days_are_told_by_date_and_beside_the_operation(client: Client) -> None:
    open_list_of(client, make_list().patient)

    page = words_of(client)

    assert "Tuesday 8 December the day of your operation · tomorrow" in page
    assert "Come to the hospital at 6:00 in the morning Main desk" in page
    assert "Wednesday 9 December the day after your operation · in 2 days" in page


def test_a_step_whose_time_has_passed_is_asked_for_and_not_dropped(client: Client) -> None:
    open_list_of(client, make_list().patient)

    late = section(words_of(client), "The time for this has passed", "Your operation")

    assert "Have your blood test" in late


def test_a_fast_that_was_to_begin_hours_ago_is_asked_for_until_it_is_ticked(client: Client, at: At) -> None:
    open_list_of(client, make_list().patient)
    at(NOON + timedelta(hours=12))

    page = words_of(client)

    assert "Stop drinking" in section(page, "Next", "Then:")
    assert "Stop eating" in section(page, "The time for this has passed", "Your operation")


def test_while_the_hour_is_not_known_the_page_says_that_the_earliest_is_assumed(client: Client) -> None:
    open_list_of(client, make_list(start=None, arrival=None).patient)

    page = words_of(client)

    assert "The hour of your operation is not known yet." in page
    assert "for the earliest possible start" in section(page, "Next", "Then:")
    assert "The hour is not set yet. We will tell you." in page


def test_safety_rule_1_an_open_medicine_step_says_ask_and_stop_none(client: Client) -> None:
    open_list_of(client, make_list().patient)

    assert "Ask your team which medicines to change. Do not stop any on your own." in words_of(client)


def test_safety_rule_3_neither_of_two_fasting_hours_that_contradict_is_shown(client: Client) -> None:
    signed = {"confirmed_at": LONG_AGO}
    twin = {"title": "No food for 6 hours", "category": "fasting", "intake": "food", "timing": stop_by(6)} | signed
    open_list_of(client, make_list(None, twin).patient)

    page = words_of(client)

    assert "Ask us when to stop eating and drinking Ask your team when to stop eating and drinking." in page
    assert "Stop eating" not in page
    assert "No food for 6 hours" not in page
    assert "10:00 at night" not in page


@pytest.mark.parametrize("days", [-9, 0, 1, 40])
def test_safety_rule_4_warning_signs_are_always_there_and_have_no_box(client: Client, at: At, days: int) -> None:
    surgery = make_list(now=NOON - timedelta(days=10))
    at(NOON + timedelta(days=days))
    open_list_of(client, surgery.patient, now=NOON + timedelta(days=days))

    html = client.get(reverse("patient-list")).content.decode()

    flags = section(html, '<aside class="flags"', "</aside>")
    assert "Chest pain" in flags
    assert flags.index("911") < flags.index("555-0101") < flags.index("Chest pain")
    assert reverse("item-tick", args=[item(surgery, "Chest pain").pk]) not in html


def test_safety_rule_4_warning_signs_are_told_whole_and_those_for_the_emergency_number_first(client: Client) -> None:
    sign = {"phase": "recovery", "category": "monitoring", "is_red_flag": True}
    whole = "Call us if the wound becomes red, hot or leaks."
    cut = {"title": "Call us if the wound becomes red…", "instruction": whole, "condition": "if the wound becomes red"}
    open_list_of(client, make_list(None, sign | cut, sign | {"title": "Call 911 now if you faint"}).patient)

    flags = section(client.get(reverse("patient-list")).content.decode(), '<aside class="flags"', "</aside>")

    assert "…" not in flags
    assert "Only if" not in flags
    assert flags.index("Call 911 now if you faint") < flags.index(whole)


def test_safety_rule_4_warning_signs_are_printed_too(client: Client) -> None:
    open_list_of(client, make_list().patient)

    html = client.get(reverse("patient-list")).content.decode()

    assert "Chest pain" in section(html, 'class="print-only"', "</aside>")


def test_safety_rule_4_warning_signs_stay_in_sight_when_everything_is_done(client: Client) -> None:
    surgery = make_list()
    for one in ChecklistItem.objects.open().exclude(actor="care_team"):
        tick(one, by=None, now=NOON - timedelta(hours=1))
    open_list_of(client, surgery.patient)

    page = words_of(client)

    assert "Chest pain" in page
    assert "(212) 555-0101" in page


def test_safety_rule_6_a_tick_that_no_longer_counts_is_asked_for_again(client: Client) -> None:
    surgery = make_list()
    tick(item(surgery, "Stop eating"), by=None, now=NOON)
    nurse = make_nurse(surgery.unit)
    reschedule(
        surgery, surgery_date=THE_DAY + timedelta(days=2), start_time=time(8), arrival_time=time(6), by=nurse, now=NOON
    )
    open_list_of(client, surgery.patient)

    page = words_of(client)

    assert "The day or the hour of your operation has changed." in page
    assert "Check again" in page
    assert "Thursday 10 December" in page
    assert "8 December" not in page


def test_a_cancelled_operation_takes_the_place_of_the_list(client: Client) -> None:
    surgery = make_list()
    cancel(surgery, by=make_nurse(surgery.unit), reason="Patient has a fever", now=NOON)
    open_list_of(client, surgery.patient)

    page = words_of(client)

    assert "This operation is cancelled" in page
    assert "Did you stop or change a medicine for it? Call us today" in page
    assert "Stop eating" not in page
    assert "fever" not in page
    assert "Emergency 911" in page


def test_what_was_ticked_a_while_ago_is_folded_away_and_what_was_just_ticked_stays(client: Client, at: At) -> None:
    surgery = make_list()
    open_list_of(client, surgery.patient)
    tick(item(surgery, "Find a driver"), by=None, now=NOON)

    at(NOON + timedelta(minutes=5))
    just = client.get(reverse("patient-list")).content.decode()
    at(NOON + timedelta(minutes=20))
    later = client.get(reverse("patient-list")).content.decode()

    assert 'id="behind"' not in just
    assert "Undo" in section(just, "On any day before", "Tuesday 8 December</span>")
    assert "Find a driver" in section(later, 'id="behind"', "</details>")


def test_the_page_says_by_which_name_and_number_the_hospital_knows_the_patient(client: Client) -> None:
    patient = make_list().patient
    patient.record_number = "MR-00012"
    patient.save()
    open_list_of(client, patient)

    assert "Say the name: Maria Lopez and the record number: MR-00012" in words_of(client)


def test_apostrophes_stand_as_in_print(client: Client) -> None:
    words = {"title": "Don't shave the surgeons' mark", "instruction": "It isn't 5' 4\" long."}
    open_list_of(client, make_list(None, words).patient)

    page = client.get(reverse("patient-list")).content.decode()

    assert "Don’t shave the surgeons’ mark" in page
    assert "It isn’t 5&#x27; 4&quot; long." in page


def test_a_missed_step_says_that_a_nurse_knows(client: Client) -> None:
    surgery = make_list()
    report_missed(item(surgery, "Have your blood test"), by=None, note="", now=NOON)
    open_list_of(client, surgery.patient)

    assert "You told us about this. Your nurse will look at it." in words_of(client)


def test_what_comes_after_the_operation_has_no_box_before_it(client: Client, at: At) -> None:
    surgery = make_list()
    act = reverse("item-tick", args=[item(surgery, "Walk a few steps").pk])
    open_list_of(client, surgery.patient)

    before = client.get(reverse("patient-list")).content.decode()
    at(NOON + timedelta(hours=19))
    on_the_morning = client.get(reverse("patient-list")).content.decode()
    at(NOON + timedelta(hours=23))
    after = client.get(reverse("patient-list")).content.decode()

    assert act not in before
    assert act not in on_the_morning
    assert act in after


def test_what_the_team_does_is_told_and_has_no_box(client: Client, at: At) -> None:
    surgery = make_list()
    open_list_of(client, surgery.patient)
    at(NOON + timedelta(days=2))

    html = client.get(reverse("patient-list")).content.decode()

    assert "Take out the drain" in html
    assert reverse("item-tick", args=[item(surgery, "Take out the drain").pk]) not in html


def test_every_word_of_the_list_is_there_whatever_the_day(client: Client, at: At) -> None:
    surgery = make_list(now=NOON - timedelta(days=30))

    for days in range(-20, 90, 3):
        at(NOON + timedelta(days=days))
        open_list_of(client, surgery.patient, now=NOON + timedelta(days=days))
        page = words_of(client)
        missing = [one.title for one in ChecklistItem.objects.all() if one.title not in page]
        assert missing == [], f"{days} days on"


def test_another_patient_is_never_shown(client: Client) -> None:
    unit = make_unit()
    mine = make_list(unit)
    other = make_patient(unit, "Ben", "Okafor", phone="+12125550177", email="ben@example.org")
    theirs = make_list(make_unit(unit.hospital, "Surgery 3"), {"title": "Shave your head"}, patient=other)
    open_list_of(client, mine.patient)

    page = client.get(f"{reverse('patient-list')}?surgery={theirs.pk}").content.decode()

    assert "Shave your head" not in page
    assert "Okafor" not in page
    assert "Ben" not in page


def test_a_second_operation_is_one_tap_away(client: Client) -> None:
    unit = make_unit()
    first = make_list(unit)
    second = make_list(make_unit(unit.hospital, "Eyes"), {"title": "Bring your glasses"}, patient=first.patient)
    open_list_of(client, first.patient)

    page = client.get(reverse("patient-list")).content.decode()
    other = second if f"?surgery={second.pk}" in section(page, "Your other lists", "</ul>") else first

    assert client.get(f"{reverse('patient-list')}?surgery={other.pk}").status_code == 200


def test_days_and_hours_are_told_in_the_language_of_the_page(client: Client) -> None:
    unit = make_unit()
    surgery = make_list(unit, patient=make_patient(unit, language="es"))
    open_list_of(client, surgery.patient)

    html = client.get(reverse("patient-list"), headers={"Accept-Language": "en"}).content.decode()

    assert '<html lang="es"' in html
    assert "martes 8 de diciembre" in html
    assert "Tuesday" not in html


def test_hours_are_the_hospitals_wall_clock_wherever_the_patient_is(client: Client) -> None:
    unit = make_unit(make_hospital(zone="America/Los_Angeles"))
    surgery = make_list(unit, patient=make_patient(unit, zone_name="Asia/Kolkata"))
    open_list_of(client, surgery.patient)

    assert "by 10:00 at night" in words_of(client)


@pytest.mark.parametrize("extra", [0, 60])
def test_the_page_takes_at_most_8_queries_whatever_the_length_of_the_list(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, extra: int
) -> None:
    more = [{"title": f"Step {number}", "timing": stop_by(10)} for number in range(extra)]
    open_list_of(client, make_list(None, *more).patient)

    with django_assert_max_num_queries(8):
        client.get(reverse("patient-list"))


def test_htmx_gets_the_list_alone_so_that_an_open_page_stays_true(client: Client) -> None:
    open_list_of(client, make_list().patient)

    part = client.get(reverse("patient-list"), headers={"HX-Request": "true"}).content.decode()

    assert part.lstrip().startswith('<div id="list"')
    assert "<html" not in part


def test_leaving_closes_the_list_on_this_phone(client: Client) -> None:
    open_list_of(client, make_list().patient)

    client.post(reverse("patient-close"))

    assert client.get(reverse("patient-list")).status_code == 403


def test_a_list_of_a_surgery_that_is_over_shows_recovery_and_folds_what_was_before(client: Client, at: At) -> None:
    surgery: Surgery = make_list()
    open_list_of(client, surgery.patient)
    at(NOON + timedelta(days=2))

    html = client.get(reverse("patient-list")).content.decode()

    assert "Find a driver" in section(html, 'id="behind"', 'aria-labelledby="ask"')
    assert "The hour of your operation" not in html


def test_a_step_that_nobody_translated_says_that_it_is_english(client: Client) -> None:
    unit = make_unit()
    surgery = make_list(unit, patient=make_patient(unit, language="es"))
    item = surgery.checklists.get().items.get(title="Find a driver")
    item.translations = {"es": ["Busque a alguien que le lleve", "Llame a su familia."]}
    item.save()

    open_list_of(client, surgery.patient)
    page = client.get(reverse("patient-list")).content.decode()

    assert "Busque a alguien que le lleve</h3>" in page
    assert f'id="title-item-{item.pk}">' in page
    assert "Llame a su familia." in page
    assert "Find a driver" not in page
    blood = surgery.checklists.get().items.get(title="Have your blood test")
    assert f'id="title-item-{blood.pk}" lang="en">' in page
