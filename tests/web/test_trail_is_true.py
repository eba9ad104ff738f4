"""What the trail says is what happened: it cannot be made to say more, or less, or to look elsewhere."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from procedures.audit.acts import Act
from procedures.audit.models import AuditEntry
from procedures.checklists.models import ChecklistItem, Surgery
from procedures.hospitals.models import Role
from procedures.patients.links import link_for, token_of
from tests.cast import (
    make_hospital,
    make_nurse,
    make_patient,
    make_staff,
    make_template,
    make_unit,
)
from tests.web.conftest import NOW
from tests.web.patient_cast import NOON, item, make_list, open_list_of
from tests.web.test_assigning import send

pytestmark = pytest.mark.django_db
At = Callable[[datetime], None]
HTMX = {"HX-Request": "true"}
WRONG_DOOR = {
    "given_name": "Maria",
    "family_name": "Lopez",
    "birth_date": "1951-04-09",
    "reason": "She came to the wrong door",
}


@pytest.fixture
def surgery(at: At) -> Surgery:
    at(NOON)
    return make_list(now=NOON - timedelta(days=3))


@pytest.fixture
def nurse(client: Client, surgery: Surgery) -> Client:
    client.force_login(make_nurse(surgery.unit))
    return client


def newest() -> AuditEntry:
    return AuditEntry.objects.all()[0]


def test_nothing_in_the_address_keeps_a_list_out_of_the_trail(nurse: Client) -> None:
    for page in ("board", "work-list"):
        nurse.get(reverse(page), {"seen": "1"})

    assert [entry.facts["page"] for entry in AuditEntry.objects.all()] == ["work-list", "board"]


def test_a_board_that_begins_by_looking_for_news_is_read_like_any_other(nurse: Client) -> None:
    nurse.get(reverse("board"), headers=HTMX)
    nurse.get(reverse("board"), headers=HTMX)

    assert [entry.act for entry in AuditEntry.objects.all()] == [Act.LIST_READ]


def test_nobody_can_have_it_written_that_a_patient_was_looked_at(client: Client, surgery: Surgery) -> None:
    client.force_login(make_nurse(make_unit(make_hospital("Hillside Clinic")), username="otto"))

    for page in ("figures", "board"):
        client.get(reverse(page), {"patient": surgery.patient_id})

    assert not AuditEntry.objects.filter(patient_id=surgery.patient_id).exists()


def test_a_form_that_came_back_is_no_act_whoever_says_to_be_a_script(nurse: Client, surgery: Surgery) -> None:
    nurse.post(reverse("surgery-cancel", args=[surgery.pk]), {}, headers=HTMX)

    assert newest().act == Act.PAGE_READ


def test_a_tick_that_was_taken_back_was_not_refused(client: Client, surgery: Surgery) -> None:
    open_list_of(client, surgery.patient)
    driver = item(surgery, "Find a driver")

    for act in ("item-tick", "item-untick"):
        client.post(reverse(act, args=[driver.pk]))

    assert (newest().act, "outcome" in newest().facts) == (Act.UNTICKED, False)


def test_an_answer_that_was_wrong_was_given_all_the_same(client: Client, surgery: Surgery) -> None:
    open_list_of(client, surgery.patient)
    eating: ChecklistItem = item(surgery, "Stop eating")

    client.post(reverse("item-told-back", args=[eating.pk]), {"said": "", "asked_for": eating.due_at.isoformat()})

    assert (newest().act, "outcome" in newest().facts) == (Act.ANSWERED, False)


def test_a_patient_who_agreed_to_no_messages_was_assigned_all_the_same(nurse: Client, at: At) -> None:
    at(NOW)
    without = {"patient__agrees_to_sms": "", "patient__agrees_to_email": ""}
    send(nurse, patient__given_name="Nina", patient__phone="", patient__email="", **without)

    assert (newest().act, "outcome" in newest().facts) == (Act.ASSIGNED, False)


def test_a_record_opened_in_an_emergency_was_not_refused(client: Client, surgery: Surgery) -> None:
    client.force_login(make_nurse(make_unit(surgery.unit.hospital, "Day surgery"), username="otto"))

    client.post(reverse("emergency-open"), WRONG_DOOR)

    assert Act.BREAK_GLASS in AuditEntry.objects.values_list("act", flat=True)
    assert not [entry for entry in AuditEntry.objects.all() if "outcome" in entry.facts]


def test_finding_out_that_somebody_is_a_patient_is_in_the_trail(client: Client) -> None:
    unit = make_unit()
    maria = make_patient(unit)
    client.force_login(make_nurse(make_unit(unit.hospital, "Day surgery"), username="otto"))

    client.post(reverse("emergency-open"), WRONG_DOOR)

    assert (newest().act, newest().patient_id, newest().unit_id) == (Act.BREAK_GLASS, maria.pk, unit.pk)


def test_who_looks_for_patients_is_in_the_trail_and_the_words_are_in_no_address(nurse: Client) -> None:
    led = nurse.post(reverse("assign-find"), {"search": "Maria +12125550123"})
    page = nurse.get(led.headers["Location"])

    assert led.headers["Location"] == f"{reverse('assign')}?searched=1"
    assert "Found for “Maria +12125550123”" in page.content.decode()
    assert (newest().act, newest().facts["page"]) == (Act.LIST_READ, "assign")


@pytest.mark.parametrize(("name", "role"), [("records-search", Role.ADMINISTRATOR), ("audit-search", Role.AUDITOR)])
def test_a_name_that_is_looked_for_stands_in_no_address(client: Client, surgery: Surgery, name: str, role: str) -> None:
    client.force_login(make_staff(surgery.unit, role, username="ada"))

    led = client.post(reverse(name), {"search": "Lopez", "patient": "Lopez"}, follow=True)

    assert led.status_code == 200
    assert "Lopez" not in str(led.redirect_chain)
    assert 'value="Lopez"' in led.content.decode()


def test_each_patient_who_is_moved_with_all_the_others_is_in_the_trail(nurse: Client, surgery: Surgery) -> None:
    newer = make_template(surgery.procedure, {"title": "Bring your papers"}, version=2)
    kept = surgery.checklists.get()

    page = reverse("version-move-all", args=[newer.pk])
    nurse.post(page, {"seen": f"{kept.pk}:{surgery.generation}"})

    told = [(entry.act, entry.patient_id) for entry in AuditEntry.objects.all()]
    assert (Act.VERSION_MOVED, surgery.patient_id) in told


def test_the_auditor_reads_who_stood_at_a_patients_door(client: Client, surgery: Surgery) -> None:
    """Codes that were sent, and lists that were opened, belonged to no unit, and so were shown to no auditor."""
    olga = make_staff(surgery.unit, Role.AUDITOR, username="olga")

    client.post(reverse("patient-link", args=[token_of(link_for(surgery.patient, now=NOON))]), {"by": "sms"})

    assert [entry.act for entry in AuditEntry.objects.for_staff(olga)] == [Act.CODE_SENT]


@pytest.mark.parametrize("written", [" {}", "+{}", "_3{}"], ids=["space", "plus", "quoted"])
def test_a_row_of_evidence_is_told_by_its_own_number_whatever_the_address_calls_it(
    client: Client, surgery: Surgery, written: str
) -> None:
    ada = make_staff(surgery.unit, Role.ADMINISTRATOR, username="ada")
    ada.is_staff = ada.is_superuser = True
    ada.save()
    client.force_login(ada)

    asked = client.get(f"/admin/procedures/surgery/{written.format(surgery.pk)}/change/")

    assert asked.status_code in (200, 302)
    if asked.status_code == 200:
        assert (newest().patient_id, newest().facts["row"]) == (surgery.patient_id, str(surgery.pk))


@pytest.fixture
def ada(client: Client, surgery: Surgery) -> Client:
    ada = make_staff(surgery.unit, Role.ADMINISTRATOR, username="ada")
    ada.is_staff = ada.is_superuser = True
    ada.save()
    client.force_login(ada)
    return client


@pytest.mark.parametrize(("model", "act"), [("auditentry", Act.TRAIL_READ), ("suppression", Act.LIST_READ)])
def test_what_an_administrator_reads_of_the_trail_itself_is_in_it(ada: Client, model: str, act: str) -> None:
    ada.get(reverse(f"admin:procedures_{model}_changelist"))

    assert newest().act == act


def test_whoever_changes_the_address_by_which_someone_is_known_is_in_the_trail(ada: Client, surgery: Surgery) -> None:
    """The single sign-on lets in whoever has it."""
    nora = make_nurse(surgery.unit)
    page = reverse("admin:procedures_user_change", args=[nora.pk])
    form = ada.get(page).context["adminform"].form
    said = {name: value for name, value in form.initial.items() if value and name != "password"}
    rows = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}

    answer = ada.post(page, said | rows | {"email": "other@example.org", "last_login_0": "", "last_login_1": ""})

    assert answer.status_code == 302
    assert (newest().act, newest().facts) == (
        Act.SETTINGS_CHANGED,
        {"model": "user", "row": str(nora.pk), "what": "changed"},
    )
