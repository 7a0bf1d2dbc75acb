"""One normal curve fitted to a density with two humps, by each direction of the KL divergence."""

from __future__ import annotations

import math

from _paper import BLUE, QUIET, VERMILION, Axes, Sheet

STEP = 0.02
GRID = [-12 + STEP * i for i in range(1201)]


def normal(x: float, mean: float, spread: float) -> float:
    """The density of a normal distribution."""
    return math.exp(-(((x - mean) / spread) ** 2) / 2) / (spread * math.sqrt(2 * math.pi))


def humps(x: float) -> float:
    """Two equal humps of standard deviation 1 at -3 and 3."""
    return (normal(x, -3, 1) + normal(x, 3, 1)) / 2


TARGET = [humps(x) for x in GRID]


def reverse(mean: float, spread: float) -> float:
    """The divergence from the fitted curve to the two humps, in nats, by a Riemann sum."""
    fit = [normal(x, mean, spread) for x in GRID]
    return STEP * sum(q * math.log(q / p) for q, p in zip(fit, TARGET, strict=True) if q > 1e-12)


tries = [(2.8 + 0.02 * i, 0.9 + 0.02 * j) for i in range(16) for j in range(12)]
best = min(tries, key=lambda fit: reverse(*fit))
wide = (0.0, math.sqrt(10))

sheet = Sheet(
    640,
    380,
    "What each direction of KL fits",
    "A density with two equal humps at -3 and 3, dashed. The normal curve that minimises the "
    "forward divergence is centred at 0 with standard deviation 3.16 and is highest in the valley. "
    "One that minimises the reverse divergence sits on the right hump, mean 2.98, deviation 1.02.",
)
axes = Axes(sheet, (64, 48, 616, 318), (-9, 9), (0, 0.44))
axes.frame(
    [(-6, "-6"), (-3, "-3"), (0, "0"), (3, "3"), (6, "6")],
    [(0, "0"), (0.1, "0.1"), (0.2, "0.2"), (0.3, "0.3"), (0.4, "0.4")],
    "x",
    "density",
)
sheet.words((64, 30), "One normal curve for two humps", bold=True)
shown = [x for x in GRID if -9 <= x <= 9][::5]
axes.curve([(x, normal(x, *wide)) for x in shown], BLUE, 2.5)
axes.curve([(x, normal(x, *best)) for x in shown], VERMILION, 2.5)
axes.curve([(x, humps(x)) for x in shown], QUIET, 2, "5 4")
axes.words((-3, 0.213), "data p", QUIET, "middle")
axes.words((-8.7, 0.12), "forward: mean 0,", BLUE)
axes.words((-8.7, 0.12), "deviation 3.16", BLUE, shift=(0, 17))
axes.words((4.3, 0.34), "reverse: mean 2.98,", VERMILION)
axes.words((4.3, 0.34), "deviation 1.02", VERMILION, shift=(0, 17))
sheet.save(__file__)
