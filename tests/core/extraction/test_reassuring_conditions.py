"""Safety rule 1: what reassures under a condition, in front or behind, makes no fast and no medicine."""

import pytest

from procedures.core.extraction import draft_tasks
from procedures.core.reading import read_text
from procedures.core.tasks import Category

GRAVE = {Category.MEDICATION, Category.FASTING, Category.DIET, Category.PAIN_MANAGEMENT}


@pytest.mark.parametrize("heading", ["Before your operation", "The day of surgery", "One week before surgery"])
@pytest.mark.parametrize(
    "sentence",
    [
        "If you are having drops only and no sedation, you do not need to fast.",
        "If you take warfarin and have no heart valve, you won't have to stop it.",
        "If you have had the first eye done and no problems came up, you needn't stop your blood thinners.",
        "If your surgeon uses only numbing gel and no needle, there is no reason to stop aspirin.",
        "If you are having this under local anaesthetic, and no sedation is planned, you won't be asked to fast.",
        "If you are not diabetic and take no insulin, you do not need to alter your tablets.",
        "If you use inhalers and no other medicines, nothing needs to be stopped.",
        "If you are awake for the operation, you can eat and drink as normal.",
        "If you are staying awake and have no drip, it is fine to eat beforehand.",
        "When you have only drops and no injection, you are not required to fast or stop medicines.",
        "As long as you are having no sedation, you need not fast or stop warfarin.",
        "You do not need to fast if you are having eye drops only and no sedation.",
        "There is no need to stop your tablets if you are having a local anaesthetic and no sedation.",
        "You are free to eat and drink as normal unless you have been told you are having sedation.",
        "Unless you hear otherwise from us, none of your medicines need to be stopped.",
        "Where no sedation is given and only drops are used, fasting is not necessary.",
        "Patients with drops only and no sedation do not need to fast.",
        "No sedation means no fasting.",
        "You may take all your tablets as normal if you are having a local anaesthetic.",
        "Your usual medicines can be taken as normal if you are having drops only.",
        "You are allowed to eat and drink normally before a local anaesthetic.",
        "If you are not having a general anaesthetic, fasting is not something you need to worry about.",
        "Those with no sedation booked can skip the fasting rules above.",
        "Provided you have no sedation, it is all right to eat and drink up to the time of your test.",
        "You will not have to fast, and no medicines need to be stopped.",
    ],
)
def test_no_fast_and_no_medicine_comes_of_what_reassures_under_a_condition(heading: str, sentence: str) -> None:
    """Safety rule 1: a condition may say "and no sedation"; that "no" forbids nothing."""
    draft = draft_tasks(read_text(f"{heading}\n- {sentence}\n"))

    assert [task for task in draft.tasks if task.category in GRAVE] == []
