"""Texts as the networks carry them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.core.sms import is_gsm7, segments, to_gsm7


@given(st.text())
def test_any_text_can_be_made_to_fit_the_alphabet(text: str) -> None:
    assert is_gsm7(to_gsm7(text))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzé 0123456789.,:?"))
def test_what_fits_already_stays_as_it_is(text: str) -> None:
    assert to_gsm7(text) == text


@pytest.mark.parametrize(
    ("text", "fitted"), [("días", "dias"), ("“no” – ok…", '"no" - ok...'), ("mañana", "mañana"), ("漢", "?")]
)
def test_letters_lose_only_the_marks_that_the_alphabet_has_not(text: str, fitted: str) -> None:
    assert to_gsm7(text) == fitted


@pytest.mark.parametrize(("length", "count"), [(0, 1), (160, 1), (161, 2), (306, 2), (307, 3)])
def test_a_long_text_is_cut_into_segments_of_153(length: int, count: int) -> None:
    assert segments("a" * length) == count


def test_an_extended_character_counts_twice() -> None:
    assert segments("€" * 81) == 2
