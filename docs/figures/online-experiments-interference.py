"""Lift that a split of users shows, and lift of a full launch, when all share one stock."""

from __future__ import annotations

from _paper import BLUE, INK, QUIET, VERMILION, Axes, Sheet

LIFT = 0.1


def launch(pressure: float) -> float:
    """Relative lift in sales when everybody is treated; `pressure` is demand over stock."""
    return min(pressure * (1 + LIFT), 1) / min(pressure, 1) - 1


sheet = Sheet(
    600,
    370,
    "One stock for both arms",
    "Lift in sales against the demand of the control version divided by the stock. A split of "
    "users shows 10 percent everywhere. A launch for everybody gains 10 percent up to 0.91, then "
    "less, and nothing from 1 on, where the stock is sold out anyway.",
)
axes = Axes(sheet, (70, 44, 576, 306), (0.7, 1.3), (-2, 14))
axes.frame(
    [(x / 10, f"{x / 10:.1f}") for x in range(7, 14)],
    [(y, f"{y}%") for y in (0, 5, 10)],
    "demand of the old version / stock",
    "lift in sales",
)
sheet.words((70, 28), "One stock for both arms: a tenth more buyers", bold=True)
points = [0.7 + step / 500 for step in range(301)]
axes.curve([(x, 100 * launch(x)) for x in points], BLUE, 3)
axes.curve([(0.7, 100 * LIFT), (1.3, 100 * LIFT)], VERMILION, 3, "7 4")
axes.words((1.02, 10), "shown by a split of users", VERMILION, shift=(0, -10), bold=True)
axes.words((1.02, 0), "launch for everybody", BLUE, shift=(0, 20), bold=True)
axes.arrow((1.2, 9.6), (1.2, 0.4), INK, 2)
axes.words((1.2, 5), "sales taken from control", INK, "end", (-10, 5))
axes.words((0.72, 5), "stock left over", QUIET, shift=(0, 24))
sheet.save(__file__)
