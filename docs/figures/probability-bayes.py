"""What a positive signal proves: posterior against prior for three likelihood ratios."""

from __future__ import annotations

import math

from _paper import BLUE, GREEN, INK, QUIET, VERMILION, Axes, Sheet

RATIOS = [(1000, GREEN), (100, BLUE), (10, VERMILION)]


def posterior(prior: float, ratio: float) -> float:
    """Probability after one positive signal with this likelihood ratio."""
    odds = ratio * prior / (1 - prior)
    return odds / (1 + odds)


sheet = Sheet(
    560,
    400,
    "The same evidence proves little about rare things",
    "Posterior probability against prior probability on a log scale, for likelihood ratios 10, 100 "
    "and 1000. At a prior of 1 in 1000 the posteriors are 0.01, 0.09 and 0.50.",
)
axes = Axes(sheet, (70, 50, 470, 330), (-5, math.log10(0.5)), (0, 1))
sheet.words((70, 30), "Probability after one positive signal", bold=True)
ticks = [(-5, "10⁻⁵"), (-4, "10⁻⁴"), (-3, "0.001"), (-2, "0.01"), (-1, "0.1")]
axes.frame(ticks, [(v / 4, f"{v / 4:g}") for v in range(5)], "prior probability (log scale)")
axes.curve([(-3, 0), (-3, 1)], QUIET, 1, "4 4")
low, high = -5.0, math.log10(0.5)
grid = [low + i * (high - low) / 200 for i in range(201)]
for ratio, colour in RATIOS:
    axes.curve([(x, posterior(10**x, ratio)) for x in grid], colour, 2.5)
    axes.dots([(-3, posterior(0.001, ratio))], colour)
axes.curve([(x, 10**x) for x in grid], INK, 1.5, "5 4")
for ratio, colour, text in [(1000, GREEN, "0.50"), (100, BLUE, "0.09")]:
    axes.words((-3, posterior(0.001, ratio)), text, colour, "end", (-8, -7))
axes.words((-3, posterior(0.001, 10)), "0.01", VERMILION, shift=(12, -9))
ends = [("ratio 1000", GREEN, 0.999, -4), ("100", BLUE, 0.99, 12), ("10", VERMILION, 0.909, 8)]
for text, colour, y, drop in ends:
    axes.words((high, y), text, colour, shift=(8, drop))
axes.words((high, 0.5), "no signal", INK, shift=(8, 5))
sheet.save(__file__)
