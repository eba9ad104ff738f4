"""The list of documents, and importing one on the page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from procedures.catalog.models import ChecklistTemplate, SourceDocument
from procedures.hospitals.models import Role, Unit, User
from tests.cast import make_nurse, make_procedure, make_staff, make_template, make_unit
from tests.catalog.papers import HIP, make_draft, make_fasting

pytestmark = pytest.mark.django_db
IMPORT = "/documents/import/"


@pytest.fixture
def unit() -> Unit:
    return make_unit()


@pytest.fixture
def ann(unit: Unit, client: Client) -> User:
    """A template author, signed in."""
    ann = make_staff(unit, Role.AUTHOR, username="ann", full_name="Ann Berg")
    client.force_login(ann)
    return ann


def upload(data: bytes, name: str = "hip.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_an_uploaded_file_becomes_a_draft(client: Client, unit: Unit, ann: User) -> None:
    response = client.post(IMPORT, {"unit": unit.pk, "file": upload(HIP.encode())}, follow=True)

    template = ChecklistTemplate.objects.get()
    assert response.redirect_chain[-1][0] == reverse("template-review", args=[template.pk])
    assert template.document is not None
    assert (template.document.file_name, template.document.imported_by) == ("hip.txt", ann)
    assert "Total hip replacement" in response.content.decode()


def test_pasted_text_becomes_a_draft(client: Client, unit: Unit, ann: User) -> None:
    client.post(IMPORT, {"unit": unit.pk, "text": HIP.replace("\n", "\r\n"), "name": "Hip"})

    template = ChecklistTemplate.objects.select_related("document").get()
    assert template.procedure.name == "Hip"
    assert template.document is not None
    assert template.document.text == HIP


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Choose a file, or paste"),
        ({"file": b""}, "empty"),
        ({"file": b"%PDF-1.7 nothing of a PDF"}, "PDF"),
        ({"file": b"\x89PNG\r\n\x1a\n" + bytes(99)}, "picture"),
        ({"file": b"a" * (10 * 1024 * 1024 + 1)}, "larger than 10 MB"),
        ({"text": "Menu\n\nMonday: soup."}, "No part on preparation"),
        ({"file": HIP.encode(), "text": HIP}, "Keep one of them"),
    ],
    ids=["nothing", "empty", "broken", "picture", "too big", "no sections", "both"],
)
def test_bad_input_is_told_beside_its_field_and_nothing_is_saved(
    client: Client, unit: Unit, ann: User, fields: dict[str, object], said: str
) -> None:
    given = {name: upload(value) if isinstance(value, bytes) else value for name, value in fields.items()}

    response = client.post(IMPORT, {"unit": unit.pk, **given})

    assert response.status_code == 422
    assert said in response.content.decode()
    assert "invalid-feedback" in response.content.decode()
    assert not SourceDocument.objects.exists()


def test_the_same_document_again_leads_to_the_one_that_is_there(client: Client, unit: Unit, ann: User) -> None:
    client.post(IMPORT, {"unit": unit.pk, "text": HIP})

    response = client.post(IMPORT, {"unit": unit.pk, "text": HIP}, follow=True)

    assert "already imported" in response.content.decode()
    assert response.redirect_chain[-1][0] == reverse("template-review", args=[ChecklistTemplate.objects.get().pk])


def test_nobody_imports_into_a_unit_that_is_not_theirs(client: Client, unit: Unit, ann: User) -> None:
    other = make_unit(unit.hospital, "Eye clinic")

    response = client.post(IMPORT, {"unit": other.pk, "text": HIP})

    assert response.status_code == 422
    assert not SourceDocument.objects.exists()


def test_a_nurse_sees_the_documents_but_cannot_import(client: Client, unit: Unit) -> None:
    client.force_login(make_nurse(unit))
    draft = make_draft(unit)

    page = client.get("/documents/").content.decode()

    assert reverse("template-review", args=[draft.pk]) in page
    assert IMPORT not in page
    assert client.get(IMPORT).status_code == 403
    assert client.post(IMPORT, {"unit": unit.pk, "text": HIP}).status_code == 403


def test_the_list_tells_drafts_from_versions_and_what_is_left(client: Client, unit: Unit, ann: User) -> None:
    make_fasting(make_draft(unit))
    make_template(make_procedure(unit, "Cataract"), {}, version=3)

    page = client.get("/documents/").content.decode()

    assert "1 to settle" in page
    assert "Version 3" in page


def test_the_list_shows_only_the_persons_units(client: Client, unit: Unit, ann: User) -> None:
    make_draft(make_unit(unit.hospital, "Eye clinic"), name="Cataract")

    assert "Cataract" not in client.get("/documents/").content.decode()


def test_the_list_asks_the_database_as_often_for_many_as_for_one(
    client: Client, unit: Unit, ann: User, django_assert_max_num_queries: object
) -> None:
    for number in range(8):
        make_fasting(make_draft(unit, name=f"Operation {number}"))

    with django_assert_max_num_queries(10):  # type: ignore[operator]
        client.get("/documents/")


def test_without_documents_the_list_says_what_to_do(client: Client, ann: User) -> None:
    assert "There is no document yet" in client.get("/documents/").content.decode()
