"""The few phrases that the software itself says on a patient's list, in each language. They give no value."""

from procedures.core.tasks import ASK_ABOUT_FASTING, ASK_ABOUT_MEDICINES

ASK_FASTING_TITLE = "Ask when to stop eating and drinking"
ASK_MEDICINES_TITLE = "Ask about your medicines"
ASK_WHICH_MEDICINES = "Ask which of your medicines change, and when"

FOLLOW_PLAN_TITLE = "Follow your own medicine plan"
FOLLOW_PLAN = (
    "It stands on your list, under “Your medicines”. Ask your team about any medicine that is not on it. "
    "Do not stop any on your own."
)

_SPANISH = {
    FOLLOW_PLAN_TITLE: "Siga su propio plan de medicinas",
    FOLLOW_PLAN: (
        "Está en su lista, bajo “Sus medicinas”. Pregunte a su equipo por cualquier medicina que no esté en él. "
        "No deje de tomar ninguna por su propia cuenta."
    ),
    ASK_FASTING_TITLE: "Pregunte cuándo dejar de comer y de beber",
    ASK_ABOUT_FASTING: "Pregunte a su equipo cuándo debe dejar de comer y de beber.",
    ASK_MEDICINES_TITLE: "Pregunte por sus medicinas",
    ASK_WHICH_MEDICINES: "Pregunte cuáles de sus medicinas cambian y cuándo",
    ASK_ABOUT_MEDICINES: (
        "Pregunte a su equipo qué medicinas debe cambiar. No deje de tomar ninguna por su propia cuenta."
    ),
}
FIXED_WORDS = {"es": _SPANISH}


def fixed(words: str, language: str) -> str:
    """The phrase `words` in `language`; in English where there is none."""
    return FIXED_WORDS.get(language, {}).get(words, words)
