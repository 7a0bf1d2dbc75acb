"""The standardised mean of exponential draws against the normal curve, for 1, 4 and 30 draws."""

from __future__ import annotations

import math

from _paper import BLUE, GREEN, INK, VERMILION, Axes, Sheet

SIZES = [(1, VERMILION), (4, GREEN), (30, BLUE)]


def density(z: float, n: int) -> float:
    """Density of the standardised mean of n exponential draws: a shifted, scaled gamma."""
    total = n + z * math.sqrt(n)
    if total <= 0:
        return 0.0
    return math.sqrt(n) * math.exp((n - 1) * math.log(total) - total - math.lgamma(n))


def normal(z: float) -> float:
    """The standard normal density."""
    return math.exp(-z * z / 2) / math.sqrt(2 * math.pi)


sheet = Sheet(
    560,
    400,
    "Means of skewed data become normal in the middle first",
    "Densities of the standardised mean of 1, 4 and 30 exponential draws and of the normal curve. "
    "For 30 draws the peak still lies left of 0 and the right tail above the normal one.",
)
axes = Axes(sheet, (70, 50, 530, 330), (-3, 4), (0, 1.05))
sheet.words((70, 30), "Standardised mean of n exponential draws", bold=True)
ticks = [(v, f"{v}".replace("-", "−")) for v in range(-3, 5)]
axes.frame(ticks, [(0, "0"), (0.5, "0.5"), (1, "1")], "standard errors from the mean", "density")
grid = [-3 + i / 100 for i in range(701)]
axes.curve([(z, normal(z)) for z in grid], INK, 2, "5 4")
for n, colour in SIZES:
    points = [(z, density(z, n)) for z in grid if z > -math.sqrt(n)]
    start = [(-1, 0), (-1, 1)] if n == 1 else []
    axes.curve([*start, *points], colour, 2.5)
axes.words((-0.7, density(-0.7, 1)), "n = 1", VERMILION, shift=(8, 0))
axes.words((-1.6, 0.03), "n = 4", GREEN)
axes.words((-1.15, density(-1.15, 30)), "n = 30", BLUE, "end", (-6, 0))
axes.words((1.0, normal(1.0)), "normal", INK, shift=(10, -4))
sheet.save(__file__)
