"""Acts after the operation put as what is done: "the stretches are begun on day 3"."""

import pytest

from tests.core.extraction.drafting import drafted_as


@pytest.mark.parametrize(
    ("section", "sentence", "expected"),
    [
        ("Recovery", "Neck stretches are begun on day 3.", "recovery therapy: after P3D.. start"),
        (
            "Recovery",
            "Leg exercises are started the day after surgery and are repeated four times a day.",
            "recovery therapy: after P1D.. start 4/P1D",
        ),
        ("Recovery", "Hormone levels are rechecked at six weeks.", "follow_up test: after P6W..P6W due"),
        ("Recovery", "The kidney function is measured again after 48 hours.", "follow_up test: after PT48H..PT48H due"),
        (
            "Recovery",
            "One or two nights are spent in hospital.",
            "recovery hospital_stay: after P1D..P2D duration_range",
        ),
        (
            "Recovery",
            "The first night is spent in the hospital.",
            "recovery hospital_stay: after P1D..P1D duration_range",
        ),
        ("Recovery", "Two nights in hospital are usual.", "recovery hospital_stay: after P2D..P2D duration_range"),
        ("Recovery", "The drain is pulled out after 24 hours.", "recovery wound_care: after PT24H.. start"),
        ("Recovery", "Sutures are taken out in 10 days.", "follow_up appointment: after P10D..P10D due"),
        ("Recovery", "Staples can be removed by your GP after 14 days.", "follow_up appointment: after P14D..P14D due"),
        ("Recovery", "The cast is worn for six weeks.", "recovery wound_care: after P0D..P6W interval"),
        ("Recovery", "Weight is not put on the foot for 6 weeks.", "recovery activity: after P0D..P6W interval"),
        ("Recovery", "Driving can be resumed after two weeks.", "recovery activity: after P2W.. start"),
        ("Recovery", "Heavy lifting should be postponed for 6 weeks.", "recovery activity: after P0D..P6W interval"),
        ("Recovery", "Showers are permitted after 48 hours.", "recovery hygiene: after PT48H.. start"),
        ("Recovery", "The arm is rested in a sling for 3 weeks.", "recovery therapy: after P0D..P3W interval"),
        ("Recovery", "Antibiotics are continued for 5 days.", "recovery medication: after P0D..P5D interval"),
        (
            "Recovery",
            "Pain tablets are taken every six hours for the first three days.",
            "recovery pain_management: after P0D..P3D interval PT6H",
        ),
        ("Recovery", "The dressing is changed every other day.", "recovery wound_care: after .. recurring P2D"),
        ("Recovery", "The dressing is left in place for 5 days.", "recovery wound_care: after P0D..P5D interval"),
        ("Recovery", "Sport should not be taken up again for 3 months.", "recovery activity: after P0D..P3M interval"),
        ("Recovery", "Crutches are used for two weeks.", "recovery therapy: after P0D..P2W interval"),
        ("Recovery", "The eye is patched overnight.", "recovery wound_care: after P0D..P1D interval"),
        ("Recovery", "The biopsy result is given to you within 2 weeks.", "follow_up appointment: after P0D..P2W due"),
        (
            "Recovery",
            "A phone call is made the day after discharge by the ward nurse.",
            "follow_up appointment: after P1D..P1D due discharge",
        ),
        ("Recovery", "The wound is inspected by the nurse on day 5.", "recovery wound_care: after P5D..P5D due"),
        ("Recovery", "The leg is kept straight for four hours.", "recovery activity: after P0D..PT4H interval"),
        ("Recovery", "The bandage is unwound on the second day.", "recovery wound_care: after P2D..P2D due"),
        ("Recovery", "The tube is flushed twice a day with water.", "recovery wound_care: after .. recurring 2/P1D"),
        ("Recovery", "A soft collar is put on for the first 24 hours.", "recovery therapy: after P0D..PT24H interval"),
        ("Recovery", "Solid food is reintroduced after one week.", "recovery diet: after P1W.. start"),
        ("Recovery", "Swimming is forbidden for a month.", "recovery activity: after P0D..P1M interval"),
        ("Recovery", "Walking is encouraged from the first day.", "recovery activity: after P1D.. start"),
        ("Recovery", "The splints are taken out at one week.", "follow_up appointment: after P1W..P1W due"),
        ("Recovery", "Physiotherapy is commenced at two weeks.", "recovery therapy: after P2W.. start"),
        ("Recovery", "Full weight is allowed after 6 weeks.", "recovery activity: after P6W.. start"),
        ("Recovery", "The wound is left uncovered after 48 hours.", "recovery wound_care: after PT48H.. start"),
        ("Recovery", "The water tablet is restarted on day 3.", "recovery medication: after P3D.. start"),
        ("Recovery", "The patient is weighed each morning.", "recovery monitoring: after .. recurring P1D"),
        ("Recovery", "An ultrasound is repeated at three months.", "follow_up test: after P3M..P3M due"),
        ("Recovery", "The pins are removed in the clinic at 4 weeks.", "follow_up appointment: after P4W..P4W due"),
        ("Recovery", "The catheter will stay in for 7 days.", "recovery wound_care: after P0D..P7D interval"),
        ("Recovery", "A light meal can be eaten after four hours.", "recovery diet: after PT4H.. start"),
        (
            "Recovery",
            "Sexual intercourse should be avoided for six weeks.",
            "recovery lifestyle: after P0D..P6W interval",
        ),
        ("Recovery", "Air travel is not advised for four weeks.", "recovery activity: after P0D..P4W interval"),
        (
            "Recovery",
            "Blood thinner injections are given for 28 days after surgery.",
            "recovery medication: after P0D..P28D interval",
        ),
        (
            "Recovery",
            "Injections are given daily by the district nurse for ten days.",
            "recovery medication: after P0D..P10D interval P1D",
        ),
        (
            "Recovery",
            "The eye shield is worn at night for two weeks.",
            "recovery wound_care: after P0D..P2W interval P1D",
        ),
        ("Recovery", "Hot drinks must be avoided until the numbness has gone.", "recovery diet: after P0D.. vague"),
        (
            "Recovery",
            "A mouth rinse is begun the day after and used after every meal for a week.",
            "recovery hygiene: after P1D..P1W interval",
        ),
        (
            "Recovery",
            "Only half the usual activities should be attempted in the first week.",
            "recovery activity: after P0D..P1W interval",
        ),
        (
            "Recovery",
            "Your arm will be supported in a sling for four to six weeks.",
            "recovery therapy: after P0D..P6W interval",
        ),
        ("Recovery", "Weight bearing is restricted for 6 weeks.", "recovery activity: after P0D..P6W interval"),
        (
            "Recovery",
            "Work may be restarted in a fortnight, provided it is not heavy.",
            "recovery activity: after P2W.. start",
        ),
        ("Recovery", "Hair may be washed from the third day.", "recovery hygiene: after P3D.. start"),
        ("Recovery", "Bed rest is advised for the first 6 hours.", "recovery activity: after P0D..PT6H interval"),
        (
            "Recovery",
            "A high-fibre diet is to be followed for the first month.",
            "recovery diet: after P0D..P1M interval",
        ),
        ("Recovery", "The operated leg should be raised on pillows whenever you sit.", "recovery activity: -"),
        (
            "Recovery",
            "Fluids are increased gradually over the first 24 hours.",
            "recovery diet: after P0D..PT24H interval",
        ),
        ("Recovery", "Tub bathing is off limits until the drain is out.", "recovery hygiene: after P0D.. vague"),
        ("Recovery", "Your stay will be about three nights.", "recovery hospital_stay: after P3D..P3D duration_range"),
        (
            "Recovery",
            "Expect to be in hospital for two to three days.",
            "recovery hospital_stay: after P2D..P3D duration_range",
        ),
        (
            "Recovery",
            "Observations are recorded hourly for the first four hours.",
            "recovery monitoring: after P0D..PT4H interval PT1H",
        ),
        ("Recovery", "A blood test is taken on day 2 to check your salts.", "follow_up test: after P2D..P2D due"),
        ("Recovery", "Normal tablets are resumed the following day.", "recovery medication: after P1D.. start"),
        (
            "Follow-up",
            "An appointment will be sent to you for six weeks' time.",
            "follow_up appointment: after P6W..P6W due",
        ),
        (
            "Follow-up",
            "A repeat endoscopy is usually arranged in eight to twelve weeks.",
            "follow_up appointment: after P8W..P12W due",
        ),
        (
            "Follow-up",
            "X-rays are taken at 2 and 6 weeks.",
            "follow_up test: after P2W..P2W due; follow_up test: after P6W..P6W due",
        ),
        (
            "Follow-up",
            "The stent is taken out in the clinic under local anaesthetic two weeks later.",
            "follow_up appointment: after P2W..P2W due",
        ),
        ("Follow-up", "Your hip will be X-rayed at one year.", "follow_up test: after P1Y..P1Y due"),
        ("Follow-up", "Follow-up is by telephone at 12 weeks.", "follow_up appointment: after P12W..P12W due"),
    ],
)
def test_what_is_done_after_the_operation_is_a_task_with_its_time(section: str, sentence: str, expected: str) -> None:
    assert drafted_as(section, sentence) == expected
