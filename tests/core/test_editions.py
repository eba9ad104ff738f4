"""Two editions of a document, matched sentence by sentence."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.core.editions import Pair, Sentence, folded, marked, pairs

SHOWER = "Shower the night before your operation."


def edition(*words: str, phase: str = "preparation", context: str = "Preparation", first: int = 1) -> list[Sentence]:
    return [Sentence(key, each, phase, context) for key, each in enumerate(words, start=first)]


def test_white_space_and_typography_change_nothing() -> None:
    old = edition("Don't eat for 6-8 hours  before.")
    new = edition("Don’t eat for\u00a06–8 hours\nbefore.", first=11)

    assert pairs(old, new) == (Pair(1, 11, has_same_words=True, has_same_context=True),)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Stop eating 6 hours before.", "Stop eating 8 hours before."),
        ("Take 5 mg in the morning.", "Take 5 g in the morning."),
        ("Take your tablets.", "Do not take your tablets."),
        ("Take your tablets.", "Take your tablets if your doctor agrees."),
        ("Take 10⁵ units.", "Take 105 units."),
        ("Take ½ tablet.", "Take 1/2 tablet."),
        ("Take 1.5 mg.", "Take 15 mg."),
        ("Call US.", "Call us."),
    ],
)
def test_a_sentence_that_differs_in_a_number_unit_no_or_condition_is_never_the_same(old: str, new: str) -> None:
    (pair, *_) = pairs(edition(old), edition(new, first=11))

    assert not pair.has_same_words


def test_what_is_left_is_paired_with_the_nearest_of_the_same_phase() -> None:
    old = edition("Stop eating 6 hours before your operation.", SHOWER)
    new = edition(SHOWER, "Stop eating 8 hours before your operation.", "Bring a list of your medicines.", first=11)

    assert pairs(old, new) == (
        Pair(2, 11, has_same_words=True, has_same_context=True),
        Pair(1, 12, has_same_words=False, has_same_context=True),
        Pair(None, 13),
    )


def test_small_words_alone_make_no_pair() -> None:
    old, new = edition("Bring your glasses."), edition("Bring your insurance papers.", first=11)

    assert pairs(old, new) == (Pair(None, 11), Pair(1, None))


def test_the_same_words_in_another_phase_are_gone_and_added() -> None:
    old, new = edition(SHOWER), edition(SHOWER, phase="recovery", first=11)

    assert pairs(old, new) == (Pair(None, 11), Pair(1, None))


def test_the_same_words_under_another_heading_are_told_apart() -> None:
    old, new = edition(SHOWER, context="The day before"), edition(SHOWER, context="One week before", first=11)

    assert pairs(old, new) == (Pair(1, 11, has_same_words=True, has_same_context=False),)


def test_of_equal_sentences_each_keeps_to_its_own_heading() -> None:
    old = [Sentence(1, SHOWER, "preparation", "The evening"), Sentence(2, SHOWER, "preparation", "The morning")]
    new = [Sentence(11, SHOWER, "preparation", "The morning"), Sentence(12, SHOWER, "preparation", "The evening")]

    assert {(pair.old, pair.new) for pair in pairs(old, new)} == {(2, 11), (1, 12)}


def test_food_is_not_paired_with_clear_fluids() -> None:
    words = "Nothing to eat or drink before."
    old = [Sentence(1, words, "preparation", label="food"), Sentence(2, words, "preparation", label="clear_fluids")]
    new = [Sentence(11, words, "preparation", label="clear_fluids"), Sentence(12, words, "preparation", label="food")]

    assert {(pair.old, pair.new) for pair in pairs(old, new)} == {(2, 11), (1, 12)}


def test_the_words_that_differ_are_marked_in_both() -> None:
    old, new = marked("Stop eating 6 hours before.", "Stop eating 8 hours before you arrive.")

    assert [run.words for run in old if run.is_different] == ["6"]
    assert [run.words for run in new if run.is_different] == ["8", "you arrive"]


@given(st.text(), st.text())
def test_marking_loses_no_word(old: str, new: str) -> None:
    left, right = marked(old, new)

    assert "".join(run.words for run in left).strip() == folded(old)
    assert "".join(run.words for run in right).strip() == folded(new)


@given(st.lists(st.sampled_from(["Eat.", "Do not eat.", SHOWER, "Walk 5 minutes.", "Walk 50 minutes."])), st.data())
def test_every_sentence_of_both_editions_is_in_exactly_one_pair(words: list[str], data: st.DataObject) -> None:
    old = edition(*words)
    new = edition(*data.draw(st.permutations(words)), *data.draw(st.lists(st.sampled_from(words or ["-"]))), first=1000)

    found = pairs(old, new)

    assert sorted(pair.old for pair in found if pair.old is not None) == [one.key for one in old]
    assert [pair.new for pair in found if pair.new is not None] == [one.key for one in new]
    by_key = {one.key: folded(one.words) for one in (*old, *new)}
    assert all(by_key[pair.old] == by_key[pair.new] for pair in found if pair.has_same_words and pair.old and pair.new)


def test_a_long_document_is_matched_in_about_linear_time() -> None:
    def seconds(count: int) -> float:
        old = edition(*(f"Do exercise {place} with weight {place} for some minutes." for place in range(count)))
        new = edition(
            *(f"Do exercise {place} with weight {place} for a minute." for place in range(count)), first=10**6
        )
        began = time.process_time()
        pairs(old, new)
        return time.process_time() - began

    small = min(seconds(300) for _ in range(3))

    assert seconds(3000) < 20 * small + 0.1
