"""What the linter finds, each with what to do."""

import pytest

from procedures.core.extraction import draft_tasks
from procedures.core.linting import Finding, Severity, lint, lint_message
from procedures.core.reading import read_text

WHOLE = """Knee Arthroscopy

Preparation
- Do not eat for 6 hours before your knee surgery.
- An adult must drive you home.

Recovery
- Rest for 2 days.
- Call us on 555-010-0199 if you have a fever or bleeding.
"""


def found(text: str) -> dict[str, Finding]:
    document = read_text(text)
    return {finding.code: finding for finding in lint(draft_tasks(document), document.text)}


def test_a_sound_document_has_nothing_to_put_right() -> None:
    assert found(WHOLE) == {}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("- An adult", "- Nothing to eat or drink after midnight.\n- An adult", "contradictory_fasting"),
        ("6 hours", "a certain number of hours", "hole"),
        ("- An adult", "- Stop warfarin 5 days before surgery.\n- An adult", "not_restarted"),
        ("- An adult must drive you home.", "- You will have sedation.", "no_escort"),
        ("on 555-010-0199 ", "", "no_telephone"),
        ("- Call us on 555-010-0199 if you have a fever or bleeding.", "Ward: 555-010-0199", "no_warning_signs"),
        ("- Rest for 2 days.", "- Rest for 2 days before surgery.", "against_phase"),
        ("Knee Arthroscopy", "Cataract Extraction", "title_mismatch"),
        (
            "- Rest for 2 days.",
            (
                "- Utilization of compressive elastic immobilization apparatus is recommended continuously for 2 days, "
                "and administration of anticoagulant medication necessitates individual multidisciplinary decisions."
            ),
            "hard_to_read",
        ),
    ],
)
def test_each_flaw_is_found_and_says_why_and_what_to_do(old: str, new: str, code: str) -> None:
    assert old in WHOLE

    findings = found(WHOLE.replace(old, new))

    assert code in findings
    assert findings[code].why
    assert findings[code].do


def test_two_fasting_rules_are_shown_and_neither_is_taken() -> None:
    """Safety rule 3."""
    text = WHOLE.replace("- An adult", "- No food for 8 hours before surgery.\n- An adult")

    finding = found(text)["contradictory_fasting"]

    assert finding.severity is Severity.ERROR
    assert "6 hours" in finding.what
    assert "8 hours" in finding.what


def test_food_and_clear_drinks_may_have_rules_of_their_own() -> None:
    text = WHOLE.replace("Do not eat for 6 hours", "No solid food for 6 hours").replace(
        "- An adult", "- No clear drinks for 2 hours before surgery.\n- An adult"
    )

    assert "contradictory_fasting" not in found(text)


def test_a_text_message_above_two_segments_is_too_long() -> None:
    assert lint_message("a" * 306) == []
    assert [finding.code for finding in lint_message("a" * 307)] == ["long_message"]
