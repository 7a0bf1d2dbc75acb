"""Hit rate at 10 against 100 sampled negatives, by the item's true rank among 10,000."""

from __future__ import annotations

import math

from _paper import BLUE, INK, QUIET, VERMILION, Axes, Sheet

ITEMS, CUT = 10_000, 10


def sampled(rank: int, negatives: int) -> float:
    """The chance that fewer than `CUT` of the sampled negatives stand above an item."""
    share = (rank - 1) / (ITEMS - 1)
    return sum(
        math.comb(negatives, k) * share**k * (1 - share) ** (negatives - k) for k in range(CUT)
    )


sheet = Sheet(
    560,
    350,
    "What sampling does to a hit at 10",
    "Chance of counting as a hit at 10 against the item's true rank among 10,000, on a log scale. "
    "Exactly, it is 1 up to rank 10 and 0 after it. Against 1,000 sampled negatives it stays near "
    "1 to rank 50; against 100 to rank 400, and is one half at about rank 970.",
)
sheet.words((66, 30), "A hit at 10, exact and against sampled negatives", bold=True)
axes = Axes(sheet, (66, 48, 520, 290), (0, 4), (0, 1.1))
axes.frame(
    [(0, "1"), (1, "10"), (2, "100"), (3, "1,000"), (4, "10,000")],
    [(0.0, "0"), (0.25, "0.25"), (0.5, "0.5"), (0.75, "0.75"), (1.0, "1")],
    "true rank of the relevant item (log scale)",
    "chance of a hit",
)
ranks = sorted({round(10 ** (step / 40)) for step in range(161)})
axes.curve([(0, 1), (1, 1), (1, 0), (4, 0)], INK, 2.5)
for negatives, colour in ((1000, BLUE), (100, VERMILION)):
    axes.curve([(math.log10(r), sampled(r, negatives)) for r in ranks], colour, 2.5)
axes.words((0.16, 0.3), "all items,", INK)
axes.words((0.16, 0.3), "exact", INK, shift=(0, 18))
axes.words((1.12, 0.3), "1,000", BLUE)
axes.words((1.12, 0.3), "sampled", BLUE, shift=(0, 18))
axes.words((3.13, 0.62), "100 sampled", VERMILION)
axes.curve([(math.log10(300), 0), (math.log10(300), 1.06)], QUIET, 1.5, "4 4")
axes.words((math.log10(300), 0.1), "rank 300", QUIET, shift=(6, 0))
sheet.save(__file__)
