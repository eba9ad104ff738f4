"""Acts before the operation put as what is done: "aspirin is stopped 7 days before"."""

import pytest

from tests.core.extraction.drafting import drafted_as


@pytest.mark.parametrize(
    ("section", "sentence", "expected"),
    [
        ("Preparation", "Aspirin is stopped 7 days before surgery.", "preparation medication: before ..P7D deadline"),
        (
            "Preparation",
            "Blood-thinning tablets are usually withheld for 5 days before the operation.",
            "preparation medication: before P5D..PT0S interval",
        ),
        ("Preparation", "Metformin is omitted on the morning of surgery.", "preparation medication: on_day .. due"),
        (
            "Preparation",
            "Clear fluids are permitted until 2 hours before surgery.",
            "preparation fasting: before ..PT2H deadline",
        ),
        (
            "Preparation",
            "Solid food is withheld for 6 hours before the procedure.",
            "preparation fasting: before PT6H..PT0S interval",
        ),
        (
            "Preparation",
            "Nail varnish is removed before admission.",
            "preparation hygiene: before ..PT0S deadline admission",
        ),
        ("Preparation", "Blood is drawn a week before surgery.", "preparation test: before P1W..P1W due"),
        (
            "Preparation",
            "A chest X-ray may be requested in the fortnight before surgery.",
            "preparation test: before P2W..PT0S due",
        ),
        (
            "Preparation",
            "You are seen by the anesthetist one week before surgery.",
            "preparation assessment: before P1W..P1W due",
        ),
        (
            "Preparation",
            "The skin is cleansed with antiseptic soap the night before.",
            "preparation hygiene: before P1D..P1D due",
        ),
        (
            "Preparation",
            "Contact lenses are left out for a week before the measurements.",
            "preparation other: before P1W..PT0S interval measurement_visit",
        ),
        (
            "Preparation",
            "Smoking is stopped at least four weeks beforehand.",
            "preparation lifestyle: before ..P4W deadline",
        ),
        (
            "Preparation",
            "The bowel is emptied with a laxative the day before.",
            "preparation medication: before P1D..P1D due",
        ),
        ("Preparation", "An enema is given on the morning of surgery.", "preparation medication: on_day .. due"),
        (
            "Preparation",
            "A heart tracing is recorded at the visit one week before.",
            "preparation test: before P1W..P1W due",
        ),
        ("Preparation", "Your height and weight are measured at the visit.", "preparation assessment: -"),
        ("Preparation", "A urine specimen is collected on arrival.", "preparation test: -"),
        (
            "Preparation",
            "The consent form is signed on the day before surgery.",
            "preparation other: before P1D..P1D due",
        ),
        ("Preparation", "Gum may not be chewed after midnight.", "preparation fasting: before P1D.. clock 24:00"),
        (
            "Preparation",
            "Herbal products are to be given up two weeks before the operation.",
            "preparation medication: before ..P2W deadline",
        ),
        (
            "Preparation",
            "A pregnancy test is carried out on the morning of your operation.",
            "preparation test: on_day .. due",
        ),
        ("Preparation", "Swabs for MRSA will be taken at your clinic visit.", "preparation test: -"),
        (
            "Preparation",
            "Anti-coagulant medication must be discontinued 48 hours prior to the procedure.",
            "preparation medication: before ..PT48H deadline",
        ),
        ("Preparation", "Beta-blockers are not to be stopped.", "preparation medication: -"),
        (
            "Preparation",
            "Insulin doses are halved on the evening before.",
            "preparation medication: before P1D..P1D due",
        ),
        (
            "Preparation",
            "The first bottle of prep is drunk at 6 pm the evening before.",
            "preparation medication: before P1D..P1D clock 18:00",
        ),
        (
            "Preparation",
            "Seeds and nuts are avoided for five days before the colonoscopy.",
            "preparation diet: before P5D..PT0S interval",
        ),
        (
            "Preparation",
            "Only clear soup and jelly are eaten on the day before.",
            "preparation diet: before P1D..PT0S interval",
        ),
        (
            "Preparation",
            "Chewing gum and sweets are stopped six hours before.",
            "preparation fasting: before PT6H..PT0S interval",
        ),
        ("Preparation", "Jewelry is taped or taken off.", "preparation logistics: -"),
        ("Preparation", "False nails are removed from both hands.", "preparation hygiene: -"),
        (
            "Preparation",
            "Dental treatment is completed at least two weeks before the operation.",
            "preparation other: before ..P2W deadline",
        ),
        ("Preparation", "Any sign of a cold or infection should be reported to the ward.", "preparation assessment: -"),
        (
            "Preparation",
            "A responsible adult is needed for the first 24 hours.",
            "preparation logistics: after P0D..PT24H interval",
        ),
    ],
)
def test_what_is_done_before_the_operation_is_a_task(section: str, sentence: str, expected: str) -> None:
    assert drafted_as(section, sentence) == expected
