"""The name of the procedure that a document is about."""

from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.tokens import words_of
from procedures.core.reading.document import BlockKind, Document

_NAME_LABEL = phrases(
    "name of the procedure, name of procedure, procedure name, name of the operation, name of operation, "
    "common name, common name ( s ), common names"
)
_NO_NAMES = phrases(
    "cpt4 code, hcpcs code, cpt code, icd code, search all medical codes, table of contents, contents, summary, "
    "home, menu"
)
_LONGEST = 200


def procedure_name(document: Document) -> str:
    """What stands after "Name of the Procedure:", else the title, else the first line; "" for an empty document."""
    lines = [" ".join(block.span.of(document.text).strip("#*_ ").split()) for block in document.blocks[:40]]
    for at, line in enumerate(lines):
        words = words_of(line)
        if found := _NAME_LABEL.at(words, 0):
            named = words.between(found.last, len(words)).lstrip(" :*()s") if ":" in line[:40] else ""
            named = line.split(":", 1)[1].strip(" *") if ":" in line else named
            if not named and at + 1 < len(lines):
                following = lines[at + 1]
                named = (
                    following.split(":", 1)[1].strip()
                    if _NAME_LABEL.at(words_of(following), 0) and ":" in following
                    else following
                )
            if named:
                return named[:_LONGEST]
    heads = [
        (block, line) for block, line in zip(document.blocks, lines, strict=False) if block.kind is BlockKind.HEADING
    ]
    # A marked heading says more than a line that only looks like one, such as a link above the page.
    headed = [line for block, line in sorted(heads, key=lambda pair: pair[0].level == 0)]
    for line in (*headed[:1], *lines):
        if line and _NO_NAMES.at(words_of(line), 0) is None:
            return line[:_LONGEST]
    return ""
