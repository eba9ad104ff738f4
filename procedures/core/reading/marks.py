"""The marks that open a line: bullets, numbers, check boxes, `#` of a heading, the rule under one."""

import re
from dataclasses import dataclass

from procedures.core.reading.document import BlockKind

_BULLETS = r"[-*+•‣▪▫◦●○∙·–—■□☐☑✓✔✗✘➢➤►▶❖]"
_MARK = re.compile(
    rf"""(?P<indent>[ \t\u00a0]*)
    (?: (?P<hashes>\#{{1,6}}) [ \t]+
      | \[[ xX✓]?\][ \t]+
      | (?: {_BULLETS} | \d{{1,2}}[.)] | \(\d{{1,2}}\) | [A-Za-z]\) | \([A-Za-z]\) )
        (?: [ \t\u00a0]+ | (?<=[•‣▪●■►✓✔✗✘]) )
        (?: \[[ xX]?\][ \t]+ )?
        (?: {_BULLETS}[ \t]+ )?
    )""",
    re.VERBOSE,
)
_INDENT = re.compile(r"[ \t\u00a0]*")
_RULE = re.compile(r"[ \t]*(?:[-=_*~•·][ \t]?){3,}[ \t]*")
_BOLD_LINE = re.compile(r"[ \t]*(?:\*\*|__)[^*_]+(?:\*\*|__)[ \t:]*\\?")


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before the words of a line: `width` characters, `indent` of them white space."""

    kind: BlockKind | None
    width: int
    indent: int
    level: int = 0


def mark_of(line: str) -> Mark:
    """Tell what opens `line`; `kind` is None for a line of plain words."""
    found = _MARK.match(line)
    if found is None:
        indent = _INDENT.match(line)
        width = indent.end() if indent else 0
        return Mark(None, width, width)
    indent_width = len(found["indent"].expandtabs(4))
    if found["hashes"]:
        return Mark(BlockKind.HEADING, found.end(), indent_width, level=len(found["hashes"]))
    return Mark(BlockKind.ITEM, found.end(), indent_width)


def is_rule(line: str) -> bool:
    """True for a line that is only drawn: "-----", "=====", "* * *"."""
    return _RULE.fullmatch(line) is not None


def is_bold_line(line: str) -> bool:
    """True for a line that is bold from end to end, as Markdown writes it."""
    return _BOLD_LINE.fullmatch(line) is not None
