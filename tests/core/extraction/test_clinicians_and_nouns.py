"""Visits told from the side of whoever sees the patient, and acts told by a noun: "removal of stitches at 10 days"."""

import pytest

from tests.core.extraction.drafting import drafted_as


@pytest.mark.parametrize(
    ("section", "sentence", "expected"),
    [
        ("Recovery", "Your cardiologist will see you in 1-2 weeks.", "follow_up appointment: after P1W..P2W due"),
        ("Follow-up", "Your cardiologist will see you in 1-2 weeks.", "follow_up appointment: after P1W..P2W due"),
        ("Follow-up", "The surgeon sees you at six weeks.", "follow_up appointment: after P6W..P6W due"),
        ("Recovery", "A physiotherapist will visit you on the first day.", "recovery therapy: after P1D..P1D due"),
        (
            "Recovery",
            "The district nurse will remove the clips after 10 days.",
            "follow_up appointment: after P10D..P10D due",
        ),
        ("Follow-up", "Your GP will check the wound after a week.", "follow_up appointment: after P1W..P1W due"),
        (
            "Recovery",
            "The stoma nurse calls you two days after discharge.",
            "recovery wound_care: after P2D..P2D due discharge",
        ),
        ("Follow-up", "Our dietitian will meet you at 2 weeks.", "follow_up appointment: after P2W..P2W due"),
        (
            "Follow-up",
            "The hygienist will clean the implant every 6 months.",
            "follow_up appointment: after .. recurring P6M",
        ),
        (
            "Preparation",
            "The anesthesiologist will talk to you on the morning of surgery.",
            "preparation assessment: on_day .. due",
        ),
        (
            "Follow-up",
            "An endocrinologist reviews your tablets at three months.",
            "recovery medication: after P3M..P3M due",
        ),
        ("Follow-up", "We will arrange a scan at three months.", "follow_up test: after P3M..P3M due"),
        (
            "Follow-up",
            "The consultant's secretary will post you an appointment for 6 weeks.",
            "follow_up appointment: after P6W..P6W due",
        ),
        ("Follow-up", "The orthopedist examines the knee at 6 weeks.", "follow_up appointment: after P6W..P6W due"),
        (
            "Follow-up",
            "Your family doctor takes out the stitches after 10 days.",
            "follow_up appointment: after P10D..P10D due",
        ),
        ("Recovery", "The pharmacist goes through your medicines before you leave.", "recovery medication: -"),
        (
            "Recovery",
            "The physiotherapist gets you out of bed on the day of surgery.",
            "recovery therapy: on_day .. due",
        ),
        ("Follow-up", "A specialist nurse phones you on the third day.", "follow_up appointment: after P3D..P3D due"),
        (
            "Preparation",
            "The pre-assessment nurse takes blood and a swab two weeks before.",
            "preparation test: before P2W..P2W due",
        ),
        (
            "Follow-up",
            "The oncologist discusses the results with you after 2 weeks.",
            "follow_up appointment: after P2W..P2W due",
        ),
        ("Follow-up", "The podiatrist fits the insole at 6 weeks.", "recovery therapy: after P6W..P6W due"),
        (
            "Preparation",
            "Someone from the hospital will phone you the week before.",
            "preparation assessment: before P1W..PT0S due",
        ),
        (
            "Preparation",
            "An anesthesiologist meets you on the day of surgery.",
            "preparation assessment: on_day .. due",
        ),
        (
            "Preparation",
            "The physiotherapist teaches you the exercises two weeks before.",
            "preparation therapy: before P2W..P2W due",
        ),
        (
            "Preparation",
            "Your surgeon may want you to lose weight before surgery.",
            "preparation lifestyle: before ..PT0S vague",
        ),
        (
            "Follow-up",
            "The hand therapist sees you weekly for the first month.",
            "follow_up appointment: after P0D..P1M interval P1W",
        ),
        (
            "Follow-up",
            "The practice nurse will take out your clips at 10 days.",
            "follow_up appointment: after P10D..P10D due",
        ),
        (
            "Follow-up",
            "You will hear from us with the results within 14 days.",
            "follow_up appointment: after P0D..P14D due",
        ),
    ],
)
def test_what_a_clinician_does_at_a_time_is_a_task(section: str, sentence: str, expected: str) -> None:
    assert drafted_as(section, sentence) == expected


@pytest.mark.parametrize(
    ("section", "sentence", "expected"),
    [
        (
            "Follow-up",
            "Dr. Osei would like to see you again in six weeks.",
            "follow_up appointment: after P6W..P6W due",
        ),
        ("Follow-up", "Removal of stitches at 10-14 days.", "follow_up appointment: after P10D..P14D due"),
        ("Recovery", "Removal of stitches at 10-14 days.", "follow_up appointment: after P10D..P14D due"),
        ("Recovery", "No driving for 6 weeks.", "recovery activity: after P0D..P6W interval"),
        ("Recovery", "Return to desk work at 2 weeks.", "recovery activity: after P2W.. start"),
        ("Recovery", "First dressing change on day 2.", "recovery wound_care: after P2D..P2D due"),
        ("Follow-up", "Clinic review with X-ray at 6 weeks.", "follow_up appointment: after P6W..P6W due"),
        ("Recovery", "Avoidance of heavy lifting for 4 weeks.", "recovery activity: after P0D..P4W interval"),
        ("Recovery", "Gradual return to sport from 3 months.", "recovery activity: after P3M.. start"),
        ("Preparation", "Cessation of smoking 4 weeks before surgery.", "preparation lifestyle: before ..P4W deadline"),
        ("Recovery", "Light diet for 24 hours.", "recovery diet: after P0D..PT24H interval"),
        ("Recovery", "Bed rest for two hours after the test.", "recovery activity: after P0D..PT2H interval"),
        ("Recovery", "Daily dressing changes for 1 week.", "recovery wound_care: after P0D..P1W interval P1D"),
        ("Recovery", "Elevation of the leg for the first 48 hours.", "recovery activity: after P0D..PT48H interval"),
        ("Recovery", "Overnight stay.", "recovery hospital_stay: after P1D..P1D duration_range"),
        ("Recovery", "Use of a sling for 4 weeks.", "recovery therapy: after P0D..P4W interval"),
        ("Follow-up", "Repeat ultrasound at 3 months.", "follow_up test: after P3M..P3M due"),
        ("Follow-up", "Telephone review by the nurse at 48 hours.", "follow_up appointment: after PT48H..PT48H due"),
        ("Recovery", "Resumption of driving at 6 weeks.", "recovery activity: after P6W.. start"),
        ("Preparation", "Admission at 7 am on the day of surgery.", "preparation logistics: on_day .. clock 07:00"),
        (
            "Preparation",
            "Withdrawal of aspirin one week before surgery.",
            "preparation medication: before ..P1W deadline",
        ),
        ("Recovery", "Commencement of exercises on day 2.", "recovery therapy: after P2D.. start"),
        ("Recovery", "Drain removal on the second day.", "follow_up appointment: after P2D..P2D due"),
        ("Recovery", "Partial weight bearing for six weeks.", "recovery activity: after P0D..P6W interval"),
        ("Recovery", "Non-weight-bearing for 6 weeks.", "recovery activity: after P0D..P6W interval"),
        ("Recovery", "Six weeks off work.", "recovery activity: after P0D..P6W interval"),
        ("Recovery", "Two weeks of soft food.", "recovery diet: after P0D..P2W interval"),
        ("Recovery", "A week without alcohol.", "recovery lifestyle: after P0D..P1W interval"),
        ("Recovery", "Sick leave of 2-3 weeks.", "recovery activity: after P0D..P3W interval"),
        ("Follow-up", "Six-week check with the surgeon.", "follow_up appointment: after P6W..P6W due"),
        (
            "Follow-up",
            "Outpatient visit 4 weeks after discharge.",
            "follow_up appointment: after P4W..P4W due discharge",
        ),
        ("Preparation", "Anaesthetic review one week before surgery.", "preparation assessment: before P1W..P1W due"),
        (
            "Preparation",
            "Completion of the health questionnaire before the visit.",
            "preparation assessment: before ..PT0S vague",
        ),
        ("Preparation", "Arrival at the day unit at 7.15 am.", "preparation logistics: on_day .. clock 07:15"),
        ("Preparation", "Nil by mouth from midnight.", "preparation fasting: before P1D.. clock 24:00"),
        (
            "Preparation",
            "Nothing to drink within 2 hours of surgery.",
            "preparation fasting: before PT2H..PT0S interval",
        ),
        ("Preparation", "No solid food from 2 am on the day of surgery.", "preparation fasting: on_day .. clock 02:00"),
        (
            "Preparation",
            "Last dose of warfarin five days before the operation.",
            "preparation medication: before ..P5D deadline",
        ),
        ("Preparation", "No perfume, powder or nail varnish on the day.", "preparation hygiene: on_day .. due"),
        (
            "Preparation",
            "Bathing with antiseptic wash for 5 days before surgery.",
            "preparation hygiene: before P5D..PT0S interval",
        ),
        ("Follow-up", "Annual mammogram thereafter.", "follow_up test: after .. recurring P1Y"),
        ("Follow-up", "Hearing test at three months.", "follow_up test: after P3M..P3M due"),
    ],
)
def test_an_act_named_by_a_noun_is_a_task(section: str, sentence: str, expected: str) -> None:
    assert drafted_as(section, sentence) == expected
