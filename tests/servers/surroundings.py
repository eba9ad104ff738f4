"""What processes under test find around them: nothing of the developer's."""

import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
DOCUMENTED = re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)


def bare(home: Path, **variables: str) -> dict[str, str]:
    """An environment with nothing set but `variables`; a `.env` file counts for nothing in it."""
    unset = dict.fromkeys(DOCUMENTED, "")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    return unset | {"HOME": str(home), "PATH": path, "LANG": "C.UTF-8"} | variables
