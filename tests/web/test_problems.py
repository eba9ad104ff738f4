"""After a mistake the page lands on what is wrong, each error leads to its field, and nothing typed is lost."""

import re
from collections.abc import Mapping

import pytest
from django.test import Client
from django.urls import reverse

from procedures.hospitals.models import Role, Unit
from tests.access.rows import make_rows
from tests.cast import make_nurse, make_staff
from tests.web.conftest import NOW
from tests.web.nurse_cast import filled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]

# Every form of the staff that is about a patient: its address, the row in it, and what is typed there wrongly.
FORMS: dict[str, tuple[str, dict[str, str]]] = {
    "surgery-reschedule": ("surgery", {"surgery-surgery_date": "2031-01-01"}),
    "surgery-cancel": ("surgery", {}),
    "surgery-note": ("surgery", {}),
    "surgery-messages": ("surgery", {"surgery-surgery_date": "2026-11-01"}),
    "surgery-death": ("surgery", {"step": "record"}),
    "surgery-stay": ("surgery", {"admitted_day": "2026-11-20"}),
    "step-add": ("surgery", {"reason": "The patient asked"}),
    "step-remove": ("item", {}),
    "medicine-add": ("surgery", {"note": "In the morning"}),
    "visit-book": ("surgery", {"place": "Clinic B"}),
    "caregiver-add": ("surgery", {"relation": "daughter"}),
    "give-patient": ("surgery", {"note": "Please phone"}),
    "work-item-close": ("concern", {}),
    "work-item-hand-over": ("concern", {"note": "Please phone"}),
    "emergency-open": ("", {"reason": "Bleeding"}),
}


@pytest.fixture
def rows(unit: Unit) -> Mapping[str, object]:
    return make_rows(unit, now=NOW)


@pytest.fixture
def staff(client: Client, unit: Unit) -> Client:
    make_nurse(unit, "nils")  # to hand over to
    client.force_login(make_staff(unit, Role.NURSE, Role.ADMINISTRATOR))
    return client


def summary_of(page: str) -> str:
    found = re.search(
        r'<div class="[^"]*\bproblems\b[^"]*" role="alert" tabindex="-1" data-land autofocus>.*?</div>', page, re.DOTALL
    )
    assert found, page
    return found[0]


@pytest.mark.parametrize("name", FORMS)
def test_an_error_on_any_form_is_what_the_page_lands_on(staff: Client, rows: Mapping[str, object], name: str) -> None:
    row, typed = FORMS[name]
    page = staff.post(
        reverse(name, args=[rows[row]] if row else []), typed | {"csrfmiddlewaretoken": "-"}
    ).content.decode()

    summary = summary_of(page)
    targets = re.findall(r'href="#([^"]+)"', summary)

    assert "<title>Please check: " in page
    assert targets
    assert all(f'id="{target}"' in page for target in targets)
    assert all(words in page for words in typed.values() if not words.startswith(("2026-1", "record")))


def test_errors_after_a_look_at_what_will_be_sent_are_not_out_of_sight(
    staff: Client, rows: Mapping[str, object]
) -> None:
    """Before, the press led to a place far below the errors."""
    typed = filled(surgery__start_time="", patient__phone="12") | {"look_ahead": "1", "other_day": "2026-12-15"}
    page = staff.post(reverse("assign"), typed).content.decode()

    summary = summary_of(page)

    assert '<a href="#id_surgery-start_time">' in summary
    assert '<a href="#id_patient-phone">' in summary
    assert page.index("data-land") < page.index('<form method="post"')
    assert "#ahead" not in page
    assert f'<form method="post" action="{reverse("assign")}"' in page
    assert all(f'value="{words}"' in page for words in ("Maria", "Lopez", "12", "Clinic B", "2026-12-15"))


def test_the_errors_of_rows_of_visits_are_summed_up_by_row(staff: Client, rows: Mapping[str, object]) -> None:
    visits = {
        "visits-TOTAL_FORMS": "2",
        "visits-INITIAL_FORMS": "2",
        "visits-1-kind": "imaging",
        "visits-1-place": "B 12",
    }
    page = staff.post(
        reverse("visits-book", args=[rows["surgery"]]), visits | {"visits-0-kind": "imaging"}
    ).content.decode()

    assert '<a href="#id_visits-1-visit_date">Visit 2, date</a>' in summary_of(page)
    assert 'value="B 12"' in page
