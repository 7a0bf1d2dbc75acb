"""One sample with 45 percent of y missing, filled in three ways."""

from __future__ import annotations

import math
import random

from _paper import BLUE, INK, VERMILION, Axes, Point, Sheet

ROWS, SLOPE, MISSING = 150, 0.8, 0.45
source = random.Random(5)


def mean(values: list[float]) -> float:
    return math.fsum(values) / len(values)


def moments(points: list[Point]) -> tuple[float, float, float, float, float]:
    """Means of x and y, then the sums of squares and of products about them."""
    mx, my = mean([x for x, _ in points]), mean([y for _, y in points])
    xx = math.fsum((x - mx) ** 2 for x, _ in points)
    yy = math.fsum((y - my) ** 2 for _, y in points)
    return mx, my, xx, yy, math.fsum((x - mx) * (y - my) for x, y in points)


def correlation(points: list[Point]) -> float:
    _, _, xx, yy, xy = moments(points)
    return xy / math.sqrt(xx * yy)


whole: list[Point] = []
for _ in range(ROWS):
    x = source.gauss(0, 1)
    whole.append((x, SLOPE * x + math.sqrt(1 - SLOPE**2) * source.gauss(0, 1)))
gone = set(source.sample(range(ROWS), round(MISSING * ROWS)))
seen = [point for i, point in enumerate(whole) if i not in gone]
mx, my, xx, yy, xy = moments(seen)
slope = xy / xx
spread = math.sqrt((yy - slope * xy) / (len(seen) - 2))
lost = [whole[i][0] for i in sorted(gone)]
by_line = [(x, my + slope * (x - mx)) for x in lost]
FILLS = (
    ("mean", [(x, my) for x in lost]),
    ("regression", by_line),
    ("plus noise", [(x, y + spread * source.gauss(0, 1)) for x, y in by_line]),
)
told = ", ".join(f"{name} {correlation(seen + filled):.2f}" for name, filled in FILLS)
sheet = Sheet(
    560,
    290,
    "Three ways to fill the same gaps",
    f"Scatter plots of y against x with 45 percent of the y values filled in orange. Correlation "
    f"of the complete data {correlation(whole):.2f}; after filling: {told}.",
)
for place, (name, filled) in enumerate(FILLS):
    left = 48 + 172 * place
    axes = Axes(sheet, (left, 62, left + 152, 222), (-3, 3), (-3, 3))
    ticks = [(-2.0, "−2"), (0.0, "0"), (2.0, "2")]
    axes.frame(ticks, ticks if place == 0 else [], "x", "y" if place == 0 else "")
    axes.dots(seen, BLUE, 2.4)
    axes.dots(filled, VERMILION, 2.4)
    sheet.words((left, 28), name, bold=True)
    sheet.words((left, 48), f"correlation {correlation(seen + filled):.2f}", INK)
sheet.words((48, 280), "observed", BLUE)
sheet.words((124, 280), "filled", VERMILION)
sheet.words((532, 280), f"complete data: {correlation(whole):.2f}", INK, "end")
sheet.save(__file__)
