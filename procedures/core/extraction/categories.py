"""Which category a clause belongs to, told by its words: the strongest cue counts, and of equal ones the first."""

from dataclasses import dataclass

from procedures.core.extraction.category_words_care import NAMING_CARE
from procedures.core.extraction.category_words_living import DECIDING, LEANING, NAMING_LIVING
from procedures.core.extraction.drug_names import is_drug
from procedures.core.extraction.lexicon import Hit, Lexicon
from procedures.core.extraction.tokens import Words
from procedures.core.tasks import Category


@dataclass(frozen=True, slots=True)
class Cue:
    """A category and how much its word weighs: 3 decides, 2 names the thing, 1 only leans that way."""

    category: Category
    weight: int


def _cues() -> Lexicon[Cue]:
    table: dict[str, Cue] = {}
    for weight, lines in ((1, LEANING), (2, NAMING_CARE), (2, NAMING_LIVING), (3, DECIDING)):
        for category, line in lines.items():
            table.update({phrase.strip(): Cue(category, weight) for phrase in line.split(",")})
    return Lexicon(table)


_CUES = _cues()
_DRUG = Cue(Category.MEDICATION, 2)


def cues_in(words: Words) -> list[Hit[Cue]]:
    """Every cue in `words`, from the left."""
    found = list(_CUES.hits(words))
    drugs = [at for at, norm in enumerate(words.norms) if is_drug(norm)]
    known = {at for hit in found for at in range(hit.first, hit.last)} if drugs else set()
    found += [Hit(at, at + 1, _DRUG) for at in drugs if at not in known]
    return sorted(found, key=lambda hit: hit.first) if drugs else found
