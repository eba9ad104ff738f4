"""Reads a spreadsheet in a process of its own, so that no workbook can hurt the server."""

from procedures.catalog.limited_process import TooHeavy, answer_as_child, answer_of
from procedures.web.nurse.theatre_list.sheets import UnreadableSheet, read_rows

# A list of two hundred patients takes a tenth of either.
MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 20
_TOO_HEAVY = "Reading this file took too much time or memory. Copy the rows into a new workbook, or save them as CSV."


def read_rows_apart(data: bytes, *, memory: int = MEMORY_BYTES, cpu: int = CPU_SECONDS) -> list[list[str]]:
    """The same as `read_rows`, in a child process that may use `memory` bytes and `cpu` seconds.

    :raises UnreadableSheet: also when the file asks for more than that.
    """
    try:
        answer = answer_of("procedures.web.nurse.theatre_list.sheets_apart", data=data, memory=memory, cpu=cpu)
    except TooHeavy:
        raise UnreadableSheet(_TOO_HEAVY) from None
    if isinstance(answer, str):
        raise UnreadableSheet(answer)
    return [[str(cell) for cell in row] for row in answer]


def _answer(data: bytes) -> list[list[str]] | str:
    try:
        return read_rows(data)
    except UnreadableSheet as error:
        return str(error)


if __name__ == "__main__":
    answer_as_child(_answer)
