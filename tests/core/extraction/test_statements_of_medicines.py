"""Safety rules 1 and 2: a hundred things that leaflets tell of medicines, food and drink, none of them an instruction.

Each stands in prose and in a list, under a section and under a heading that says when, for there a statement once got
the heading's time.
"""

import pytest

from procedures.core.extraction import draft_tasks
from procedures.core.reading import read_text
from procedures.core.tasks import Category

GRAVE = (Category.MEDICATION, Category.FASTING)
PLACES = ("Preparation\n\n", "Preparation\n\nThe day before surgery\n\n", "Recovery\n\n")

STATEMENTS = """
There is no need to fast for this test.
You need not fast.
Fasting is not part of this preparation.
This test does not call for an empty stomach.
No fasting before a local anaesthetic.
Nobody has to starve before a local anaesthetic.
Blood thinners need not be stopped.
You can stay on your blood thinners.
Aspirin is safe to continue.
Most people can go on taking their usual tablets.
Clopidogrel is a blood thinner.
Examples of blood thinners are warfarin, apixaban and rivaroxaban.
Blood thinners include warfarin (Coumadin), Eliquis and Xarelto.
Metformin (Glucophage) is the most common diabetes tablet.
Ozempic is a weekly injection and Rybelsus a daily tablet.
Some blood pressure tablets are taken in the evening.
The effect of aspirin lasts for 7 to 10 days.
It takes 5 days for the effect of warfarin to wear off.
Warfarin has a half-life of two days.
The medicine starts to act after 30 minutes.
The laxative acts within 6 to 12 hours.
Within 6 hours of taking it you will have loose stools.
The laxative will give you diarrhoea for several hours.
The tablets may colour your urine orange for two days.
The sedative can affect your memory for 24 hours.
A sedative is given through the drip just before the test.
The anaesthetist gives you an antibiotic when you are asleep.
Antibiotics are given during the operation.
The local anaesthetic is injected around the eye.
You were asked to fast for your last operation.
Last time you fasted for 12 hours.
For a general anaesthetic patients fast for six hours; a local anaesthetic is different.
Unlike an operation, an X-ray can be done after a meal.
If you were having a general anaesthetic you would have to fast for six hours.
Had this been a bigger operation, you would have had to stop warfarin.
Studies show that stopping aspirin for a week doubles the risk of a clot.
In one study, patients who drank water 2 hours before surgery felt better.
Drinking water up to two hours before surgery is safe, studies show.
Research shows that carbohydrate drinks taken two hours before surgery are safe.
The reason for fasting is that food may enter the lungs.
Fasting for too long makes you dehydrated.
Fasting overnight can give you a headache.
Not eating for 6 hours may make you feel faint.
People with diabetes who fast for a long time may have low sugar.
An empty stomach makes the anaesthetic safer.
If food is left in the stomach it can get into the lungs.
Why do I have to fast for six hours?
Do I need to stop my aspirin a week before?
Can I take my tablets on the morning of surgery?
Your pharmacist sells these laxatives without a prescription.
The prep kit costs about 30 dollars.
The pharmacy closes at 6 pm.
Our pharmacy will mail the drops to you a week before surgery.
The hospital kitchen serves a light breakfast at 8 am.
Breakfast is served from 7 am to 9 am.
Visitors may eat and drink in the cafe until 8 pm.
The cafe sells food and drinks until 6 pm.
Water fountains are on each floor.
Food and drink are not allowed in the waiting room.
Eating and drinking are not allowed in the MRI room.
Patients who eat or drink after midnight will have their surgery cancelled.
If you eat after midnight your operation may be cancelled.
Surgery will be cancelled if you have eaten within 6 hours.
Your operation may be postponed if you took aspirin within 7 days.
One patient in ten forgets to stop the fish oil.
Many patients have taken aspirin within a week of surgery.
Your doctor has already stopped your warfarin.
Your warfarin was stopped last week.
Insulin pumps are fine.
Inhalers are fine.
Tylenol is fine too.
Tylenol is fine for aches and pains.
Paracetamol is safe.
Vitamins are harmless.
Herbal tablets are medicines too.
Over-the-counter tablets count as medicines.
Gum counts as food.
Alcohol and sleeping tablets do not mix.
Mints and gum are no exception.
The same goes for coffee.
That includes gum, mints, cough drops and chewing tobacco.
Water, black coffee and plain tea all count as clear.
Clear means you can read a newspaper through it.
Red drinks look like blood.
Milk is not a clear fluid.
Orange juice with pulp is not clear.
Broth is a clear liquid.
The drops sting for a few seconds.
The injection stings for 10 seconds.
The gel tastes bitter.
The solution tastes salty; it is better cold.
Opioids make you constipated.
Ibuprofen may be bad for your kidneys.
Too much paracetamol damages the liver.
Codeine is not suitable for children under 12.
Aspirin is not suitable for children under 16.
Antibiotics are rarely needed.
Painkillers are rarely needed after the third day.
Oxycodone is rarely needed past the third day.
Most people need painkillers for only 2 days.
Most patients stop taking painkillers after 5 days.
Most people have stopped their painkillers by day 5.
Half of our patients take no painkillers after 3 days.
By the second week most patients take nothing for pain.
"""

ORDERS = """
You must stop aspirin 7 days before surgery, or your operation will be cancelled.
No food for 6 hours before surgery, or your operation may be postponed.
Stop fish oil one week before surgery; studies show that it thins the blood.
Many medicines have to be stopped a week before surgery.
Most blood thinners are stopped 2 to 5 days before surgery.
People who take warfarin should stop it 5 days before surgery.
Your child may have breast milk until 4 hours before surgery.
Inhalers can be used as usual on the morning of surgery.
The laxative is taken at 6 pm the day before.
Water is allowed until 2 hours before surgery.
Clear fluids stop 2 hours before surgery.
Fasting begins 8 hours before surgery.
Insulin doses change the day before: take half.
Drink the laxative at 6 pm the day before; it works within 2 hours.
Two slow release tablets are taken the night before.
Solid food is not allowed for 6 hours before surgery.
"""


@pytest.mark.parametrize("statement", STATEMENTS.strip().splitlines())
def test_a_statement_is_no_medicine_and_no_fast(statement: str) -> None:
    texts = [f"{place}{mark}{statement}\n" for place in PLACES for mark in ("", "- ")]

    grave = [task.title for text in texts for task in draft_tasks(read_text(text)).tasks if task.category in GRAVE]

    assert grave == []


@pytest.mark.parametrize("order", ORDERS.strip().splitlines())
def test_an_order_in_like_words_is_kept_with_its_time(order: str) -> None:
    """Nothing that must be done is lost behind what is only said."""
    for mark in ("", "- "):
        tasks = draft_tasks(read_text(f"Preparation\n\n{mark}{order}\n")).tasks

        assert [task.category in GRAVE and task.timing is not None for task in tasks][:1] == [True]
