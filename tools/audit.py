"""Known vulnerabilities in what the lock files name, by pip-audit and `npm audit`.

Prints what they find. Exit code 0, 1 when something is known, 2 when nobody could be asked.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


class NoAnswer(Exception):
    """The service that knows of vulnerabilities cannot be reached, or said something else."""


def main(arguments: Sequence[str]) -> int:
    """`PIP_AUDIT NPM NPM_LOCK… REQUIREMENTS…`: the programs, and the lock files to look at."""
    pip_audit, npm, *locks = arguments
    found = missed = 0
    for lock in map(Path, locks):
        shown = lock.relative_to(ROOT) if lock.is_relative_to(ROOT) else lock
        known = 0
        try:
            for line in _npm(npm, lock) if lock.suffix == ".json" else _python(pip_audit, lock):
                known += 1
                print(f"{shown}: {line}", flush=True)
            if not known:
                print(f"{shown}: nothing is known", flush=True)
        except NoAnswer as error:
            missed += 1
            print(f"{shown}: no answer: {error}", file=sys.stderr)
        found += known
    if missed:
        print("Not all could be looked up: this command needs the network.", file=sys.stderr)
        return 2
    return 1 if found else 0


def _python(pip_audit: str, lock: Path) -> Iterator[str]:
    options = ["--require-hashes", "--disable-pip", "--progress-spinner", "off", "-f", "json"]
    said = _said([pip_audit, "-r", str(lock), *options], lock.parent)
    packages = said.get("dependencies", [])
    for package in packages:
        for one in package.get("vulns", []):
            fixed = ", ".join(one.get("fix_versions", [])) or "no version yet"
            yield f"{package['name']} {package['version']}: {one['id']}; mended in {fixed}"
    # It says that nothing is known, too, when nobody knew the package.
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    if skipped or not packages:
        raise NoAnswer(f"{len(skipped)} of {len(packages)} packages: {', '.join(skipped[:3])} …")


def _npm(npm: str, lock: Path) -> Iterator[str]:
    said = _said([npm, "audit", "--json", "--package-lock-only"], lock.parent)
    if "vulnerabilities" not in said:
        raise NoAnswer(str(said.get("message") or said)[:200])
    for name, one in sorted(said["vulnerabilities"].items()):
        for via in one["via"]:
            if isinstance(via, dict):
                yield f"{name} {via.get('range', '')}: {via.get('title')} ({via.get('url')})"


def _said(command: Sequence[str], cwd: Path) -> dict[str, Any]:
    """What a program says in JSON. Raises NoAnswer when that is not what it says."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    try:
        said = json.loads(done.stdout)
    except ValueError:
        lines = done.stderr.strip().splitlines()
        raise NoAnswer(lines[-1][:200] if lines else f"exit code {done.returncode}") from None
    return said if isinstance(said, dict) else {"dependencies": said}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
