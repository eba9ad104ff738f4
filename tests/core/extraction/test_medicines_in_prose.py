"""Fasts and medicines as prose words them: none is dropped, none is invented, and none takes another's time."""

import pytest

from tests.core.extraction.drafting import drafted_as


@pytest.mark.parametrize(
    ("section", "sentence", "expected"),
    [
        (
            "Preparation",
            "Do not eat for eight hours before your arrival; water is fine until two hours before it.",
            (
                "preparation fasting: before PT8H..PT0S interval arrival; "
                "preparation fasting: before ..PT2H deadline arrival"
            ),
        ),
        (
            "Preparation",
            "Warfarin is usually continued, whereas apixaban may be held for 24 to 48 hours beforehand.",
            "preparation medication: -; preparation medication: before PT48H..PT0S interval",
        ),
        (
            "Preparation",
            "If you take blood thinners (for example warfarin, apixaban), ring 0555 670 no later than 10 days before.",
            "preparation medication: before ..P10D deadline",
        ),
        (
            "Preparation",
            (
                "If you take warfarin, your last tablet is due [NUMBER] days before surgery; "
                "it is usually restarted on the evening of the day after surgery."
            ),
            "preparation medication: before ..PT0S vague; recovery medication: after P1D.. start",
        ),
        (
            "Preparation",
            (
                "Drink the first litre of the bowel preparation at 6pm on the day before and the second at 6am on the "
                "day of the test."
            ),
            "preparation medication: before P1D..P1D clock 18:00; preparation medication: on_day .. clock 06:00",
        ),
        (
            "Preparation",
            "Starting two days before, eat low-residue food only.",
            "preparation diet: before P2D.. start",
        ),
        ("Recovery", "A blood thinner that was held is restarted when your doctor says.", "recovery medication: -"),
        ("Preparation", "The bowel preparation causes diarrhoea, usually within one to two hours.", "expected_course"),
        ("Preparation", "Wait 5 minutes between two different drops.", "not_an_instruction"),
        ("Recovery", "As you have not had sedation, nobody needs to stay with you.", "negation"),
        (
            "Recovery",
            "Keep the bandage on for 7 days, then remove it.",
            "recovery wound_care: after P0D..P7D interval; recovery wound_care: after P7D..P7D due",
        ),
        (
            "Follow-up",
            "The wound is checked at 2 weeks, at three months, and then every six months.",
            (
                "follow_up appointment: after P2W..P2W due; follow_up appointment: after P3M..P3M due; "
                "follow_up appointment: after .. recurring P6M"
            ),
        ),
        (
            "Preparation",
            "Shower the night before and again in the morning.",
            "preparation hygiene: before P1D..P1D due; preparation hygiene: on_day .. due",
        ),
        ("Recovery", "The usual stay is one or two nights.", "recovery hospital_stay: after P1D..P2D duration_range"),
    ],
)
def test_what_prose_says_of_a_fast_or_a_medicine(section: str, sentence: str, expected: str) -> None:
    """Safety rules 1 and 2."""
    assert drafted_as(section, sentence) == expected


@pytest.mark.parametrize("heading", ["The first days at home", "In the hospital and the first days at home"])
def test_a_heading_without_a_number_begins_no_medicine(heading: str) -> None:
    sentence = "A blood thinner that was held is restarted when your doctor says so."

    assert drafted_as(heading, sentence) == "recovery medication: -"
