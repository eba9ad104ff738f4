"""What is told by the shape of a sentence and the place it stands at, without a list of known words."""

import pytest

from procedures.core.extraction import draft_tasks
from procedures.core.extraction.drafts import Draft
from procedures.core.reading import read_text
from procedures.core.tasks import Category, Phase


def drafted(text: str) -> Draft:
    return draft_tasks(read_text(text))


@pytest.mark.parametrize(
    "sentence",
    [
        "Waggle your toes as often as you can.",
        "Unplug the humidifier in your bedroom.",
        "Polish off the soup before the wound is looked at.",
        "Wedge a cushion under your leg and keep it raised.",
    ],
)
def test_an_unknown_verb_before_its_object_is_an_order(sentence: str) -> None:
    assert [task.source_text for task in drafted(f"Recovery\nRest your leg.\n{sentence}\n").tasks][1:] == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Smoking may slow down the healing of the wound.",
        "This will help us to plan your tests.",
        "Your early arrival will give everyone enough time.",
        "Some anaesthetic medicines may be harmful to a baby.",
        "Further instructions may be given for insulin.",
        "We will work with your insurer on the forms.",
        "Our staff will need to copy your insurance card.",
        "Pain medicine is injected during surgery.",
        "This includes vitamins and herbs.",
        "Please remember that the medicines are paid for separately.",
    ],
)
def test_what_a_thing_or_the_team_does_is_no_order(sentence: str) -> None:
    """Safety rule 1: to name a medicine is not to order it."""
    assert drafted(f"Preparation\nWash your hair.\n{sentence}\n").tasks[1:] == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "See page 4.",
        "Please read this leaflet with care.",
        "If you have any questions about your visit, please call our office.",
        "Please contact us with any questions.",
    ],
)
def test_a_pointer_to_more_words_is_no_task(sentence: str) -> None:
    draft = drafted(f"Preparation\n{sentence}\n")

    assert draft.tasks == ()
    assert draft.dismissed[-1].reason == "reference"


def test_a_numbered_step_is_a_heading_with_its_time() -> None:
    draft = drafted(
        "Your guide\n\nStep 1 - As soon as you have a date\n1.1 Book your hair wash.\n\n"
        "Step 2 - The week before\n2.1 Don't shave your legs.\n\nStep 3 - The first 2 weeks\n3.1 Keep the wound dry.\n"
    )

    assert [task.phase for task in draft.tasks] == [Phase.PREPARATION, Phase.PREPARATION, Phase.RECOVERY]
    assert draft.tasks[0].timing is None
    assert draft.tasks[1].timing is not None
    assert draft.tasks[2].timing is not None


def test_the_letter_o_of_a_word_processor_is_a_bullet() -> None:
    draft = drafted("Recovery\n- Remove the dressing on day 2 o Cover the wound with a plaster o Do not drive.\n")

    assert len(draft.tasks) == 3


def test_a_question_about_the_patient_opens_a_part_where_no_heading_has() -> None:
    draft = drafted(
        "A new knee\n\nWhat is a knee?\nA knee is a joint.\n\nDo I need to stop my medicines?\n"
        "Bring a list of your medicines.\n\nAfter your operation\nRest your leg.\n"
    )

    assert [task.source_text for task in draft.tasks] == ["Bring a list of your medicines.", "Rest your leg."]
    assert draft.tasks[0].phase is Phase.PREPARATION


@pytest.mark.parametrize(
    "sentence",
    [
        "The first 3 days are when the pain is worst.",
        "If you have a heavy job, there are schemes to help you.",
        "You will be able to stand with crutches.",
        "The time in the cast is dependent on how the bone heals.",
        "Eat and drink when you feel like it.",
        "Sleep in whatever position you find best.",
        "We don't routinely book a check-up.",
    ],
)
def test_a_statement_and_a_free_choice_are_no_tasks(sentence: str) -> None:
    assert drafted(f"Recovery\nRest your leg.\n{sentence}\n").tasks[1:] == ()


def test_a_bare_name_on_a_line_of_its_own_is_a_heading() -> None:
    draft = drafted(
        "Recovery\n\nRest and sleep\n\nSleep on your back for 2 weeks.\n\nWork\n\nStay off work for 6 weeks.\n"
    )

    assert [task.source_text for task in draft.tasks] == [
        "Sleep on your back for 2 weeks.",
        "Stay off work for 6 weeks.",
    ]


def test_an_emergency_number_behind_the_signs_is_a_red_flag() -> None:
    task = drafted("Recovery\nRest.\nSudden breathlessness, chest pain or a swollen leg: 999.\n").tasks[-1]

    assert task.is_red_flag
    assert task.timing is None


def test_a_whole_order_to_call_among_the_signs_is_a_task_of_its_own() -> None:
    """Safety rule 4: it is not hidden as a detail."""
    draft = drafted(
        "Recovery\nContact the clinic if any of the following are present:\n- Fever\n- Pus\n"
        "- If you have an emergency, call 911 at once.\n"
    )

    assert [task.is_red_flag for task in draft.tasks] == [True, True]
    assert len(draft.tasks[0].details) == 2


def test_a_dated_visit_under_what_to_expect_is_a_task() -> None:
    draft = drafted("Recovery\n\nWhat to expect:\n- Some bruising\n- You will have an x-ray at 6 weeks.\n")

    assert [task.source_text for task in draft.tasks] == ["You will have an x-ray at 6 weeks."]


def test_a_fast_is_a_fast_whatever_the_heading_above_it() -> None:
    """Safety rule 1: no food before the operation is never read as a diet of the days after it."""
    task = drafted("Recovery\nRest.\nDo not eat for 6 hours before your operation.\n").tasks[-1]

    assert (task.category, task.phase) == (Category.FASTING, Phase.PREPARATION)
    assert task.needs_clinician


@pytest.mark.parametrize("sentence", ["Nothing is to be eaten after midnight.", "No water may be drunk after 6 am."])
def test_a_fast_in_the_passive_is_a_fast(sentence: str) -> None:
    assert [task.category for task in drafted(f"Preparation\n{sentence}\n").tasks] == [Category.FASTING]


def test_a_call_in_the_passive_is_a_red_flag() -> None:
    assert (
        drafted("Recovery\nRest.\nIf the skin turns yellow, the ward must be telephoned at once.\n")
        .tasks[-1]
        .is_red_flag
    )
