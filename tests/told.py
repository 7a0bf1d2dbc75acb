"""What the hostile tests found, added up and told at the end of the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from _pytest.terminal import TerminalReporter

Tell = Callable[..., None]
_KEY = "hostile"


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Tell:
    """Adds to the counts of the run, here or in a worker: `tell("NUL", cases=1, questions=3)`."""
    counts: dict[str, int] = {}  # A worker's report holds nothing but plain values (xdist 3.8).
    record_property(_KEY, counts)

    def tell(damage: str = "", **found: int) -> None:
        for name, count in found.items():
            key = f"{damage}\t{name}"
            counts[key] = counts.get(key, 0) + count

    return tell


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Say how many cases there were and what they found, in all and of each damage."""
    whole: Counter[str] = Counter()
    by_damage: dict[str, Counter[str]] = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == "call":
                for key, value in report.user_properties:
                    if key == _KEY:
                        _add(value, whole, by_damage)
    if whole:
        terminalreporter.write_line(f"hostile notes: {_said(whole)}")
    for damage in sorted(by_damage):
        terminalreporter.write_line(f"  {damage}: {_said(by_damage[damage])}")


def _add(found: dict[str, int], whole: Counter[str], by_damage: dict[str, Counter[str]]) -> None:
    for key, count in found.items():
        damage, name = key.split("\t")
        whole[name] += count
        if damage:
            by_damage.setdefault(damage, Counter())[name] += count


def _said(counts: Counter[str]) -> str:
    return ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in counts.items())
