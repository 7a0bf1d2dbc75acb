"""Running averages of draws with mean 3: exponential ones settle, Pareto ones keep jumping."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from _paper import BLUE, INK, PURPLE, VERMILION, Axes, Point, Sheet

LAST = 100_000


def running(draw: Callable[[random.Random], float], seed: int) -> list[Point]:
    """Averages of the first n draws as (log10 n, average), for n equally spaced on a log scale."""
    dice, total, points = random.Random(seed), 0.0, []
    marks = {round(10 ** (i / 80)) for i in range(80, 401)}
    for n in range(1, LAST + 1):
        total += draw(dice)
        if n in marks:
            points.append((math.log10(n), total / n))
    return points


def pareto(dice: random.Random) -> float:
    """Tail index 1.5, least value 1: mean 3, infinite variance."""
    return (1 - dice.random()) ** (-1 / 1.5)


def exponential(dice: random.Random) -> float:
    """Mean 3, standard deviation 3."""
    return -3 * math.log(1 - dice.random())


sheet = Sheet(
    560,
    470,
    "An average settles fast only where the variance is finite",
    "Running averages of three runs each up to 100,000 draws, log scale. Exponential draws with "
    "mean 3 stay within 0.05 of 3 at the end; Pareto draws with tail index 1.5 and the same mean "
    "drift below it and jump up.",
)
ticks = [(1, "10"), (2, "100"), (3, "1,000"), (4, "10,000"), (5, "100,000")]
panels = [
    ("Exponential, mean 3", exponential, 48, 190, ""),
    ("Pareto, tail index 1.5, mean 3", pareto, 258, 410, "draws so far (log scale)"),
]
for title, draw, top, bottom, name in panels:
    axes = Axes(sheet, (70, top, 520, bottom), (1, 5), (1.5, 5.5))
    sheet.words((70, top - 16), title, bold=True)
    axes.frame(ticks, [(2, "2"), (3, "3"), (4, "4"), (5, "5")], name, "average")
    axes.curve([(1, 3), (5, 3)], INK, 1.5, "5 4")
    for seed, colour in [(1, BLUE), (2, VERMILION), (3, PURPLE)]:
        inside = [(x, min(max(y, 1.5), 5.5)) for x, y in running(draw, seed)]
        axes.curve(inside, colour, 1.8)
sheet.save(__file__)
