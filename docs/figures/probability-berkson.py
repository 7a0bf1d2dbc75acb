"""Two independent scores look opposed among the cases that were selected on their sum."""

from __future__ import annotations

import math
import random

from _paper import INK, QUIET, VERMILION, Axes, Sheet

CUT = 1.2815515655446004 * math.sqrt(2)
"""The sum of two standard normals exceeds this with probability 0.1."""


def correlation(points: list[tuple[float, float]]) -> float:
    """Pearson's correlation of the two coordinates."""
    mx = sum(x for x, _ in points) / len(points)
    my = sum(y for _, y in points) / len(points)
    xy = sum((x - mx) * (y - my) for x, y in points)
    xx, yy = sum((x - mx) ** 2 for x, _ in points), sum((y - my) ** 2 for _, y in points)
    return xy / math.sqrt(xx * yy)


dice = random.Random(3)
points = [(dice.gauss(0, 1), dice.gauss(0, 1)) for _ in range(1000)]
chosen = [p for p in points if sum(p) > CUT]
everyone, inside = (f"{correlation(group):.2f}".replace("-", "−") for group in (points, chosen))
sheet = Sheet(
    560,
    470,
    "Selection on a sum creates correlation",
    f"A round cloud of 1000 points with correlation {everyone}; the {len(chosen)} points above the "
    f"line x + y = {CUT:.2f} have correlation {inside}.",
)
axes = Axes(sheet, (60, 50, 410, 400), (-3.5, 3.5), (-3.5, 3.5))
sheet.words((60, 30), "Independent scores, and the tenth that was selected", bold=True)
ticks = [(v, f"{v}".replace("-", "−")) for v in (-3, -2, -1, 0, 1, 2, 3)]
axes.frame(ticks, ticks, "first score", "second score")
axes.dots([p for p in points if sum(p) <= CUT and max(map(abs, p)) < 3.5], QUIET, 1.6)
axes.dots([p for p in chosen if max(map(abs, p)) < 3.5], VERMILION, 2.6)
axes.curve([(CUT - 3.5, 3.5), (3.5, CUT - 3.5)], INK, 1.5, "5 4")
axes.words((3.5, 2.6), f"{len(chosen)} selected:", VERMILION, shift=(10, 0))
axes.words((3.5, 2.6), f"correlation {inside}", VERMILION, shift=(10, 18))
axes.words((3.5, -1.0), f"all {len(points)}:", QUIET, shift=(10, 0))
axes.words((3.5, -1.0), f"correlation {everyone}", QUIET, shift=(10, 18))
sheet.save(__file__)
