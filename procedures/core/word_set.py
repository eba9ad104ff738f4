"""Sets of single words, written as one line of text."""


def word_set(line: str) -> frozenset[str]:
    """The words of `line`, which spaces part."""
    return frozenset(line.split())
