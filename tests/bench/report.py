"""The report: BENCHMARKS.md, a section for each group of rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from table import Row, markdown

HEAD = """\
# Benchmarks

Written by `python3 dev.py bench`; read the ratios. The notes are made by `tests/bench/corpus.py`.
What a row compares was measured in turn in the same run.

"""


def section(title: str, rows: Iterable[Row], about: str, measured: str) -> str:
    """A group of rows. `measured` says how, on what and with what."""
    return f"## {title}\n\n{markdown(rows)}\n{measured}\n\n{about.strip()}\n"


def merged(report: str, fresh: Mapping[str, str], titles: Iterable[str]) -> str:
    """The report with these sections in place of its own, in the order of `titles`.

    What was measured earlier and not now stays; what has no title any more goes.
    """
    parts = report.split("\n## ")[1:]
    known = {part.partition("\n")[0]: f"## {part.strip()}\n" for part in parts}
    sections = {**known, **fresh}
    return HEAD + "\n".join(sections[title] for title in titles if title in sections)
