"""Says whether the lock files are in step with pyproject.toml: each wanted library is pinned, fits, and has its hashes.

It needs no network, so it finds what was forgotten, not what is newer. `make lock` writes the lock files.
"""

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)


def faults(lock: str, wanted: list[str]) -> list[str]:
    """What is wrong with the lock file, a line each."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = {canonicalize_name(name): version for name, version, _ in PIN.findall(text)}
    found = [f"{lock}: {name} has no hash" for name, _, rest in PIN.findall(text) if "--hash=sha256:" not in rest]
    found += [f"{lock}: names a registry: {line}" for line in text.splitlines() if "://" in line]
    for line in wanted:
        requirement = Requirement(line)
        version = pins.get(canonicalize_name(requirement.name))
        if version is None:
            found.append(f"{lock}: {requirement.name} is missing")
        elif not requirement.specifier.contains(version, prereleases=True):
            found.append(f"{lock}: {requirement.name} is {version}, wanted is {requirement.specifier}")
    return found


def main() -> int:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = faults("requirements.lock", project["project"]["dependencies"])
    found += faults("requirements-dev.lock", project["dependency-groups"]["dev"])
    for group in ("fuzz", "bench"):
        found += faults(f"requirements-{group}.lock", project["dependency-groups"][group])
    for line in found:
        print(line)
    if found:
        print("Run `make lock`.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
