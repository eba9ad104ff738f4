"""The words that tell how a time is meant: on arrival, on the way home, to have it finished, to be allowed again."""

from procedures.core.extraction.lexicon import phrases

SOMEONE_HOME = phrases(
    "ride, ride home, drive you home, drive the patient home, drive patients home, take you home, "
    "transportation, transportation home, transport, transport home, driven home, lift home, drive home, "
    "escort home, escort you, accompany you home, accompany, escort, get you home, home with, accompanied home, "
    "travel home, drive them home, take them home, pick you up, bring you home, collect you, leave with, "
    "see you home"
)
ARRIVING = phrases(
    "arriv*, check in, come to, come at, come in, report to, report at, be at, admitted, admission, present to, "
    "present at, be here, go to, attend, register, turn up, your arrival, start time, on the day"
)
FINISHING = phrases("finish, finished, finishing, last dose, final dose, completed by, done by")
DIETS = phrases("diet, diets, foods, fluids, liquids, liquid, follow")
# "Driving: after 2 weeks", "Work: in a week or two".
RESUMED = phrases(
    "work, office work, desk job, driving, sport, sports, swimming, flying, travel, gym, sex, lifting, heavy work, "
    "return to work, school, exercise, running, cycling, housework, golf, gardening"
)
MOVING = phrases("walk*, exercise*, stretch*, cycl*, jog*")
NOT_STOPPED = phrases(
    "do not stop, don't stop, never stop, must not stop, should not stop, not to stop, shouldn't stop, mustn't stop"
)
AT_ONCE = phrases("immediately, right away, straight away, at once, from day one, from the first day, the same day")
WHEN_MAY = phrases(
    "can i, may i, can we, when can, when may, how soon, be able to, am i allowed, can my, return to, go back"
)
BEFORE_IT = phrases(
    *(
        f"{side} {of}{event}"
        for side in ("before", "prior to", "ahead of")
        for of in ("", "the ", "your ")
        for event in ("surgery", "operation", "procedure", "visit")
    )
)
AFTER_IT = phrases(
    *(
        f"{side} {of}{event}"
        for side in ("after", "following")
        for of in ("", "the ", "your ")
        for event in ("surgery", "operation", "procedure")
    ),
    "during your recovery, during recovery, during the recovery, while you recover, after you have gone home",
)
