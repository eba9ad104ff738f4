"""How the operation goes, what becomes of the patient and how often something happens: information, no task."""

import pytest

from procedures.core.extraction import draft_tasks
from procedures.core.reading import read_text
from procedures.core.tasks import Category
from tests.core.extraction.drafting import drafted_as


@pytest.mark.parametrize(
    ("section", "sentence", "expected"),
    [
        ("Recovery", "The wound is closed with stitches.", "procedure_fact"),
        ("Recovery", "You will be given an anaesthetic.", "not_an_instruction"),
        ("Preparation", "You will be given a general anaesthetic.", "not_an_instruction"),
        ("Preparation", "The gallbladder is taken out through a small cut.", "procedure_fact"),
        ("Recovery", "Local anesthetic is injected around the eye.", "procedure_fact"),
        ("Recovery", "The mesh is held in place with tacks.", "procedure_fact"),
        ("Recovery", "The tissue is sent to the laboratory.", "procedure_fact"),
        ("Recovery", "The skin is closed with glue and covered with a dressing.", "procedure_fact"),
        ("Recovery", "Oxygen is given through a mask.", "procedure_fact"),
        ("Recovery", "Blood vessels are sealed with heat.", "procedure_fact"),
        ("Recovery", "Swelling is seen in the first 3 days.", "expected_course"),
        ("Recovery", "Bruising is noticed for two weeks.", "expected_course"),
        ("Recovery", "A small scar is left.", "not_an_instruction"),
        ("Recovery", "The numbness is gone after 24 hours.", "expected_course"),
        ("Recovery", "Most stitches are absorbed within 3 weeks.", "expected_course"),
        ("Preparation", "The operation is done under general anesthesia.", "procedure_fact"),
        ("Preparation", "Antibiotics are given during the operation.", "procedure_fact"),
        ("Recovery", "Blood thinners are not given routinely.", "negation"),
        ("Recovery", "No stitches need to be removed.", "negation"),
        ("Recovery", "Pain is felt for two or three days.", "expected_course"),
        ("Preparation", "The implant is placed at the end of the operation.", "procedure_fact"),
        ("Preparation", "Your blood pressure is taken during the test.", "procedure_fact"),
        ("Recovery", "A breathing tube is inserted once you are asleep.", "not_an_instruction"),
        ("Recovery", "The stomach is filled with gas.", "procedure_fact"),
        ("Recovery", "The sample is examined under a microscope.", "procedure_fact"),
        ("Recovery", "The stent is left in place.", "not_an_instruction"),
        ("Recovery", "The results are usually good after 3 months.", "expected_course"),
        ("Recovery", "Patients are usually pleased at six weeks.", "expected_course"),
        ("Recovery", "The stitches will have dissolved by 3 weeks.", "expected_course"),
        ("Recovery", "The surgeon removes the gallbladder through a small cut.", "procedure_fact"),
        ("Preparation", "The surgeon closes the wound with stitches.", "procedure_fact"),
        ("Recovery", "Our surgeons have done this operation for 20 years.", "not_an_instruction"),
        ("Recovery", "This leaflet will be reviewed in 2 years.", "reference"),
        ("Preparation", "The nurse looks after up to 6 patients.", "not_an_instruction"),
        ("Recovery", "Stitches dissolve in about two weeks.", "expected_course"),
        ("Recovery", "The strips will peel off on their own in 10 days.", "expected_course"),
        ("Recovery", "The first bowel movement is usually on the third day.", "expected_course"),
        ("Recovery", "The bone takes six weeks to heal.", "expected_course"),
        ("Recovery", "The graft is taken from your thigh.", "not_an_instruction"),
        ("Recovery", "Screws are used to hold the bones together.", "not_an_instruction"),
        ("Recovery", "The screws are left in for life.", "not_an_instruction"),
        ("Recovery", "A drip is put into your arm so that you do not get dry.", "procedure_fact"),
        ("Recovery", "Some people are allergic to the glue.", "expected_course"),
        ("Recovery", "Constipation is caused by codeine.", "expected_course"),
        ("Recovery", "About one in ten patients is readmitted within a month.", "expected_course"),
        ("Recovery", "Blood clots are rarely seen after this operation.", "not_an_instruction"),
        ("Recovery", "The swelling is at its worst on day three.", "expected_course"),
        ("Recovery", "The scar is red for six months.", "expected_course"),
        ("Recovery", "A lump may be felt for two or three months.", "not_an_instruction"),
        ("Recovery", "Your voice may be affected for up to six weeks.", "expected_course"),
        ("Recovery", "Nerve damage is reported in 1 of 100 patients.", "expected_course"),
        ("Recovery", "The implant is expected to last for 15 years.", "not_an_instruction"),
        ("Recovery", "The wound is usually healed by two weeks.", "expected_course"),
        ("Recovery", "Half of patients need no painkillers after the third day.", "expected_course"),
        ("Preparation", "The operation is performed by a consultant and takes 90 minutes.", "procedure_fact"),
        ("Preparation", "The anaesthetic is given through a needle in the hand.", "procedure_fact"),
        ("Preparation", "Sedation is given to make you sleepy.", "not_an_instruction"),
        ("Preparation", "Antibiotics are given through the drip to lower the risk of infection.", "procedure_fact"),
    ],
)
def test_information_in_the_passive_gives_no_task(section: str, sentence: str, expected: str) -> None:
    """Safety rule 1: least of all a medicine of what is given during the operation."""
    assert drafted_as(section, sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Any fever or bleeding should be reported to the ward.",
        "A temperature above 38 must be reported at once.",
        "The ward should be told straight away if the dressing is soaked with blood.",
    ],
)
def test_a_sign_that_is_to_be_reported_is_a_red_flag(sentence: str) -> None:
    """Safety rule 4."""
    tasks = draft_tasks(read_text(f"Recovery\n- {sentence}\n")).tasks

    assert [(task.is_red_flag, task.category, task.timing) for task in tasks] == [(True, Category.MONITORING, None)]


def test_signs_beside_their_lead_in_in_a_flat_list_belong_to_it() -> None:
    """Safety rule 4: a list that shows no levels still says what to come back for."""
    text = "Recovery\n- Come back to the emergency room for any of the following:\n- Fever over 101 F\n- Pus\n"

    tasks = draft_tasks(read_text(text)).tasks

    assert [(task.is_red_flag, len(task.details)) for task in tasks] == [(True, 2)]
