"""What patients write: plain words are understood in every dress, and nothing else is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.core.replies import Meaning, Reply, understand

DRESSES = ["{}", " {} ", "{}!", "{}.", "*{}*", "{} 🙏", "{} please", "“{}”", "{}, {}", "{}! {}", "\u200b{}\ufe0f"]


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize(
    ("meaning", "word"),
    [
        *(
            (Meaning.STOP, word)
            for word in ["STOP", "Unsubscribe", "END", "quit", "STOPALL", "revoke", "OPTOUT", "Opt-out", "Cancel"]
        ),
        *((Meaning.STOP, word) for word in ("stop all", "ALTO", "Parar", "no más", "BAJA", "cancelar")),
        *((Meaning.START, word) for word in ("START", "unstop", "Empezar")),
        *((Meaning.HELP, word) for word in ("HELP", "info", "Ayuda", "Información")),
        *((Meaning.YES, word) for word in ("C", "c", "YES", "Sí", "si", "confirmo", "👍", "✅")),
        *((Meaning.NO, word) for word in ("NO", "n", "Nope", "👎")),
        *((Meaning.DONE, word) for word in ("DONE", "Hecho", "I did it", "all done", "listo")),
        *((Meaning.MISSED, word) for word in ("I missed it", "missed", "I forgot", "Se me olvidó", "no lo hice")),
    ],
)
def test_a_plain_word_is_understood_in_every_dress(meaning: Meaning, word: str, dress: str) -> None:
    assert understand(dress.format(word, word)) == Reply(meaning)


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        ("DONE 2", (2,)),
        ("2 done", (2,)),
        ("done2", (2,)),
        ("Done 2, 3 and 5", (2, 3, 5)),
        ("done #2 & 3!", (2, 3)),
        ("DONE 2 DONE 2", (2,)),
        ("I have done steps 4 and 1", (4, 1)),
        ("Hecho 2 y 3", (2, 3)),
        ("hecho el paso 7, gracias", (7,)),
        ("2️⃣ done ✅", (2,)),
        ("done 2.", (2,)),
    ],
)
def test_done_takes_the_numbers_beside_it(body: str, numbers: tuple[int, ...]) -> None:
    assert understand(body) == Reply(Meaning.DONE, numbers)


def test_missed_takes_the_numbers_beside_it() -> None:
    assert understand("I missed 3") == Reply(Meaning.MISSED, (3,))
    assert understand("se me olvidó el paso 3") == Reply(Meaning.MISSED, (3,))


@pytest.mark.parametrize(
    "body",
    [
        "not done 2",
        "done 2 but I ate",
        "is 2 done?? what does it mean",
        "2",
        "1234 done 5678",
        "when do I stop eating",
        "Stop eating when?",
        "no lo entiendo",
        "cancel my surgery",
        "yes but can I drink tea",
        "",
        "...",
        "I can't come",
        "👍👎",
        "hecho no",
        "¿Puedo tomar agua?",
    ],
)
def test_a_word_too_many_makes_it_words_for_a_nurse(body: str) -> None:
    assert understand(body).meaning is Meaning.WORDS


@pytest.mark.parametrize("body", ["cancel my operation", "I want to cancel the surgery", "cancelar la cirugía"])
def test_cancel_never_cancels_an_operation_and_a_sentence_with_it_goes_to_a_nurse(body: str) -> None:
    assert understand(body) == Reply(Meaning.WORDS)


@pytest.mark.parametrize("body", ["please stop texting me", "Don't text this number", "no me manden mensajes"])
def test_a_wish_to_hear_no_more_counts_in_other_words_too(body: str) -> None:
    assert understand(body) == Reply(Meaning.WORDS, also_stop=True)


@pytest.mark.parametrize(
    "body",
    [
        "I have chest pain",
        "done 2 but I'm bleeding",
        "CAN’T BREATHE",
        "there is blood in the dressing",
        "no puedo respirar",
        "me está sangrando la herida",
        "stop texting me, I have chest pain",
    ],
)
def test_safety_rule_4_words_of_danger_come_first(body: str) -> None:
    assert understand(body).meaning is Meaning.ALARM


@pytest.mark.parametrize("body", ["Liked “Lakeside: Reply STOP to end. Bleeding? Call us.”", 'Loved "Arrive at 6:00"'])
def test_a_mark_on_our_own_text_is_not_taken_for_its_words(body: str) -> None:
    assert understand(body) == Reply(Meaning.REACTION)


@pytest.mark.parametrize("body", ["When is my blood test?", "I take a blood thinner", "Which number do I call?"])
def test_ordinary_words_of_a_preparation_are_no_alarm(body: str) -> None:
    assert understand(body) == Reply(Meaning.WORDS)


@pytest.mark.parametrize("body", ["Thank you!", "thanks", "Gracias 🙏"])
def test_thanks_ask_for_nothing(body: str) -> None:
    assert understand(body) == Reply(Meaning.REACTION)


@given(st.text(max_size=300))
def test_whatever_comes_is_understood_as_something(body: str) -> None:
    reply = understand(body)

    assert all(0 <= number < 1000 for number in reply.numbers)
    assert not reply.numbers or reply.meaning in (Meaning.DONE, Meaning.MISSED)
