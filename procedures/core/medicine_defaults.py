"""What is usual for a class of medicines around an operation, with its source: a start for a clinician's thinking.

Safety rule 1: shown to staff only. It is never written into a plan, never sent, and no rule of this software reads it.
Sources that are marked "not checked" were not looked up for this table.
"""

from dataclasses import dataclass

from procedures.core.medicine_classes import MedicineClass


@dataclass(frozen=True, slots=True)
class Usual:
    """One class: what is usually done, and who says so."""

    words: str
    source: str


_KIND = MedicineClass
USUAL = {
    _KIND.WARFARIN: Usual(
        "Often stopped 5 days before, and started again about 24 hours after. Heparin in between is not routine.",
        "CHEST guidelines 2012 and 2022",
    ),
    _KIND.DOAC: Usual(
        "Often 1 day before at low or moderate risk of bleeding, 2 days at high risk (spine counts as high). Again "
        "after 1 day, or 2 to 3. Dabigatran with weak kidneys (clearance under 50): 2 days, or 4.",
        "PAUSE study; AAFP 2023. Longer before spinal anesthesia: not checked",
    ),
    _KIND.ASPIRIN: Usual(
        "Mostly kept on. For the brain or the spine it is decided one by one, up to 7 days. With a stent, ask "
        "cardiology.",
        "AAFP 2023. Stents: not checked",
    ),
    _KIND.ANTIPLATELET: Usual(
        "Clopidogrel about 5 days, ticagrelor 3 to 5, prasugrel 7. With a stent: ask cardiology.",
        "CHEST 2022, as cited by clinics. Stents: not checked",
    ),
    _KIND.NSAID: Usual(
        "Leaflets say 5 to 7 days. By how long they act: 1 to 5 days.", "Clinics’ leaflets; not checked"
    ),
    _KIND.GLP1: Usual(
        "Since 2024 most may keep it on, decided together. With risks (early weeks, high dose, a slow stomach): a day "
        "of liquids, or care at the anesthetic. The advice of 2023 was 1 week for weekly ones.",
        "Joint advice of five societies, October 2024; ASA 2023",
    ),
    _KIND.SGLT2: Usual(
        "Often at least 3 days before; ertugliflozin at least 4.", "FDA labels; AHA and ACC 2024 say 3 to 4 days"
    ),
    _KIND.METFORMIN: Usual(
        "Often left out on the day of the operation. With contrast dye, leaflets differ.", "ADA, as cited in 2023"
    ),
    _KIND.ORAL_GLUCOSE: Usual("Often left out on the morning of the operation.", "ADA, as cited in 2023"),
    _KIND.INSULIN: Usual(
        "Often half of NPH, or 75 to 80 percent of a long-acting one or of the pump’s base rate, with frequent checks.",
        "ADA 2023",
    ),
    _KIND.ACE_ARB: Usual(
        "Sources differ: kept on (2014), or left out for 24 hours in some patients (2024). Ask the anesthetist.",
        "ACC and AHA 2014; 2024: not checked",
    ),
    _KIND.BETA_BLOCKER_STATIN: Usual("Kept on. A beta blocker is never started on the day.", "ACC and AHA 2014"),
    _KIND.NEVER_MISSED: Usual(
        "Kept on, and the list says so. Older leaflets that stop buprenorphine are out of date.",
        "Hospital guidance; buprenorphine: not checked",
    ),
    _KIND.HERBAL: Usual("1 to 2 weeks before.", "ASA advice, as cited by clinics"),
    _KIND.DMARD: Usual("Kept on for a new hip or knee.", "ACR and AAHKS 2022"),
    _KIND.BIOLOGIC: Usual(
        "Operate at the end of the dosing cycle. Again about 14 days after, if the wound has healed.",
        "ACR and AAHKS 2022",
    ),
    _KIND.JAK: Usual("At least 3 days before.", "ACR and AAHKS 2022"),
    _KIND.STEROID: Usual("Not stopped suddenly. Whether a larger dose is needed is the team’s call.", "not checked"),
    _KIND.OTHER: Usual("Nothing is noted here. Ask a pharmacist or the anesthetist.", "none"),
}
