"""The language of times, sentence by sentence."""

import pytest

from procedures.core.extraction import draft_tasks
from procedures.core.reading import read_text
from procedures.core.timing import Timing


def timing_of(section: str, sentence: str) -> Timing | None:
    tasks = draft_tasks(read_text(f"{section}\n- {sentence}\n")).tasks
    assert tasks, f"no task: {sentence}"
    return tasks[0].timing


def written(timing: Timing | None) -> str:
    if timing is None:
        return "-"
    edges = [edge.isoformat() if edge else "" for edge in (timing.from_, timing.to)]
    extra = "".join(f" {word}" for word in (timing.clock, timing.every) if word)
    anchor = "" if timing.anchor == "surgery" else f" {timing.anchor}"
    return f"{timing.relation} {edges[0]}..{edges[1]} {timing.kind}{anchor}{extra}"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Fast for 6\u20138 hours before surgery", "before PT8H..PT0S interval"),
        ("Fast for at least eight hours prior to your procedure", "before PT8H..PT0S interval"),
        ("Do not eat or drink for 8 hrs. before your scheduled arrival time", "before PT8H..PT0S interval arrival"),
        ("Nothing to eat after midnight", "before P1D.. clock 24:00"),
        ("No food after 10 pm the night before surgery", "before P1D.. clock 22:00"),
        ("Stop smoking at least two weeks before surgery", "before ..P2W deadline"),
        ("Stop taking fish oil one week before surgery", "before ..P1W deadline"),
        ("Start the eye drops 3 days before surgery", "before P3D.. start"),
        ("Shower the night before surgery", "before P1D..P1D due"),
        ("Have blood tests 7 to 10 days before surgery", "before P10D..P7D due"),
        ("Arrive at 6:30 a.m. on the morning of surgery", "on_day .. clock 06:30"),
        ("Blood thinners may need to be stopped several days before surgery", "before ..PT0S vague"),
        ("Fast for a certain number of hours before surgery", "before ..PT0S vague"),
        ("Take your inhaler on the day of surgery", "on_day .. due"),
        ("Take the tablet 30 minutes before meals", "-"),
        ("Stop all herbal supplements", "-"),
    ],
)
def test_times_before_the_operation(sentence: str, expected: str) -> None:
    assert written(timing_of("Preparation", sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("No lifting for 6 weeks", "after P0D..P6W interval"),
        ("Do not drive for 4-6 weeks", "after P0D..P6W interval"),
        ("Do not drive for the first 24 hours", "after P0D..PT24H interval"),
        ("You may shower after 48 hours", "after PT48H.. start"),
        ("You can return to work after 2 to 3 weeks", "after P2W.. start"),
        ("Follow-up visit in 10 days", "after P10D..P10D due"),
        ("See your surgeon within 2 weeks", "after P0D..P2W due"),
        ("Your stitches are removed 7\u201410 days after surgery", "after P7D..P10D due"),
        ("Rinse your mouth 4 times a day", "after .. recurring 4/P1D"),
        ("Use the drops every 4 hours for one week", "after P0D..P1W interval PT4H"),
        ("Walk on the third day after surgery", "after P3D..P3D due"),
        ("Avoid swimming for twenty-one days after discharge", "after P0D..P21D interval discharge"),
        ("Do not lift until your surgeon agrees", "after P0D.. vague"),
        ("Avoid stairs for a few days", "after P0D.. vague"),
        ("Hospital stay of 3 to 7 days", "after P3D..P7D duration_range"),
        ("Week 3-4: light exercise is allowed", "after P2W.. start"),
        ("Keep the dressing on overnight", "after P0D..P1D interval"),
        ("Take the antibiotic until it is finished", "after .. vague"),
    ],
)
def test_times_after_the_operation(sentence: str, expected: str) -> None:
    assert written(timing_of("Recovery", sentence)) == expected


def test_two_times_in_one_sentence_are_two_tasks() -> None:
    tasks = draft_tasks(read_text("Recovery\n- Follow-up visits at 2, 6 and 12 weeks.\n")).tasks

    assert [written(task.timing) for task in tasks] == [
        "after P2W..P2W due",
        "after P6W..P6W due",
        "after P12W..P12W due",
    ]
    assert [task.part for task in tasks] == [1, 2, 3]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Days 2-7", "after P2D..P7D interval"),
        ("Week 1-2", "after P0D..P2W interval"),
        ("Week 5+", "after P4W.. start"),
        ("First 24 Hours", "after P0D..PT24H interval"),
    ],
)
def test_the_time_of_a_heading_is_inherited(heading: str, expected: str) -> None:
    tasks = draft_tasks(read_text(f"Recovery\n\n{heading}\n- Keep the wound dry\n")).tasks

    assert written(tasks[0].timing) == expected
    assert tasks[0].timing is not None
    assert tasks[0].timing.is_inherited


def test_the_time_of_a_heading_ends_with_the_next_heading() -> None:
    """Safety rule 2: no time is given to what stands under another heading."""
    tasks = draft_tasks(read_text("Recovery\n\nFirst 24 Hours\n- Rest\n\nMedicines\n- Take your tablets\n")).tasks

    assert tasks[1].timing is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Day Before the Test\n- Take two tablets at 3 pm\n", "before P1D..P1D clock 15:00"),
        ("The Day Before the Test\n- No food after 9 pm\n", "before P1D.. clock 21:00"),
        ("Preparation\n- The day before: take two tablets at 3 pm\n", "before P1D..P1D clock 15:00"),
        ("2 days before surgery\n- Take two tablets at 3 pm\n", "before P2D..P2D clock 15:00"),
        ("The day of surgery\n- Take two tablets at 5 am\n", "on_day .. clock 05:00"),
        ("After surgery\n\nDay 1\n- Take a tablet at 9 am\n", "after P1D..P1D clock 09:00"),
        ("Preparation\n- Take two tablets at 3 pm and again at 6 pm the day before.\n", "before P1D..P1D clock 15:00"),
    ],
)
def test_a_clock_time_is_on_the_day_that_is_named_above_it(text: str, expected: str) -> None:
    """Safety rule 2: a dose is not moved to another day."""
    assert written(draft_tasks(read_text(text)).tasks[0].timing) == expected


def test_a_day_that_opens_a_paragraph_holds_for_its_clock_times() -> None:
    text = "Preparation\nOn the day before the test, eat soft food. At 3 pm take two tablets.\n"

    assert written(draft_tasks(read_text(text)).tasks[1].timing) == "before P1D..P1D clock 15:00"


def test_the_first_days_are_no_number() -> None:
    """Safety rule 2."""
    assert written(timing_of("Recovery", "Rest for the first days.")) == "after P0D.. vague"


@pytest.mark.parametrize(
    ("heading", "order", "expected"),
    [
        ("The fortnight before", "Hire a wheelchair", "before P2W..PT0S due"),
        ("Two weeks before your operation", "Stop fish oil", "before P2W..PT0S interval"),
        ("10 days before surgery", "Book a taxi", "before P10D..PT0S due"),
        ("3 to 6 months before surgery", "Attend the class", "before P6M..P3M due"),
        ("The day before", "Eat a normal supper", "before P1D..P1D due"),
        ("The day", "Wear loose clothes", "on_day .. due"),
    ],
)
def test_a_heading_before_the_operation_is_a_window(heading: str, order: str, expected: str) -> None:
    tasks = draft_tasks(read_text(f"Preparation\n\n## {heading}\n- {order}\n")).tasks

    assert written(tasks[0].timing) == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Day 1: the first 24 hours", "after P0D..PT24H interval"),
        ("Days 4-7: first week at home", "after P4D..P7D interval"),
        ("Day 3 to week 2", "after P3D..P2W interval"),
    ],
)
def test_a_heading_with_two_times_is_the_stretch_they_name(heading: str, expected: str) -> None:
    tasks = draft_tasks(read_text(f"## Recovery\n\n### {heading}\n- Keep the wound dry\n")).tasks

    assert written(tasks[0].timing) == expected


@pytest.mark.parametrize(
    ("section", "sentence", "expected"),
    [
        ("Preparation", "Do not drive for 24 hours", "after P0D..PT24H interval"),
        ("Preparation", "Fill in the form at least 10 days before you are due in", "before ..P10D deadline arrival"),
        ("Preparation", "You will meet the physiotherapist before your operation", "before ..PT0S vague"),
        ("Preparation", "Your tablets may need to be stopped before your operation", "-"),
        ("Recovery", "Begin the exercises immediately after surgery", "after P0D.. start"),
        ("Recovery", "Do not lift anything heavy during your recovery", "after P0D.. vague"),
        ("Recovery", "Take the antibiotic 3 times a day", "after .. recurring 3/P1D"),
        ("Follow-up", "See your doctor once a year", "after .. recurring 1/P1Y"),
        ("Recovery", "Light walking is encouraged from the next day", "after P1D.. start"),
        ("Recovery", "Work: a desk job in a week or two", "after P1W.. start"),
        ("Recovery", "Drive only when you can stop in an emergency", "after P0D.. vague"),
    ],
)
def test_a_side_or_an_event_without_a_number(section: str, sentence: str, expected: str) -> None:
    """Safety rule 2: of a medicine, nothing is supplied that is not said."""
    assert written(timing_of(section, sentence)) == expected
