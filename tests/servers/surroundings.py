"""What processes under test find around them: nothing of the developer's."""

import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
DOCUMENTED = re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
# All processes of a test open what the others sealed.
KEYS = {
    "SEALING_KEYS": "tests:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
    "INDEX_KEYS": "tests:ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=",
}


def bare(home: Path, **variables: str) -> dict[str, str]:
    """An environment with nothing set but `variables`; a `.env` file counts for nothing in it."""
    unset = dict.fromkeys(DOCUMENTED, "")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    return unset | KEYS | {"HOME": str(home), "PATH": path, "LANG": "C.UTF-8"} | variables
