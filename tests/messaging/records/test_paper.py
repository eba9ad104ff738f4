"""The record on paper: names come out as they are written, whatever they are written in."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from procedures.messaging.records.exporting import as_json, gather
from procedures.messaging.records.paper import FONTS, MISSING, SAYS_SO, as_pdf
from procedures.patients.models import Patient
from tests.cast import make_patient, make_unit
from tests.messaging.due import NOW

pytestmark = pytest.mark.django_db


def paper_of(patient: Patient) -> str:
    pages = PdfReader(BytesIO(as_pdf(gather(patient, now=NOW)))).pages
    return "\n".join(page.extract_text() for page in pages)


@pytest.mark.parametrize(
    "name", ["Łukasz", "Şenay", "Nguyễn", "O’Brien", "Ivanović", "Иван", "Ελένη", "Մարի", "李", "山田", "さくら"]
)
def test_a_name_is_printed_as_it_is_written(name: str) -> None:
    said = paper_of(make_patient(make_unit(), given_name=name))

    assert f"given name: {name}" in said
    assert "cannot be printed" not in said


def test_a_sign_that_no_letter_is_there_for_is_marked_and_the_paper_says_where_it_stands_exactly() -> None:
    patient = make_patient(make_unit(), given_name="สม😀ชาย")

    said = paper_of(patient)

    assert f"given name: {MISSING * 6}" in said
    assert SAYS_SO in " ".join(said.split())
    assert "สม😀ชาย" in as_json(gather(patient, now=NOW)).decode()


def test_what_no_printer_knows_does_no_harm() -> None:
    assert "given name: a b" in paper_of(make_patient(make_unit(), given_name="a\x1bb"))


def test_a_paper_that_needs_few_letters_is_small() -> None:
    assert len(as_pdf(gather(make_patient(make_unit()), now=NOW))) < 100_000


def test_each_font_stands_beside_its_licence() -> None:
    for font in FONTS.glob("*.ttf"):
        assert (FONTS / f"{font.name.partition('-')[0]}.LICENSE.txt").exists()
