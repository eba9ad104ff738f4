"""Safety rule 1: what is only told of a medicine, a drink or a fast never becomes a task, however it is put."""

import pytest

from procedures.core.extraction import draft_tasks
from procedures.core.reading import read_text
from procedures.core.tasks import Category
from tests.core.extraction.drafting import drafted_as

GRAVE = {Category.MEDICATION, Category.FASTING, Category.DIET, Category.PAIN_MANAGEMENT}


def grave(text: str) -> list[str]:
    return [task.source_text for task in draft_tasks(read_text(text)).tasks if task.category in GRAVE]


@pytest.mark.parametrize("mark", ["", "- "], ids=["in prose", "in a list"])
@pytest.mark.parametrize(
    "sentence",
    [
        # what a medicine does
        "Finasteride shrinks the prostate slowly, over six months or so.",
        "Ozempic leaves the body slowly, over about five weeks.",
        "Rivaroxaban is out of the body in about a day.",
        "Plavix stays in the system for 7 days.",
        "Iron turns the stool dark and sticky.",
        "Calcium and iron block each other.",
        "Seizure medicines work best when the level in your blood stays steady.",
        "Eliquis and Xarelto start working again within a few hours of the first tablet.",
        "Steroids raise your blood sugar for two days.",
        "Laxatives draw water into the bowel and start to work within 2 hours.",
        "The injections you had in hospital last 24 hours.",
        # what food and drink do
        "Clear fluids leave the stomach within two hours.",
        "A fatty meal stays in the stomach for eight hours or more.",
        "Tea or coffee with milk counts as food.",
        # what does not happen
        "Milk, creamer and orange juice do not.",
        "Coffee with milk does not count as a clear fluid.",
        "Swallowing a tablet with a sip of water does not break the fast.",
        "Acetaminophen (Tylenol) does not affect bleeding.",
        "None of these medicines stops you from breastfeeding.",
        # what was, and is no more
        "Years ago everybody was starved from midnight, water included, but we no longer do this.",
        "We used to keep men fasting all day, but this is no longer necessary.",
        "In the past patients were told to fast from midnight.",
        "You received one dose of an antibiotic through the drip.",
        "Your child had paracetamol at 2 pm on the ward.",
        # what others do or say
        "Some hospitals have patients skip Ozempic or Mounjaro for a week; we do not ask for this.",
        "You may have heard that you must fast from midnight; that is no longer true.",
        "Many people think they should stop all their tablets the night before.",
        # what stays as it is
        "Aspirin, clopidogrel: no change needed.",
        "There is nothing to mix or drink the evening before.",
        "You will also be handed two omeprazole tablets to take home.",
        "Some children are given a dose of midazolam syrup to help them feel calm.",
    ],
)
def test_what_is_only_told_of_a_medicine_or_a_fast_is_no_task(sentence: str, mark: str) -> None:
    assert grave(f"Preparation\n\n{mark}{sentence}\n") == []


@pytest.mark.parametrize(
    ("section", "sentence", "expected"),
    [
        ("Preparation", "Diabetes tablets do not take on the morning of surgery.", "on_day"),
        ("Preparation", "On the morning of surgery do not take metformin.", "on_day"),
        ("Preparation", "Patients do not eat for 6 hours before the operation.", "PT6H..PT0S"),
        ("Preparation", "Metformin is stopped 2 days before surgery.", "..P2D"),
        ("Preparation", "Your last warfarin tablet should be taken 6 days before surgery.", "P6D..P6D"),
        ("Preparation", "Your last dose of ramipril is the day before, in the morning.", "P1D..P1D"),
        ("Preparation", "Water is fine until 2 hours before surgery.", "P"),
        ("Preparation", "Antibiotic eye drops the day before surgery.", "P1D..P1D"),
        ("Preparation", "Nothing to eat or drink after midnight.", "P1D"),
        ("Recovery", "Aspirin restarts the day after surgery.", "P1D.."),
        ("Recovery", "Antibiotics before dental work may be advised for two years.", "P2Y"),
        ("Recovery", "Take the tablets you were given for 3 days.", "P3D"),
    ],
)
def test_an_instruction_that_looks_like_a_statement_is_kept(section: str, sentence: str, expected: str) -> None:
    assert expected in drafted_as(section, sentence)


def test_whether_to_stop_is_a_question_and_no_list_of_what_to_stop() -> None:
    text = (
        "Preparation\n\nWill I have to stop any of my tablets?\nPossibly, and this is the part that people get wrong "
        "most often. Carry on with tamsulosin as usual.\n"
    )

    assert grave(text) == ["Carry on with tamsulosin as usual."]


def test_only_the_order_behind_a_reason_is_told() -> None:
    """Safety rule 2: how far two tablets lie apart is no time after the operation."""
    text = "Recovery\n- Calcium and iron block each other, so leave 2 hours in between.\n"

    tasks = draft_tasks(read_text(text)).tasks

    assert [task.timing for task in tasks] == [None]


def test_a_medicine_given_instead_of_another_is_a_task_of_its_own() -> None:
    text = "Preparation\n- Warfarin is normally stopped five days before and you may be given heparin instead.\n"

    tasks = draft_tasks(read_text(text)).tasks

    assert [task.timing is None for task in tasks] == [False, True]


def test_an_order_that_an_exception_follows_is_not_taken_back() -> None:
    assert len(grave("Preparation\n- Stop aspirin 7 days before; this is not needed for low-dose aspirin.\n")) == 1


def test_numbers_that_go_on_over_lists_of_their_own_mark_headings() -> None:
    text = (
        "1. About the operation\nIt is done through small cuts.\n"
        "2. Getting ready\n1. Pack a bag.\n2. Bring your CPAP.\n"
        "3. The day before\nDrink clear liquids only.\n4. When you are home\n• Walk every day.\n"
    )

    draft = draft_tasks(read_text(text))

    assert [task.source_text for task in draft.tasks] == [
        "Pack a bag.",
        "Bring your CPAP.",
        "Drink clear liquids only.",
        "Walk every day.",
    ]
    assert draft.tasks[2].timing is not None


def test_a_numbered_list_of_things_has_no_headings() -> None:
    draft = draft_tasks(read_text("Preparation\n\nBring:\n1. Your glasses\n2. A list of tablets\n3. A book\n"))

    assert [len(task.details) for task in draft.tasks] == [3]
