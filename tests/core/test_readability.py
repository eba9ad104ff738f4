"""How hard a text is to read."""

import pytest

from procedures.core.readability import grade_of, hard_sentences, syllables_of


@pytest.mark.parametrize(
    ("word", "count"),
    [("stop", 1), ("before", 2), ("surgery", 3), ("medication", 4), ("wound", 1), ("removed", 2), ("ice", 1)],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables_of(word) == count


def test_plain_orders_are_easy_and_a_leaflet_in_latin_is_not() -> None:
    assert grade_of("Stop eating at 10 pm. Bring your card. Rest at home.") < 4
    assert grade_of("Discontinuation of anticoagulant medication necessitates multidisciplinary consultation.") > 12
    assert grade_of("") == 0


def test_hard_sentences_are_named_hardest_first() -> None:
    easy = "Do not eat for six hours before you come to us."
    hard = "Administration of perioperative antibiotic prophylaxis is individually determined by anesthesiology."

    assert [sentence.words for sentence in hard_sentences(f"{easy} {hard}")] == [hard]
