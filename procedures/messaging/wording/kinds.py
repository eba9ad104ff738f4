"""What a step is called in a language that nobody has put its own words into: what kind of step it is, and no more.

A message that changes its language in the middle of a sentence is read as a mistake, or not at all. So one in Spanish
never holds an English title: it says what kind of step it is and by when, and leads to the list, where the English
words stand, marked as English, with whom to ask.
"""

from procedures.checklists.models import ChecklistItem
from procedures.core.tasks import Category

_SPANISH = {
    Category.FASTING: "Cuándo dejar de comer y de beber",
    Category.MEDICATION: "Medicinas",
    Category.PAIN_MANAGEMENT: "Cómo aliviar el dolor",
    Category.TEST: "Una prueba médica",
    Category.ASSESSMENT: "Una revisión médica",
    Category.APPOINTMENT: "Una cita",
    Category.HYGIENE: "El aseo del cuerpo",
    Category.WOUND_CARE: "El cuidado de la herida",
    Category.DIET: "Qué comer y beber",
    Category.ACTIVITY: "Moverse y descansar",
    Category.THERAPY: "Ejercicios",
    Category.LOGISTICS: "Algo que preparar",
    Category.HOSPITAL_STAY: "La estancia en el hospital",
    Category.MONITORING: "Algo que vigilar",
    Category.LIFESTYLE: "Hábitos de cada día",
    Category.OTHER: "Algo que hacer",
}
KINDS = {"es": _SPANISH}


def words_for(item: ChecklistItem, language: str) -> tuple[str, str]:
    """Title and instruction in `language`; where nobody reviewed any in it, what kind of step it is, and "".

    For a dose that kind is not enough: its title is "" then, and the message says to read the list.
    """
    kinds = KINDS.get(language)
    if kinds is None or item.translations.get(language):
        return item.words_in(language)
    return ("" if item.medicine_id else kinds[Category(item.category)]), ""
