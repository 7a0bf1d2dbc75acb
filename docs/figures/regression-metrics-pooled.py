"""R-squared over four stores at once and inside the stores, for the same forecasts."""

from __future__ import annotations

import random

from _paper import BLUE, GREEN, INK, PURPLE, QUIET, VERMILION, Axes, Sheet

LEVELS, DAYS = (160, 420, 720, 1040), 24
source = random.Random(5)


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def square(values: list[float]) -> float:
    return sum(value * value for value in values)


stores = []
for level in LEVELS:
    actual = [level + source.gauss(0, 60) for _ in range(DAYS)]
    forecast = [level + source.gauss(0, 22) for _ in range(DAYS)]
    stores.append((forecast, actual))
everything = [y for _, actual in stores for y in actual]
pairs = [pair for forecast, actual in stores for pair in zip(forecast, actual, strict=True)]
missed = square([y - f for f, y in pairs])
inside = sum(square([y - mean(actual) for y in actual]) for _, actual in stores)
pooled = 1 - missed / square([y - mean(everything) for y in everything])
within = 1 - missed / inside

sheet = Sheet(
    680,
    370,
    "The same forecasts, pooled and store by store",
    "Left: actual against forecast daily sales of four stores, close to the diagonal, with "
    f"R-squared {pooled:.2f}. Right: the same points as deviations from each store's own mean form "
    f"a cloud without direction, with R-squared {within:.2f}.".replace("-0", "−0"),
)
left = Axes(sheet, (78, 64, 330, 310), (0, 1200), (0, 1200))
right = Axes(sheet, (412, 64, 664, 310), (-180, 180), (-180, 180))
ticks = [(0, "0"), (400, "400"), (800, "800"), (1200, "1,200")]
left.frame(ticks, ticks, "forecast (sales a day)", "actual (sales a day)")
ticks = [(-150, "−150"), (0, "0"), (150, "150")]
right.frame(ticks, ticks, "forecast, minus the store's mean")
sheet.words((352, 187), "actual, minus the store's mean", INK, "middle", turn=-90)
sheet.words((78, 28), "The same forecasts, pooled and store by store", bold=True)
sheet.words((78, 52), f"all stores: R² = {pooled:.2f}", INK)
sheet.words((412, 52), f"inside the stores: R² = {within:.2f}".replace("-", "−"), INK)
left.curve([(0, 0), (1200, 1200)], QUIET, 1.5, "5 4")
right.curve([(-180, -180), (180, 180)], QUIET, 1.5, "5 4")
for (forecast, actual), colour in zip(stores, (BLUE, VERMILION, GREEN, PURPLE), strict=True):
    middle = mean(actual)
    left.dots(zip(forecast, actual, strict=True), colour, 3)
    right.dots([(f - middle, y - middle) for f, y in zip(forecast, actual, strict=True)], colour, 3)
sheet.save(__file__)
