"""The words for a task, shared by a document's drafts and a patient's list: its phase, its category, who acts."""

from enum import StrEnum


class Phase(StrEnum):
    """When in the patient's way through an operation a task belongs."""

    PREPARATION = "preparation"  # up to and including arrival
    RECOVERY = "recovery"  # after the operation, in hospital or at home
    FOLLOW_UP = "follow_up"  # a later contact with the care team


class Category(StrEnum):
    """What kind of task it is. The first that fits, in this order."""

    FASTING = "fasting"
    MEDICATION = "medication"
    PAIN_MANAGEMENT = "pain_management"
    TEST = "test"
    ASSESSMENT = "assessment"
    APPOINTMENT = "appointment"
    HYGIENE = "hygiene"
    WOUND_CARE = "wound_care"
    DIET = "diet"
    ACTIVITY = "activity"
    THERAPY = "therapy"
    LOGISTICS = "logistics"
    HOSPITAL_STAY = "hospital_stay"
    MONITORING = "monitoring"
    LIFESTYLE = "lifestyle"
    OTHER = "other"


class Topic(StrEnum):
    """What a reminder is about, where a hospital may choose when its patients hear of it."""

    FASTING = "fasting"
    MEDICATION = "medication"
    TEST = "test"
    APPOINTMENT = "appointment"
    ARRIVAL = "arrival"
    HYGIENE = "hygiene"
    LOGISTICS = "logistics"
    RECOVERY = "recovery"
    FOLLOW_UP = "follow_up"
    OTHER = "other"


class Actor(StrEnum):
    """Who does it."""

    PATIENT = "patient"
    CAREGIVER = "caregiver"
    CARE_TEAM = "care_team"


class Polarity(StrEnum):
    """Whether the task is to do something or to leave it."""

    DO = "do"
    AVOID = "avoid"


# A clinician must confirm these by name before a patient may read a time or an instruction in them.
NEEDS_CLINICIAN = frozenset({Category.FASTING, Category.MEDICATION})

# Safety rules 1 and 3: what a patient reads until a clinician has confirmed, and while two values contradict.
ASK_ABOUT_MEDICINES = "Ask your team which medicines to change. Do not stop any on your own."
ASK_ABOUT_FASTING = "Ask your team when to stop eating and drinking."
