"""Who belongs to the care team, told by the word or by its ending: no list of specialties is whole."""

from procedures.core.extraction.order_words import VERBS
from procedures.core.extraction.tokens import Words, words_of
from procedures.core.word_set import word_set

_PEOPLE = word_set(
    "nurse nurses surgeon surgeons doctor doctors physician physicians gp gps dentist dentists midwife midwives "
    "pharmacist pharmacists physio physios porter porters consultant consultants registrar registrars anaesthetist "
    "anaesthetists anesthetist anesthetists dietitian dietitians dietician dieticians hygienist hygienists orthopedist "
    "orthopaedist pediatrician paediatrician obstetrician optician optometrist orthoptist phlebotomist psychiatrist "
    "podiatrist internist technician technicians clinician clinicians practitioner practitioners radiographer "
    "radiographers sonographer audiologist prescriber specialist specialists therapist therapists "
    "physiotherapist physiotherapists counsellor counselor dr"
)
_ENDINGS = (
    "ologist",
    "ologists",
    "otherapist",
    "otherapists",
    "iatrist",
    "iatrists",
    "odontist",
    "odontists",
    "scopist",
    "scopists",
)
# A third person ends in one of these; what is left is the verb as an order has it.
_THIRD_PERSON = (("ies", "y"), ("es", ""), ("s", ""))
_HAS = {"goes": "go", "does": "do", "has": "have"}


def is_clinician(norm: str) -> bool:
    """True for "cardiologist", "physio", "nurses"."""
    return norm in _PEOPLE or norm.endswith(_ENDINGS)


def clinician_at(words: Words, first: int, last: int) -> int:
    """The token of the first clinician from `first` up to `last`, or -1."""
    return next((at for at in range(first, min(last, len(words))) if is_clinician(words.norm(at))), -1)


def base_of_third_person(norm: str) -> str:
    """“examines” gives "examine", "goes" gives "go"; "" for what is no known verb in the third person."""
    if known := _HAS.get(norm):
        return known
    for ending, instead in _THIRD_PERSON:
        if norm.endswith(ending) and VERBS.at(words_of(stem := norm.removesuffix(ending) + instead), 0):
            return stem
    return ""
