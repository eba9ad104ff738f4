"""Asks whether a pinned library has a known vulnerability, at OSV, by pip-audit. Fails when one has.

Where OSV cannot be reached, it says so aloud and lets the check go on: a network that is away is no fault of the code.
Whatever else goes wrong fails. `audit.py --osv-url URL LOCK...` asks another server that speaks OSV's language.
"""

import argparse
import json
import subprocess
import sys

OSV = "https://api.osv.dev/v1/query"
# What pip-audit's last words are when nobody answers.
_AWAY = (
    "ConnectionError",
    "NewConnectionError",
    "ConnectTimeout",
    "ReadTimeout",
    "ServiceError",
    "Timeout",
    "SSLError",
)


def audit(lock: str, url: str) -> int:
    """Say what is known about the pins of `lock`; 1 when something is, or when it cannot be read."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", lock, "--disable-pip", "--require-hashes"]
    command += ["--vulnerability-service", "osv", "--osv-url", url, "--timeout", "5"]
    command += ["--progress-spinner", "off", "--format", "json"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        told = json.loads(ran.stdout)
    except ValueError:
        lines = ran.stderr.strip().splitlines() or ["pip-audit said nothing"]
        if any(word in line for line in lines[-3:] for word in _AWAY):
            print(f"\n!!! {lock} WAS NOT AUDITED: {url} cannot be reached. Run `make check` again with the network.\n")
            return 0
        print("\n".join(lines[-3:]))
        return 1
    known = [(pin["name"], pin["version"], bug) for pin in told["dependencies"] for bug in pin.get("vulns", ())]
    for name, version, bug in known:
        mended = ", ".join(bug["fix_versions"]) or "no version yet"
        print(f"{lock}: {name} {version} has a known vulnerability, {bug['id']}; mended in {mended}")
    return 1 if known else 0


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--osv-url", default=OSV)
    parser.add_argument("lock", nargs="+")
    said = parser.parse_args()
    return max(audit(lock, said.osv_url) for lock in said.lock)


if __name__ == "__main__":
    sys.exit(main())
