"""What the linter finds, each with what to do."""

from pathlib import Path

import pytest

from procedures.core.extraction import draft_tasks
from procedures.core.linting import Finding, Severity, lint, lint_message
from procedures.core.reading import read, read_text

DOCUMENTS = sorted(
    path for path in (Path(__file__).parents[1] / "documents").iterdir() if path.suffix in (".txt", ".md", ".html")
)
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
        ("- An adult", "- Take a shower 3 days after surgery.\n- An adult", "against_part"),
        ("- An adult", "- Take your inhaler 1 hour after you arrive.\n- An adult", "against_part"),
        ("- Rest for 2 days.", "- Rest for 2 days.\n- Stop smoking 4 weeks before surgery.", "against_phase"),
        ("- Rest for 2 days.", "- Rest for 2 days.\n- Do not eat for 8 hours before surgery.", "against_part"),
        (
            "- An adult",
            "- Arrive at 7:00 on the day of surgery.\n- Brush your teeth at 9:00 on the day of surgery.\n- An adult",
            "after_arrival",
        ),
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


def test_what_is_done_in_its_part_and_before_the_arrival_is_left_in_peace() -> None:
    """Staying at home is arranged before; and an hour before the arrival is in time."""
    more = (
        "- Arrive at 7:00 on the day of surgery.\n- Brush your teeth at 5:00 on the day of surgery.\n"
        "- You will go home 4 hours after surgery.\n- An adult"
    )

    assert not {"against_part", "after_arrival"} & set(found(WHOLE.replace("- An adult", more)))


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


FOOD_RULE = "- Do not eat for 6 hours before your knee surgery."


@pytest.mark.parametrize(
    "rule",
    [
        "- Nothing to eat for 8 hours and nothing to drink for 2 hours before surgery.",
        "- You usually fast for 8 hours before surgery, although clear fluids are often allowed up to 2 hours before.",
        "- NO solid food after 11:00 PM.\n- Sips of water until 4 hours before arrival.\n- Then nothing by mouth.",
    ],
)
def test_rules_that_fit_together_are_no_contradiction(rule: str) -> None:
    assert "contradictory_fasting" not in found(WHOLE.replace(FOOD_RULE, rule))


@pytest.mark.parametrize(
    ("rule", "other"),
    [
        ("- Nothing to eat or drink after midnight.", "- You may drink water until 2 hours before surgery."),
        ("- No food for 6 hours before surgery.", "- Do not eat after midnight."),
        ("- Fast for 8 hours before surgery.", "- Fast for 6 hours before surgery."),
    ],
)
def test_contradictory_fasting_rules_are_shown_in_whatever_words(rule: str, other: str) -> None:
    """Safety rule 3."""
    assert "contradictory_fasting" in found(WHOLE.replace(FOOD_RULE, f"{rule}\n{other}"))


@pytest.mark.parametrize(
    "line",
    ["- Do NOT stop your blood pressure tablets.", "- Stop fish oil and herbal supplements 7 days before surgery."],
)
def test_what_is_not_stopped_or_need_not_begin_again_is_no_finding(line: str) -> None:
    assert "not_restarted" not in found(WHOLE.replace("- An adult", f"{line}\n- An adult"))


def test_a_medicine_that_begins_again_afterwards_is_no_finding() -> None:
    text = WHOLE.replace("- An adult", "- Stop warfarin 5 days before surgery.\n- An adult")

    assert "not_restarted" not in found(text + "- Restart warfarin 2 days after surgery.\n")


@pytest.mark.parametrize(
    ("words", "is_escort"),
    [
        ("- Sedation patients need a driver.", True),
        ("- Ask an adult to collect you after sedation.", True),
        ("- After sedation do not go home alone.", True),
        ("- You will have sedation. You go home with a drain.", False),
        ("- You will have sedation. Do not lift your child for 2 days.", False),
    ],
)
def test_an_escort_is_found_in_the_words_of_leaflets(words: str, is_escort: bool) -> None:
    findings = found(WHOLE.replace("- An adult must drive you home.", words))

    assert ("no_escort" in findings) is not is_escort


def test_a_call_for_questions_is_no_warning_sign() -> None:
    text = WHOLE.replace("if you have a fever or bleeding", "if you have questions")

    assert "no_warning_signs" in found(text)


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Lumbar Fusion Checklist", "- Rest for 2 days after your spine surgery."),
        ("Your colonoscopy", "- Rest for 2 days."),
        ("Dear patient", "- Rest for 2 days after knee surgery."),
        ("UPPER ENDOSCOPY (EGD)", "- Rest for 2 days. Your throat may be sore."),
    ],
)
def test_a_title_that_the_text_merely_does_not_repeat_is_no_finding(title: str, line: str) -> None:
    text = WHOLE.replace("Knee Arthroscopy", title).replace("your knee surgery", "surgery")

    assert "title_mismatch" not in found(text.replace("- Rest for 2 days.", line))


@pytest.mark.parametrize(
    ("title", "operation"),
    [
        ("Cataract Extraction", "knee replacement"),
        ("Insertion of pacemaker", "hernia repair"),
        ("Arthroscopic Rotator Cuff Repair", "colonoscopy"),
    ],
)
def test_a_title_of_another_operation_is_found_with_both_named(title: str, operation: str) -> None:
    text = WHOLE.replace("Knee Arthroscopy", title).replace("your knee surgery", f"your {operation}")

    finding = found(text)["title_mismatch"]

    assert title in finding.what
    assert finding.span is not None
    assert finding.span.of(text) == title


def test_hard_sentences_are_named_once_and_the_hardest_is_pointed_at() -> None:
    hard = (
        "Utilization of compressive elastic immobilization apparatus is recommended continuously for 2 days, "
        "and administration of anticoagulant medication necessitates individual multidisciplinary decisions."
    )
    text = WHOLE.replace("Rest for 2 days.", hard)

    finding = found(text)["hard_to_read"]

    assert finding.what.count(hard) == 1
    assert finding.span is not None
    assert finding.span.of(text) == hard


def test_a_text_message_above_two_segments_is_too_long() -> None:
    assert lint_message("a" * 306) == []
    assert [finding.code for finding in lint_message("a" * 307)] == ["long_message"]


def test_the_text_message_of_every_task_is_looked_at_in_every_language() -> None:
    document = read_text(WHOLE)

    findings = lint(
        draft_tasks(document), document.text, texts_of=lambda task: {"English": task.title, "Spanish": "x" * 400}
    )

    assert {finding.code for finding in findings} == {"long_message"}
    assert all("in Spanish takes 3 segments" in finding.what for finding in findings)
    assert len(findings) == len(draft_tasks(document).tasks)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_finding_says_what_why_and_what_to_do_and_stands_in_the_text(path: Path) -> None:
    document = read(path.read_bytes(), filename=path.name)

    for finding in lint(draft_tasks(document), document.text):
        assert finding.what.endswith(".")
        assert finding.why.endswith(".")
        assert finding.do.endswith(".")
        assert finding.span is None or finding.span.of(document.text).strip()
