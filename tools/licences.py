"""The list of other people's software that this project uses, with its licences: THIRD-PARTY.md.

Python packages are those of `requirements.txt`, with what their installed metadata says; npm
packages are those of `package-lock.json`. Versions are in the lock files, not here.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "THIRD-PARTY.md"
NPM_LOCKS = tuple(
    ROOT / folder / "package-lock.json" for folder in ("hooks/npm", "tests/validity", "tests/bench")
)

READERS = {
    "mkdocs-material": "the theme's scripts, styles and icons",
    "@mathjax/mathjax-newcm-font": "the fonts of formulas",
    "mathjax": "the style rules of formulas",
    "idb": "in the scripts for practice",
    "ts-fsrs": "in the scripts for practice",
}
"""What is copied into a site, and so reaches its readers."""

_NAMES = {
    "3-clause bsd license": "BSD-3-Clause",
    "apache 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "agpl-3": "AGPL-3.0-or-later",
    "bsd": "BSD",
    "bsd license": "BSD",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
}
_MIT = "Permission is hereby granted, free of charge"
_LONGEST = 40
_HEAD = """\
# Third-party software

Written by `python3 dev.py licences`; a test says when it is out of date. None of this software is
in the repository. Set-up fetches it, at the versions and with the digests of the lock files.
"""


class UnknownLicence(Exception):
    """A package whose metadata do not say under which licence it is."""


@dataclass(frozen=True, order=True)
class Package:
    """A package from PyPI or npm, what it is under, and whether a build needs it."""

    name: str
    origin: str
    licence: str
    builds: bool


def packages() -> tuple[Package, ...]:
    """Every Python package of the lock that is installed here, and every npm package."""
    return tuple(sorted([*_python_packages(), *_npm_packages()]))


def text(found: Iterable[Package]) -> str:
    """The list as Markdown."""
    every = tuple(found)
    read = [p for p in every if p.name in READERS]
    build = [p for p in every if p.builds and p.name not in READERS]
    test = [p for p in every if not p.builds]
    rows = "\n".join(f"| {p.name} | {p.origin} | {p.licence} | {READERS[p.name]} |" for p in read)
    first = "\n## On the site\n\n| Package | From | Licence | What of it |\n|---|---|---|---|\n"
    return f"{_HEAD}{first}{rows}\n{_table('To build it', build)}{_table('To test it', test)}"


def names(listed: str) -> Mapping[str, str]:
    """The licence of each package in the list's text."""
    rows = re.findall(r"^\| (\S+) \| (?:PyPI|npm) \| ([^|]+) \|", listed, re.MULTILINE)
    return {name: licence.strip() for name, licence in rows}


def _table(title: str, rows: Iterable[Package]) -> str:
    lines = "\n".join(f"| {p.name} | {p.origin} | {p.licence} |" for p in rows)
    return f"\n## {title}\n\n| Package | From | Licence |\n|---|---|---|\n{lines}\n"


def _python_packages() -> Iterator[Package]:
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = _closure(project["dependencies"])
    for name in sorted(set(re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE))):
        found = _installed(name)
        if found:
            yield Package(name, "PyPI", _licence(found), canonicalize_name(name) in needed)


def _closure(requirements: Iterable[str]) -> set[str]:
    """The names of these packages and of all that they need here."""
    seen: set[str] = set()
    waiting = list(requirements)
    while waiting:
        wanted = Requirement(waiting.pop())
        name = canonicalize_name(wanted.name)
        if name in seen or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
            continue
        seen.add(name)
        found = _installed(name)
        waiting += (found.requires or []) if found else []
    return seen


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None  # For another system.


def _licence(found: Distribution) -> str:
    metadata = found.metadata
    keys = (key for key in ("License-Expression", "License") if key in metadata)
    said = next((metadata[key] for key in keys if metadata[key].strip()), "")
    classifiers = [
        " ".join(each.split("::")[-1].split())
        for each in metadata.get_all("Classifier") or ()
        if each.startswith("License ::") and each.count("::") > 1
    ]
    if _MIT in said:
        return "MIT"
    if not said.strip() or len(said) > _LONGEST * 2 or said == "UNKNOWN":
        said = " or ".join(sorted({_named(each) for each in classifiers}))
    if not said:
        raise UnknownLicence(f"{found.name} does not say its licence; look it up and add it here")
    return _named(said)


def _named(said: str) -> str:
    plain = " ".join(said.split())
    return _NAMES.get(plain.lower(), plain)


def _npm_packages() -> Iterator[Package]:
    found: dict[str, Package] = {}
    for lock in NPM_LOCKS:
        entries = json.loads(lock.read_text(encoding="utf-8"))["packages"]
        for path, entry in entries.items():
            name = path.rpartition("node_modules/")[2]
            if not path or name in found or "cpu" in entry:  # The same for one kind of machine.
                continue
            if not entry.get("license"):
                raise UnknownLicence(f"{name} does not say its licence; look it up and add it here")
            builds = lock == NPM_LOCKS[0] and not entry.get("dev", False)
            found[name] = Package(name, "npm", entry["license"], builds)
    yield from found.values()


def main() -> int:
    """Write the list."""
    try:
        LIST.write_text(text(packages()), encoding="utf-8")
    except UnknownLicence as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Wrote {LIST.name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
