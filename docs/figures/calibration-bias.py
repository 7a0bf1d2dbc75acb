"""Expected calibration error that a perfectly calibrated scorer shows, by size of the test set."""

from __future__ import annotations

import math
import random

from _paper import BLUE, INK, PURPLE, VERMILION, Axes, Sheet

SIZES = (100, 200, 500, 1000, 2000, 5000, 10_000)
DRAWS = 300_000
source = random.Random(3)


def shown_error(size: int, bins: int) -> float:
    """Mean ECE over repeated samples with uniform scores and labels drawn from those scores."""
    repeats, total = DRAWS // size, 0.0
    for _ in range(repeats):
        gaps = [0.0] * bins
        for _ in range(size):
            score = source.random()
            gaps[int(score * bins)] += score - (source.random() < score)
        total += sum(abs(gap) for gap in gaps) / size
    return total / repeats


sheet = Sheet(
    560,
    380,
    "The error of a perfect scorer",
    "Average expected calibration error of a scorer without any error, against the size of the "
    "test set, both on log scales, for 10, 15 and 100 bins. It is 0.04 at 1,000 examples and 15 "
    "bins and 0.10 with 100 bins, and falls as one over the root of the size once bins are filled.",
)
axes = Axes(sheet, (78, 44, 440, 318), (2, 4), (0.005, 0.5), log=True)
axes.frame(
    [(2, "100"), (3, "1,000"), (4, "10,000")],
    [(0.01, "0.01"), (0.02, "0.02"), (0.05, "0.05"), (0.1, "0.1"), (0.2, "0.2"), (0.5, "0.5")],
    "examples in the test set (log scale)",
    "ECE shown (log scale)",
)
sheet.words((78, 28), "The calibration error of a perfect scorer", bold=True)
for bins, colour, lift in ((100, VERMILION, 5), (15, BLUE, -1), (10, PURPLE, 12)):
    curve = [(math.log10(size), shown_error(size, bins)) for size in SIZES]
    axes.curve(curve, colour, 2.5)
    axes.dots(curve, colour, 3.5)
    axes.words(curve[-1], f"{bins} bins", colour, shift=(12, lift))
axes.words((2.05, 0.0062), "true error: 0, below every scale", INK)
sheet.save(__file__)
