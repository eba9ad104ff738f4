"""Classes of medicines that matter before an operation. What is usual for each stands in `medicine_defaults`."""

from enum import StrEnum


class MedicineClass(StrEnum):
    """What kind of medicine it is; the person who enters it chooses."""

    WARFARIN = "warfarin"
    DOAC = "doac"
    ASPIRIN = "aspirin"
    ANTIPLATELET = "antiplatelet"
    NSAID = "nsaid"
    GLP1 = "glp1"
    SGLT2 = "sglt2"
    METFORMIN = "metformin"
    ORAL_GLUCOSE = "oral_glucose"
    INSULIN = "insulin"
    ACE_ARB = "ace_arb"
    BETA_BLOCKER_STATIN = "beta_blocker"
    NEVER_MISSED = "never_missed"
    HERBAL = "herbal"
    DMARD = "dmard"
    BIOLOGIC = "biologic"
    JAK = "jak"
    STEROID = "steroid"
    OTHER = "other"


NAMES = {
    MedicineClass.WARFARIN: "Warfarin",
    MedicineClass.DOAC: "Other blood thinner (apixaban, rivaroxaban, dabigatran)",
    MedicineClass.ASPIRIN: "Aspirin",
    MedicineClass.ANTIPLATELET: "Other antiplatelet (clopidogrel, ticagrelor, prasugrel)",
    MedicineClass.NSAID: "Anti-inflammatory painkiller (ibuprofen, naproxen)",
    MedicineClass.GLP1: "GLP-1 medicine (semaglutide, liraglutide)",
    MedicineClass.SGLT2: "SGLT2 inhibitor (empagliflozin, dapagliflozin)",
    MedicineClass.METFORMIN: "Metformin",
    MedicineClass.ORAL_GLUCOSE: "Other tablet for diabetes",
    MedicineClass.INSULIN: "Insulin",
    MedicineClass.ACE_ARB: "ACE inhibitor or ARB",
    MedicineClass.BETA_BLOCKER_STATIN: "Beta blocker or statin",
    MedicineClass.NEVER_MISSED: "For seizures, Parkinson’s, a transplant, or opioid treatment",
    MedicineClass.HERBAL: "Herbal medicine, fish oil, vitamin E",
    MedicineClass.DMARD: "Methotrexate, leflunomide, hydroxychloroquine, sulfasalazine",
    MedicineClass.BIOLOGIC: "Biologic",
    MedicineClass.JAK: "JAK inhibitor (tofacitinib)",
    MedicineClass.STEROID: "Steroid",
    MedicineClass.OTHER: "Other",
}

ANTICOAGULANTS = frozenset({MedicineClass.WARFARIN, MedicineClass.DOAC})
# Stopped or changed for a date that no longer holds, these harm soonest.
RED_WHEN_MOVED = ANTICOAGULANTS | {MedicineClass.GLP1, MedicineClass.SGLT2, MedicineClass.INSULIN}
