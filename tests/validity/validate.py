"""Builds sites and has the Nu checker read every page: `python3 dev.py validate`.

Errors are printed as `path:line: what it says`, but for those that allowed.yml lists.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "unit"))

from building import build  # noqa: E402

ADDRESS = "https://notes.example/study/"
REPOSITORY = "https://notes.example/repository"


@dataclass(frozen=True)
class Finding:
    """An error in a page's HTML, with the HTML around it."""

    path: str
    line: int
    message: str
    extract: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}\n    {' '.join(self.extract.split())}"


@dataclass(frozen=True)
class Allowance:
    """Findings that are known, and why they stay."""

    message: str
    extract: str
    reason: str

    def covers(self, finding: Finding) -> bool:
        return self.message in finding.message and self.extract in finding.extract


def main(arguments: list[str]) -> int:
    """0 if all pages are valid, 1 if not; 2 if a site cannot be built or checked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checker", nargs="+", help="the command that starts the Nu checker")
    parser.add_argument("--docs", type=Path, action="append", help="instead of all of ours")
    args = parser.parse_args(arguments)
    allowed = allowances(Path(__file__).with_name("allowed.yml"))
    with tempfile.TemporaryDirectory() as folder:
        sites = Path(folder)
        for docs in args.docs or own_docs():
            made = build(docs, sites / named(docs), SITE_URL=ADDRESS, REPO_URL=REPOSITORY)
            if made.returncode:
                print(f"{docs} cannot be built:\n{made.stderr}", file=sys.stderr)
                return 2
        count = sum(1 for _ in sites.rglob("*.html"))
        findings = list(check(args.checker, sites))
    lines = [str(found) for found in findings if not any(a.covers(found) for a in allowed)]
    if not args.docs:
        lines += stale(allowed, findings)
    known = len(findings) - len(lines)
    print(*lines, f"{count} pages: {len(lines)} errors, {known} more allowed.", sep="\n")
    return 1 if lines else 0


def own_docs() -> list[Path]:
    """Our notes, and those of every fixture."""
    return [ROOT / "docs", *sorted((ROOT / "tests" / "sites").glob("*/docs"))]


def named(docs: Path) -> str:
    """What a folder of notes is called in the output."""
    return docs.parent.name if docs.name == "docs" and docs.parent != ROOT else docs.name


def check(checker: list[str], sites: Path) -> Iterator[Finding]:
    """All errors that the checker finds below a folder. Raises RuntimeError when it fails."""
    options = ["--format", "json", "--errors-only", "--exit-zero-always", "--skip-non-html"]
    ran = subprocess.run([*checker, *options, str(sites)], capture_output=True, text=True)
    try:
        messages: list[dict[str, Any]] = json.loads(ran.stderr)["messages"]
    except (ValueError, KeyError) as error:
        raise RuntimeError(f"the Nu checker failed: {ran.stderr or ran.stdout}") from error
    for said in messages:
        if said["type"] == "info":
            continue
        path = said.get("url", "").partition(sites.as_posix() + "/")[2]
        yield Finding(path, said.get("lastLine", 0), said["message"], said.get("extract", ""))


def allowances(path: Path) -> list[Allowance]:
    """The allowances of a file. Raises TypeError when one lacks a part or has another."""
    return [Allowance(**entry) for entry in yaml.safe_load(path.read_text(encoding="utf-8"))]


def stale(allowed: Iterable[Allowance], findings: list[Finding]) -> list[str]:
    """A line for each allowance that covers nothing."""
    return [
        f"allowed.yml: nothing needs “{one.message}” any more; take it out"
        for one in allowed
        if not any(one.covers(found) for found in findings)
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
