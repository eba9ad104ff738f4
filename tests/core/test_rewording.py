"""A rewording that loses or changes a number, unit, sign or condition is refused; a faithful one passes."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from procedures.core.rewording import Source, claims_of, faults
from tests.core.bilingual import Piece, english, sentences, spanish, spoiled

Text = list[list[Piece]]


def refused(sentence: str, words: str, language: str = "en", title: str = "") -> tuple[str, ...]:
    return faults(title, words, language=language, source=Source(claims_of(sentence)))


@settings(max_examples=150)
@given(sentences())
def test_a_faithful_translation_passes(text: Text) -> None:
    assert refused(english(text), spanish(text), "es") == ()
    assert refused(english(text), english(text)) == ()


@settings(max_examples=300)
@given(spoiled())
def test_safety_dropping_or_changing_a_number_unit_sign_hour_no_or_condition_is_refused(
    case: tuple[Text, Text],
) -> None:
    text, wrong = case
    # "3 tablets" for "three tablets" is no change.
    assume(meaning(english(text), "en") != meaning(english(wrong), "en"))

    assert refused(english(text), english(wrong))
    assert refused(english(text), spanish(wrong), "es")


def meaning(words: str, language: str) -> tuple[object, ...]:
    claims = claims_of(words, language)
    amounts = [(one.values, one.unit) for one in claims.amounts]
    return amounts, [one.signs for one in claims.signs], claims.noes, claims.double_noes


@settings(max_examples=300)
@given(st.text(max_size=300), st.sampled_from(["en", "es"]))
def test_any_text_is_read_and_is_faithful_to_itself_but_for_numbers_of_two_readings(text: str, language: str) -> None:
    claims = claims_of(text, language)

    found = faults("", text, language=language, source=Source(claims))

    assert all("2 numbers" in fault for fault in found)


FAITHFUL = [
    ("Do not eat for 6-8 hours before surgery.", "Eat nothing for 6 to 8 hours before surgery.", "en"),
    ("Stop smoking at least 2 weeks before surgery.", "Deje de fumar al menos dos semanas antes de la cirugía.", "es"),
    ("Nothing to drink after 6 am.", "No beba nada después de las 6 de la mañana.", "es"),
    ("Nothing to drink after 6 am.", "No beba nada después de las 6:00.", "es"),
    ("Drink clear fluids until 2 hours before.", "Beba líquidos claros hasta 2 horas antes.", "es"),
    ("Take 1.5 tablets twice a day.", "Tome 1,5 pastillas dos veces al día.", "es"),
    ("Take one and a half tablets 2 times daily.", "Tome una tableta y media 2 veces al día.", "es"),
    ("No lifting over 10 pounds.", "No levante más de 10 libras.", "es"),
    (
        "Call 212-555-0101 if it is above 101°F.",
        "Llame al (212) 555-0101 si es mayor de 101 °F.",
        "es",
    ),
    ("Do not stop your medicine unless we tell you.", "No deje de tomar su medicina a menos que se lo digamos.", "es"),
    ("You may shower after 48 hours.", "You can take a shower after 48 hours.", "en"),
    ("Rest for a week.", "Descanse 1 semana.", "es"),
    ("Come an hour and a half before.", "Venga una hora y media antes.", "es"),
    ("Days 2-7: walk every day.", "Días 2 a 7: camine todos los días.", "es"),
    ("Bring one person with you.", "Traiga a una persona.", "es"),
    ("Avoid alcohol for 24 hours.", "Do not drink alcohol for 24 hours.", "en"),
    ("Wash the day before surgery.", "Lávese 1 día antes de la cirugía.", "es"),
    ("Stop at midnight.", "Pare a las 12 de la noche.", "es"),
    ("On the third day, take off the bandage.", "El tercer día, quítese la venda.", "es"),
    ("Take no more than 4 tablets.", "Tome 4 tabletas como máximo.", "es"),
    ("Call us if the bleeding does not stop.", "Llámenos si el sangrado no se detiene.", "es"),
    ("Call 911 or 212-555-0101 if it is 101 °F or more.", "Call 911 or 212-555-0101 if it is 101 °F or more.", "en"),
    ("Take 0.125 mg.", "Tome 0,125 mg.", "es"),
]
SPOILED = [
    ("Do not eat for 8 hours before surgery.", "Do not eat for 8 hours after surgery.", "en"),
    ("Do not eat for 8 hours before surgery.", "Do not eat for 8 days before surgery.", "en"),
    ("Do not eat for 8 hours before surgery.", "Eat for 8 hours before surgery.", "en"),
    ("Do not stop your aspirin.", "Stop your aspirin.", "en"),
    ("Do not stop your aspirin.", "Do not take your aspirin.", "en"),
    ("You may shower after 48 hours.", "You may not shower after 48 hours.", "en"),
    ("Drink until 6 am.", "Beba hasta las 6 de la tarde.", "es"),
    ("Drink until 6 am.", "Beba hasta las 6.", "es"),
    ("Take 1 mg.", "Tome 1.000 mg.", "es"),
    ("Take 1,000 mg.", "Tome 1,000 mg.", "es"),
    ("Take 1.5 tablets.", "Tome 15 tabletas.", "es"),
    ("Take it twice a day.", "Tómelo dos veces a la vez.", "es"),
    ("Fast 6-8 hours.", "Ayune 8 horas.", "es"),
    ("Call 212-555-0101.", "Llame al 212-555-0102.", "es"),
    ("Fast at least 8 hours.", "Ayune 8 horas como máximo.", "es"),
    ("Take it only if you have pain.", "Tómelo si tiene dolor.", "es"),
    ("Take it unless you feel sick.", "Tómelo si se siente mal.", "es"),
    ("Bring one person.", "Traiga personas.", "es"),
    ("No food for 8 hours, no water for 2 hours.", "No water for 2 hours, no food for 8 hours.", "en"),
    ("Do not eat. Do not drive.", "Do not eat. Drive.", "en"),
    (
        "Eat 2 hours before lunch and 3 hours after tea.",
        "Eat 2 hours after lunch and 3 hours before tea.",
        "en",
    ),
    ("Take your pills.", "Take your pills if you like.", "en"),
    ("Sí, si tiene fiebre, llame.", "Sí, llame.", "es"),
]


@pytest.mark.parametrize(("sentence", "words", "language"), FAITHFUL)
def test_the_same_in_other_words_passes(sentence: str, words: str, language: str) -> None:
    assert refused(sentence, words, language) == ()


@pytest.mark.parametrize(("sentence", "words", "language"), SPOILED)
def test_what_was_lost_or_turned_round_is_refused(sentence: str, words: str, language: str) -> None:
    source = claims_of(sentence, "es" if sentence.startswith("Sí") else "en")

    assert faults("", words, language=language, source=Source(source))


def test_what_is_lost_is_named_in_plain_words() -> None:
    found = refused("Do not eat for 8 hours before surgery.", "Eat nothing for 6 hours.")

    assert found == (
        "“8 hours” is missing.",
        "“6 hours” is not what the document says.",
        "“before” is missing.",
    )


def test_a_text_with_the_hour_must_say_the_no_itself() -> None:
    assert refused("Do not eat after 6 am.", "Eat after 6 am.", title="Do not eat after 6 am")


def test_a_title_may_carry_what_the_text_does_not_repeat() -> None:
    assert refused("Do not drive for 2 weeks.", "Ask someone to take you.", title="Do not drive for 2 weeks") == ()


def test_a_title_cut_for_its_place_adds_no_number() -> None:
    sentence = "Do not drive or sign papers for 24 hours."

    assert refused(sentence, sentence, title="Do not drive or sign papers for 24…") == ()


def test_what_a_person_settled_must_be_said_and_the_open_words_need_not() -> None:
    source = Source(claims_of("8 hours before"), allowed=claims_of("Do not eat for a certain number of hours before."))

    assert faults("", "Do not eat for 8 hours before surgery.", language="en", source=source) == ()
    assert faults("", "Do not eat for 6 hours before surgery.", language="en", source=source)


def test_what_another_task_of_the_sentence_says_need_not_be_said_twice() -> None:
    sentence = claims_of("Stop aspirin 7 days before and ibuprofen 3 days before.")
    other = claims_of("Stop ibuprofen 3 days before.")

    assert faults("", "Stop aspirin 7 days before.", language="en", source=Source(sentence, elsewhere=other)) == ()
    assert faults("", "Stop aspirin.", language="en", source=Source(sentence, elsewhere=other))


@pytest.mark.parametrize("piece", ["1 2 ", "(1) ", "no ", "a half ", "12-12 ", "y media ", "a.m. ", "1/2 ", "á"])
def test_reading_grows_with_the_length_and_no_faster(piece: str) -> None:
    text = (piece * 4000)[:20_000]

    claims_of(text)
    claims_of(text, "es")
