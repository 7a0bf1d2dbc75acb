"""Measures this site against others on generated notes, and writes BENCHMARKS.md.

`python3 dev.py bench`. A group of rows is a module with a TITLE, a text ABOUT it, and a function
`rows(workshop, runs)`; add it to GROUPS, and it is measured and written down.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

import builds
import exploring
import generators
import note_page
import reloads
import report
import searching
import workshop

GROUPS: dict[str, Any] = {
    "builds": builds,
    "reloads": reloads,
    "note-page": note_page,
    "explorer": exploring,
    "search": searching,
}
REPORT = generators.ROOT / "BENCHMARKS.md"


def main(arguments: list[str]) -> int:
    """Measure and write. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--notes", type=int, default=1000, help="the most notes to generate")
    parser.add_argument("--runs", type=int, default=3, help="how often to measure each of them")
    parser.add_argument("--only", choices=GROUPS, action="append", help="a group of rows")
    args = parser.parse_args(arguments)
    fresh = {}
    with tempfile.TemporaryDirectory() as folder:
        opened = workshop.opened(Path(folder), args.notes)
        for name in args.only or GROUPS:
            group = GROUPS[name]
            rows = group.rows(opened, args.runs)
            measured = f"Medians of {args.runs} runs. {workshop.machine()}"
            fresh[group.TITLE] = report.section(group.TITLE, rows, group.ABOUT, measured)
            print(fresh[group.TITLE], flush=True)
    titles = [group.TITLE for group in GROUPS.values()]
    written = REPORT.read_text(encoding="utf-8") if REPORT.is_file() else ""
    REPORT.write_text(report.merged(written, fresh, titles), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
