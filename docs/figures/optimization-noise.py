"""Expected excess loss of stochastic gradient descent on x^2 / 2 with noise of variance 1.

The iteration is linear, so means and variances follow exact recursions and nothing is sampled.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from _paper import BLUE, GREEN, PURPLE, QUIET, VERMILION, Axes, Sheet

START, STEPS = 10.0, 3000
MARKS = sorted({round(10 ** (k / 16)) for k in range(56)} | {STEPS})
Schedule = Callable[[int], float]


def moments(rate: Schedule, steps: int) -> tuple[float, float]:
    """Mean and variance of the iterate after some steps."""
    mean, variance = START, 0.0
    for t in range(steps):
        keep = 1 - rate(t)
        mean, variance = keep * mean, keep * keep * variance + rate(t) ** 2
    return mean, variance


def last(rate: Schedule, steps: int) -> float:
    """Expected excess loss of the last iterate."""
    mean, variance = moments(rate, steps)
    return (mean * mean + variance) / 2


def averaged(rate: Schedule, steps: int) -> float:
    """Expected excess loss of the mean of the iterates in the second half of the run."""
    half = steps // 2
    mean, variance = moments(rate, half)
    total, spread, joint = 0.0, 0.0, 0.0
    for t in range(half, steps):
        keep = 1 - rate(t)
        mean, variance = keep * mean, keep * keep * variance + rate(t) ** 2
        joint = keep * joint + variance
        total += mean
        spread += 2 * joint - variance
    count = steps - half
    return (total * total + spread) / (2 * count * count)


def constant(value: float) -> Schedule:
    """The same rate at every step."""
    return lambda _: value


def decaying(t: int) -> float:
    """0.3 for the first steps, then in proportion to 1/t."""
    return min(0.3, 1.5 / (t + 1))


sheet = Sheet(
    560,
    400,
    "A constant rate stalls at a floor set by the rate",
    "Expected excess loss of stochastic gradient descent against step, both on log scales. Rate "
    "0.3 falls fast and stalls at 0.088; rate 0.03 falls later and stalls at 0.0076. The average "
    "of the second half at rate 0.3, and a rate that decays like 1/t, keep falling like 1/t.",
)
axes = Axes(sheet, (78, 44, 405, 330), (0, math.log10(STEPS)), (1e-4, 1e2), log=True)
sheet.words((78, 28), "Expected excess loss", bold=True)
axes.frame(
    [(0, "1"), (1, "10"), (2, "100"), (3, "1000")],
    [(1e-4, "10⁻⁴"), (1e-2, "10⁻²"), (1, "1"), (1e2, "100")],
    "step (log scale)",
    "loss above the minimum (log scale)",
)
curves = [
    ("rate 0.3: 0.088", VERMILION, last, constant(0.3), -6),
    ("rate 0.03: 0.0076", BLUE, last, constant(0.03), 0),
    ("rate like 1/t", GREEN, last, decaying, 8),
    ("rate 0.3, averaged", PURPLE, averaged, constant(0.3), -6),
]
for name, colour, measure, rate, drop in curves:
    points = [(math.log10(m), measure(rate, m)) for m in MARKS]
    axes.curve(points, colour, 2.5)
    axes.words(points[-1], name, colour, shift=(8, 5 + drop))
axes.words((2.3, 4e-4), "slope −1", QUIET, "end")
sheet.save(__file__)
