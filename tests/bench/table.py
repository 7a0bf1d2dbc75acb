"""The table: what was measured against what was to be reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """Two numbers of one kind and the ratio wanted of them, as issue 5 has it."""

    what: str
    ours: float
    baseline: float
    unit: str
    against: str
    reach: float | None = None

    @property
    def ratio(self) -> float:
        """Ours by the baseline's; nothing by nothing is nothing."""
        return self.ours / self.baseline if self.ours or self.baseline else 0.0

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as it is printed."""
        wanted = "report" if self.reach is None else f"≤ {self.reach:g} ×"
        met = "" if self.reach is None else "yes" if self.ratio <= self.reach else "no"
        ours, baseline = (f"{number:.3g} {self.unit}" for number in (self.ours, self.baseline))
        return self.what, ours, baseline, self.against, f"{self.ratio:.2f} ×", wanted, met


HEAD = ("What", "Ours", "Baseline", "of", "Ratio", "Wanted", "Met")


def markdown(rows: Iterable[Row]) -> str:
    """The rows as a table."""
    every = [HEAD, tuple("-" * 3 for _ in HEAD), *(row.cells for row in rows)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in every)
