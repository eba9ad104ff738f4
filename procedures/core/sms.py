"""Text messages as the networks carry them: the GSM-7 alphabet and its segments (3GPP TS 23.038)."""

import unicodedata

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€")
_ALPHABET = _BASIC | _EXTENDED
_PLAIN = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00a0": " ", "\u202f": " ", "•": "-"}
)
SINGLE, PART = 160, 153


def is_gsm7(text: str) -> bool:
    """True when every character is in the alphabet: else the whole text goes out at 70 characters a segment."""
    return _ALPHABET.issuperset(text)


def to_gsm7(text: str) -> str:
    """`text` in the alphabet: typographic signs made plain, marks dropped where a letter has none there, else "?"."""
    plain = unicodedata.normalize("NFC", text.translate(_PLAIN))
    return plain if is_gsm7(plain) else "".join(_fit(character) for character in plain)


def segments(text: str) -> int:
    """How many segments `text`, in the alphabet, is sent and paid as.

    :raises ValueError: for a text outside the alphabet.
    """
    if not is_gsm7(text):
        raise ValueError("not in the GSM-7 alphabet")
    length = len(text) + sum(text.count(character) for character in _EXTENDED)
    return 1 if length <= SINGLE else -(-length // PART)


def _fit(character: str) -> str:
    if is_gsm7(character):
        return character
    bare = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
    return bare if bare and is_gsm7(bare) else "?"
