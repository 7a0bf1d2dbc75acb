"""How much each ranking metric pays for a relevant item at each rank, relative to rank 1."""

from __future__ import annotations

import math
from collections.abc import Callable

from _paper import BLUE, GREEN, PURPLE, VERMILION, Axes, Sheet

RANKS = range(1, 21)
CURVES: tuple[tuple[str, str, Callable[[int], float], tuple[float, float]], ...] = (
    ("precision@10", PURPLE, lambda rank: float(rank <= 10), (7.2, 1.045)),
    ("DCG", BLUE, lambda rank: 1 / math.log2(1 + rank), (14.5, 0.31)),
    ("RBP, p = 0.8", GREEN, lambda rank: 0.8 ** (rank - 1), (5.1, 0.51)),
    ("reciprocal rank", VERMILION, lambda rank: 1 / rank, (1.35, 0.06)),
)

sheet = Sheet(
    560,
    350,
    "What a rank is worth",
    "Weight of a relevant item at ranks 1 to 20, relative to rank 1. Precision at 10 is flat and "
    "drops to 0 after rank 10. DCG falls slowly, to 0.29 at rank 10 and 0.23 at rank 20. RBP with "
    "persistence 0.8 falls to 0.13 and 0.01, reciprocal rank to 0.10 and 0.05.",
)
sheet.words((66, 30), "What a relevant item is worth at each rank", bold=True)
axes = Axes(sheet, (66, 48, 536, 290), (0.5, 20.5), (0, 1.1))
axes.frame(
    [(1, "1"), (5, "5"), (10, "10"), (15, "15"), (20, "20")],
    [(0.0, "0"), (0.25, "0.25"), (0.5, "0.5"), (0.75, "0.75"), (1.0, "1")],
    "rank",
    "weight, relative to rank 1",
)
for name, colour, weight, label in CURVES:
    points = [(float(rank), weight(rank)) for rank in RANKS]
    axes.curve(points, colour, 1.5)
    axes.dots(points, colour, 3)
    axes.words(label, name, colour)
sheet.save(__file__)
