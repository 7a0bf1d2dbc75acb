"""Gibbs sampling and Hamiltonian Monte Carlo on one narrow Gaussian: the paths they take."""

from __future__ import annotations

import math
import random

from _paper import BLUE, INK, QUIET, VERMILION, Axes, Point, Sheet

RHO = 0.95
START = (-1.9, -1.9)


def ellipse(radius: float) -> list[Point]:
    """Points at a given Mahalanobis distance from the centre."""
    turn = [2 * math.pi * k / 120 for k in range(121)]
    low = math.sqrt(1 - RHO * RHO)
    return [(radius * math.cos(t), radius * (RHO * math.cos(t) + low * math.sin(t))) for t in turn]


def gibbs(sweeps: int, source: random.Random) -> list[Point]:
    """The corners of the path: one coordinate is drawn anew at a time."""
    (x, y), path, spread = START, [START], math.sqrt(1 - RHO * RHO)
    for _ in range(sweeps):
        x = source.gauss(RHO * y, spread)
        path.append((x, y))
        y = source.gauss(RHO * x, spread)
        path.append((x, y))
    return path


def slope(at: Point) -> Point:
    """The gradient of half the squared Mahalanobis distance."""
    x, y = at
    return (x - RHO * y) / (1 - RHO * RHO), (y - RHO * x) / (1 - RHO * RHO)


def trajectory(at: Point, push: Point, step: float, steps: int) -> list[Point]:
    """Leapfrog positions from a point with a momentum."""
    (x, y), (u, v), path = at, push, [at]
    for _ in range(steps):
        gx, gy = slope((x, y))
        u, v = u - step / 2 * gx, v - step / 2 * gy
        x, y = x + step * u, y + step * v
        gx, gy = slope((x, y))
        u, v = u - step / 2 * gx, v - step / 2 * gy
        path.append((x, y))
    return path


sheet = Sheet(
    560,
    330,
    "Two samplers in a narrow valley",
    "Contours of a Gaussian with correlation 0.95. Left, 12 sweeps of Gibbs sampling climb in "
    "steps parallel to the axes and reach the middle of the ridge. Right, one trajectory of "
    "Hamiltonian Monte Carlo, 25 leapfrog steps, turns once and runs far into the upper half.",
)
ticks = [(-2.0, "−2"), (0.0, "0"), (2.0, "2")]
left = Axes(sheet, (62, 52, 272, 272), (-3, 3), (-3, 3))
right = Axes(sheet, (330, 52, 540, 272), (-3, 3), (-3, 3))
for axes, label in ((left, "second coordinate"), (right, "")):
    axes.frame(ticks, ticks, "first coordinate", label)
    for radius in (1.0, 2.0):
        axes.curve(ellipse(radius), QUIET, 1.5)
sheet.words((62, 34), "Gibbs: 12 sweeps", VERMILION, bold=True)
walk = gibbs(12, random.Random(4))
left.curve(walk, VERMILION, 1.5)
left.dots(walk[::2], VERMILION, 3)
left.dots([START], INK, 5)
left.words(START, "start", INK, "start", (12, 8))
sheet.words((330, 34), "HMC: 1 trajectory", BLUE, bold=True)
source = random.Random(10)
path = trajectory(START, (source.gauss(0, 1), source.gauss(0, 1)), 0.15, 25)
right.curve(path, BLUE, 1.5)
right.dots(path[1:-1], BLUE, 2.2)
right.dots(path[-1:], BLUE, 5)
right.words(path[-1], "end", BLUE, "start", (12, 12))
right.dots([START], INK, 5)
right.words(START, "start", INK, "start", (12, 8))
sheet.save(__file__)
