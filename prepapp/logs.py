"""How a line of the log is written: without the secrets that stand in addresses."""

import logging
import re

# A patient's link, or calendar. Django names the address of every request that it refuses, and these open something.
_LINK = re.compile(r"/(p|calendar)/[^/\s'\"]+")


class WithoutLinks(logging.Formatter):
    """Formats a record, its traceback too, with "/p/..." in the place of every patient's link, and the like."""

    def format(self, record: logging.LogRecord) -> str:
        return _LINK.sub(r"/\1/...", super().format(record))
