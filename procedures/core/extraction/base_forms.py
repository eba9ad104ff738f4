"""Whether an unknown word that opens a clause is a verb in its base form: told by its shape and by what follows."""

from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.tokens import Words
from procedures.core.word_set import word_set

_SHORTEST = 3
_OBJECTS = word_set(
    "the a an your any all some this these those it them him her yourself yourselves both each every no plenty "
    "enough our us me their his my others someone"
)
_PARTICLES = word_set("up out off away down back")
_TIMES = word_set(
    "day days night nights morning evening afternoon week weeks month months hour hours first next second last few "
    "following time minute minutes same third year years couple"
)
# A word with one of these ends is a noun, an adjective or another form of the verb.
_NO_BASE = (
    "ing", "ed", "ly", "tion", "sion", "ness", "ment", "ity", "ful", "ous", "al", "ism", "ist", "ology", "ance",
    "ence", "able", "ible", "est", "'s", "'ll", "'re", "'t", "itis", "ia", "ery", "ship", "age", "ic", "or",
)  # fmt: skip
_NO_VERBS = word_set(
    "once while when where whether until till unless since because although though however therefore after before "
    "during within without with under over about above below between through throughout for from into onto upon near "
    "despite except like unlike via per and but yet nor not never also even only just then thus both either neither "
    "half most many much more less few several some any every each another other such same what which who whom whose "
    "why how this that these those there here they them you your our her his its their she him "
    "was were are has had does did will would shall should may might can could must been being "
    "all none nothing anything everything something someone anyone everyone somebody nobody one two three four five "
    "six seven eight nine ten first second third last next now soon later today tomorrow tonight yesterday "
    "again always often sometimes perhaps maybe rather quite very too "
    "pain day night week month year hour morning evening afternoon time surgery blood skin food water wound "
    "patient patients doctor nurse surgeon team staff people child hospital "
    "side part lot number amount type kind sort-of top bottom inside outside across along around behind beyond "
    "against among beside besides towards toward regarding concerning including "
    "yes please okay out off away back down minus plus than"
)
_NOT_PARTICLE = phrases("back pain, off work, off school, out of hours, down time")


def is_base_form(words: Words, at: int) -> bool:
    """True for "Wriggle your toes", "Sort out a lift": no noun has "your" or "out the" right behind it."""
    norm = words.norm(at)
    if len(norm) < _SHORTEST or not norm.isalpha() or norm in _NO_VERBS or norm.endswith(_NO_BASE):
        return False
    if norm.endswith("s") and not norm.endswith("ss"):
        return False
    following = at + 1
    if words.norm(following) in _PARTICLES and _NOT_PARTICLE.at(words, following) is None:
        following += 1
        return words.norm(following) in _OBJECTS or words.norm(following).isalpha()
    return words.norm(following) in _OBJECTS and words.norm(following + 1) not in _TIMES
