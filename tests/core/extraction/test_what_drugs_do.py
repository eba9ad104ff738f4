"""What a drug does, and that it may go on: information, and no medicine task (safety rule 1)."""

import pytest

from tests.core.extraction.drafting import drafted_as


@pytest.mark.parametrize(
    "sentence",
    [
        "Omeprazole weakens the effect of clopidogrel.",
        "Blood thinners thin the blood and make bleeding more likely.",
        "Ibuprofen and aspirin affect how the blood clots.",
        "Codeine makes some people constipated.",
        "Warfarin works for about five days.",
        "Warfarin stays in the body for 5 days.",
        "Fish oil may thin the blood.",
        "St John's wort interacts with anesthetic drugs.",
        "Metformin contains sugar.",
        "Insulin lowers your blood sugar within an hour.",
        "Antibiotics reduce the risk of infection.",
        "Steroids help to reduce swelling for 24 hours.",
        "Paracetamol lasts for four to six hours.",
    ],
)
def test_what_a_drug_does_is_no_task(sentence: str) -> None:
    assert drafted_as("Preparation", sentence) == "expected_course"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Aspirin 75 mg can be continued.", "permission_without_time"),
        ("You may continue your statin.", "permission_without_time"),
        ("Aspirin is usually continued.", "preparation medication: -"),
        ("Aspirin should be continued.", "preparation medication: -"),
        ("Aspirin can be continued until the day before surgery.", "preparation medication: before ..P1D interval"),
        ("Reduce your insulin dose by half on the day before.", "preparation medication: before P1D..P1D due"),
        ("Your doctor lowers your steroid dose one week before.", "preparation medication: before P1W..P1W due"),
        (
            "Clopidogrel remains active for seven days, so stop it a week before surgery.",
            "preparation medication: before ..P1W deadline",
        ),
    ],
)
def test_a_permission_without_a_time_is_no_task_and_an_order_always_is(sentence: str, expected: str) -> None:
    assert drafted_as("Preparation", sentence) == expected
