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
    """Adds to the counts of the run, here or in a worker: `tell(cases=1, questions=3)`."""
    counts: dict[str, int] = {}  # A worker's report holds nothing but plain values (xdist 3.8).
    record_property(_KEY, counts)

    def tell(**found: int) -> None:
        for name, count in found.items():
            counts[name] = counts.get(name, 0) + count

    return tell


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Say how many cases there were and what they found."""
    whole: Counter[str] = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == "call":
                for name, value in report.user_properties:
                    if name == _KEY:
                        whole.update(value)
    if whole:
        said = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in whole.items())
        terminalreporter.write_line(f"hostile notes: {said}")
