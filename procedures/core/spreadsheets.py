"""What may stand in a cell of a list that is opened in a spreadsheet: words, never a formula.

Whoever types a name chooses what a colleague's spreadsheet reads: `=HYPERLINK(...)` in a name would run when the list
is opened. See OWASP's page on CSV injection. Every export passes its values through here, for CSV and for XLSX.
"""

import unicodedata

# What a spreadsheet takes for the beginning of a formula.
_BEGINS_A_FORMULA = ("=", "+", "-", "@")
# What it skips before it, or takes for the end of a cell.
_SKIPPED = " \t\r\n\v\f\0\ufeff\u00a0"


def safe_cell(value: object) -> object:
    """`value`, with an apostrophe before words that a spreadsheet would reckon; numbers and dates stay as they are.

    Full-width signs count too: some spreadsheets read them as the plain ones. A NUL is left out.
    """
    if not isinstance(value, str):
        return value
    words = value.replace("\0", "")
    first = unicodedata.normalize("NFKC", words.lstrip(_SKIPPED)[:1])
    is_odd = words[:1] in ("\t", "\r", "\n")
    return f"'{words}" if is_odd or first.startswith(_BEGINS_A_FORMULA) else words
