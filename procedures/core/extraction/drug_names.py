"""Drugs told by the ending of their name, as the International Nonproprietary Names are made."""

from procedures.core.word_set import word_set

_ENDINGS = tuple(
    word_set(
        "azepam bactam cillin codone coxib cycline dipine dronate floxacin formin fylline gabalin gatran gliflozin "
        "gliptin glutide grelor imazole lukast methasone mycin nidazole olol oxetine oxicam parin prazole profen "
        "sartan semide setron solone statin thiazide thyroxine triptan xaban zolam"
    )
)
_SHORTEST = 7


def is_drug(norm: str) -> bool:
    """True for a word built like the name of a drug: "levothyroxine", "edoxaban", "dapagliflozin"."""
    return len(norm) >= _SHORTEST and norm.endswith(_ENDINGS)
