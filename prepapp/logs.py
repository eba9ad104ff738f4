"""How a line of the log is written: without the secrets that stand in addresses."""

import logging
import re

# A patient's link. Django names the address of every request that it refuses, and this one opens a list.
_LINK = re.compile(r"/p/[^/\s'\"]+")


class WithoutLinks(logging.Formatter):
    """Formats a record, its traceback too, with "/p/..." in the place of every patient's link."""

    def format(self, record: logging.LogRecord) -> str:
        return _LINK.sub("/p/...", super().format(record))
