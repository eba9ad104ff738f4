"""A patient who reads Spanish reads all of it in Spanish, and a choice of language, letters or colours stays."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import ChecklistItem
from procedures.patients.links import link_for, token_of
from tests.cast import make_nurse, make_patient, make_unit
from tests.web.patient_cast import NOON, At, make_list, open_list_of, stop_by

pytestmark = pytest.mark.django_db

ENGLISH = re.compile(r"\b(the|your|you|and|of|this|step|done|call|hospital's|today|tomorrow|before)\b", re.IGNORECASE)


def words_of(html: str) -> str:
    """What stands on the page in the page's own language, without what is marked as another's."""
    html = re.sub(r"<(\w+)[^>]*\slang=\"en\"[^>]*>.*?</\1>", " ", html, flags=re.DOTALL)
    labels = re.findall(r'(?:aria-label|data-\w+|title|alt)="([^"]*)"', html)
    return " ".join([re.sub(r"<[^>]+>", " ", re.sub(r"<head>.*?<title>", "", html, flags=re.DOTALL)), *labels])


@pytest.fixture
def spanish(client: Client, at: At) -> Client:
    at(NOON)
    unit = make_unit()
    steps = [{"title": "Coma ligero", "instruction": "Coma ligero.", "timing": stop_by(12)}]
    surgery = make_list(unit, *steps, patient=make_patient(unit, language="es"))
    open_list_of(client, surgery.patient)
    return client


def test_every_word_of_the_page_itself_is_spanish(spanish: Client) -> None:
    html = spanish.get(reverse("patient-list")).content.decode()

    assert '<html lang="es"' in html
    assert "La lista de Maria" in html
    assert "a más tardar a las" in html
    # What the hospital's own people wrote stands as they wrote it, and so do their names.
    said = words_of(html)
    for theirs in ("Knee replacement", "Main desk", "Surgery 2, Lakeside Hospital", "Coma ligero"):
        said = said.replace(theirs, "")
    assert ENGLISH.findall(said) == []


@pytest.mark.parametrize("page", ["patient-list", "my-sheet"])
def test_what_nobody_has_put_into_spanish_is_marked_and_it_is_said_whom_to_ask(spanish: Client, page: str) -> None:
    html = spanish.get(reverse(page)).content.decode()

    assert "Algunas palabras de su hospital están solo en inglés." in html
    assert "(212) 555-0101" in html
    assert html.count("Solo en inglés") >= 5
    assert re.search(r'lang="en"[^>]*>[^§]{0,160}Stop eating', html)


def test_a_list_all_in_spanish_and_one_in_english_say_nothing_of_it(client: Client, at: At) -> None:
    at(NOON)
    surgery = make_list()
    open_list_of(client, surgery.patient)
    assert "In English only" not in client.get("/my/").content.decode()

    ChecklistItem.objects.update(translations={"es": ["Paso", "Hágalo."]})
    client.post(reverse("comfort"), {"language": "es", "next": "/my/"})

    assert "Solo en inglés" not in client.get("/my/").content.decode()


def test_what_was_done_is_told_in_spanish(spanish: Client) -> None:
    html = spanish.get(reverse("patient-list")).content.decode()
    tick = re.search(r'action="(/my/items/\d+/tick/)"', html)
    assert tick

    said = spanish.post(tick[1], follow=True).content.decode()

    assert "Hecho:" in said


def test_a_chosen_language_stays_for_the_page_and_for_messages(client: Client, at: At) -> None:
    at(NOON)
    patient = make_list().patient
    open_list_of(client, patient)

    client.post(reverse("comfort"), {"language": "es", "next": "/my/"})

    assert '<html lang="es"' in client.get("/my/").content.decode()
    patient.refresh_from_db()
    assert patient.language == "es"
    # On another phone, which has no cookie of it.
    other = Client()
    open_list_of(other, patient)
    assert '<html lang="es"' in other.get("/my/").content.decode()


def test_on_the_pages_before_the_list_a_cookie_keeps_the_language(client: Client, at: At) -> None:
    at(NOON)
    patient = make_list().patient
    address = reverse("patient-link", args=[token_of(link_for(patient, now=NOON))])
    assert "Open your list" in client.get(address).content.decode()

    client.post(reverse("comfort"), {"language": "es", "next": address})

    assert "Abra su lista" in client.get(address).content.decode()
    patient.refresh_from_db()
    assert patient.language == "en"


def test_a_stranger_reads_what_the_browser_asks_for(client: Client) -> None:
    page = client.get("/my/", headers={"accept-language": "es-MX,es;q=0.9"})

    assert "Su lista no está abierta aquí" in page.content.decode()
    assert page.headers["Content-Language"] == "es"


def test_staff_read_english_whatever_the_browser_asks_for(client: Client) -> None:
    client.force_login(make_nurse(make_unit()))

    page = client.get(reverse("board"), headers={"accept-language": "es"}).content.decode()

    assert '<html lang="en"' in page
    assert "Skip to the main part" in page


def test_letters_and_colours_stay_as_chosen(client: Client) -> None:
    client.post(reverse("comfort"), {"size": "largest", "scheme": "dark", "next": "/my/"})

    page = client.get("/my/").content.decode()

    assert 'data-size="largest" data-scheme="dark"' in page
    assert re.search(r'href="[^"]*dark[^"]*\.css">', page)


def test_who_chose_light_never_fetches_the_colours_of_the_night(client: Client) -> None:
    client.post(reverse("comfort"), {"scheme": "light", "next": "/my/"})

    assert "dark.css" not in client.get("/my/").content.decode()


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_after_a_choice_one_stays_on_these_pages(client: Client, back: str) -> None:
    answer = client.post(reverse("comfort"), {"size": "large", "next": back})

    assert answer.headers["Location"] == reverse("patient-list")


def test_a_choice_that_there_is_not_is_not_kept(client: Client) -> None:
    answer = client.post(reverse("comfort"), {"size": "huge", "language": "xx", "scheme": "pink"})

    assert answer.cookies == {}
