"""Classes of medicines that matter before an operation. What is usual for each stands in `medicine_defaults`."""

import re
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

_SAID = {
    MedicineClass.WARFARIN: r"warfarin|coumadin|blood.thinn\w+|anticoagulants?",
    MedicineClass.DOAC: r"apixaban|eliquis|rivaroxaban|xarelto|dabigatran|pradaxa|edoxaban|blood.thinn\w+|"
    r"anticoagulants?",
    MedicineClass.ASPIRIN: r"aspirin|antiplatelets?|blood.thinn\w+",
    MedicineClass.ANTIPLATELET: r"clopidogrel|plavix|ticagrelor|prasugrel|antiplatelets?|blood.thinn\w+",
    MedicineClass.NSAID: r"nsaids?|anti.?inflammator\w+|ibuprofen|naproxen|diclofenac|motrin|advil|aleve",
    MedicineClass.GLP1: r"glp.?1\w*|semaglutide|ozempic|wegovy|liraglutide|dulaglutide|tirzepatide|mounjaro|"
    r"diabet\w+|weight.loss",
    MedicineClass.SGLT2: r"sglt.?2\w*|\w+gliflozin|jardiance|farxiga|diabet\w+",
    MedicineClass.METFORMIN: r"metformin|diabet\w+",
    MedicineClass.ORAL_GLUCOSE: r"gliclazide|glipizide|glimepiride|sitagliptin|pioglitazone|diabet\w+",
    MedicineClass.INSULIN: r"insulins?|diabet\w+",
    MedicineClass.ACE_ARB: r"ace.inhibitors?|arbs?|\w+pril|\w+sartan|blood.pressure",
    MedicineClass.BETA_BLOCKER_STATIN: r"beta.?blockers?|statins?|\w+olol|\w+statin|blood.pressure",
    MedicineClass.HERBAL: r"herbal\w*|supplements?|fish.oil|vitamins?",
    MedicineClass.DMARD: r"methotrexate|leflunomide|hydroxychloroquine|sulfasalazine",
    MedicineClass.BIOLOGIC: r"biologics?",
    MedicineClass.JAK: r"jak.inhibitors?|tofacitinib",
    MedicineClass.STEROID: r"steroids?|prednis\w+|hydrocortisone",
}
# How a document may speak of a class. Too wide does no harm: the patient's own plan counts for what it names.
WORDS = {key: re.compile(rf"\b(?:{said})\b", re.IGNORECASE) for key, said in _SAID.items()}
