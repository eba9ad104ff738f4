"""Numbers in digits."""

from fractions import Fraction

from procedures.core.rewording.lexicon import Lexicon
from procedures.core.rewording.tokens import Read

_THOUSANDS = 3


def values_of(digits: str, lexicon: Lexicon) -> tuple[Fraction, ...]:
    """Every number that digits with points and commas can mean: "1.5", "1,5", "1,000"; in Spanish also "1.000"."""
    separators = [letter for letter in digits if not letter.isdecimal()]
    if not separators:
        return (Fraction(int(digits)),)
    parts = digits.replace(",", ".").split(".")
    whole, last = parts[0], parts[-1]
    as_one = Fraction(int("".join(parts)))
    if len(separators) > 1:
        if len(set(separators)) > 1:  # "1,234.5"
            return (Fraction(f"{int(''.join(parts[:-1]))}.{last}"),)
        return (as_one,)
    decimal = Fraction(f"{int(whole)}.{last}")
    if len(last) != _THOUSANDS or int(whole) == 0:
        return (decimal,)
    if separators[0] == ",":
        return (decimal, as_one) if lexicon.has_point_thousands else (as_one,)
    return (decimal, as_one) if lexicon.has_point_thousands else (decimal,)


def fraction_at(read: Read, at: int) -> Fraction | None:
    """One half to seven eighths, written with a slash; None for anything else, as "120/80"."""
    top, slash, bottom = read.norm(at), read.norm(at + 1), read.norm(at + 2)
    if slash != "/" or not (top.isdecimal() and bottom.isdecimal() and len(top + bottom) == len("12")):
        return None
    if not read.tokens[at + 1].is_joined or bottom not in "2348" or not 0 < int(top) < int(bottom):
        return None
    return Fraction(int(top), int(bottom))
