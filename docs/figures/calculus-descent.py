"""Gradient descent, momentum and Newton's method on f(x) = (x1^2 + 10 x2^2) / 2 from (10, 1)."""

from __future__ import annotations

import math

from _paper import BLUE, GREEN, INK, PURPLE, QUIET, VERMILION, Axes, Point, Sheet

CURVATURE = (1.0, 10.0)
START = (10.0, 1.0)


def loss(p: Point) -> float:
    """The quadratic with the two curvatures."""
    return sum(c * v * v for c, v in zip(CURVATURE, p, strict=True)) / 2


def descend(rate: float, momentum: float, steps: int) -> list[Point]:
    """The iterates of heavy-ball gradient descent, the start first."""
    points, here, speed = [START], START, (0.0, 0.0)
    for _ in range(steps):
        slope = (CURVATURE[0] * here[0], CURVATURE[1] * here[1])
        speed = (momentum * speed[0] - rate * slope[0], momentum * speed[1] - rate * slope[1])
        here = (here[0] + speed[0], here[1] + speed[1])
        points.append(here)
    return points


def contour(value: float) -> list[Point]:
    """The ellipse on which the loss equals `value`."""
    wide, tall = (math.sqrt(2 * value / c) for c in CURVATURE)
    turns = [2 * math.pi * i / 180 for i in range(181)]
    return [(wide * math.cos(t), tall * math.sin(t)) for t in turns]


root = math.sqrt(CURVATURE[1])
best, ball_rate = 2 / 11, 4 / (root + 1) ** 2
ball = ((root - 1) / (root + 1)) ** 2

sheet = Sheet(
    560,
    560,
    "Three ways down a long valley",
    "Top: paths over the elliptical level sets of f = (x1^2 + 10 x2^2)/2 from (10, 1). Gradient "
    "descent zigzags across the valley, heavy-ball momentum swings and arrives sooner, Newton's "
    "method goes straight to the minimum. Bottom: loss against step on a log scale; a rate of "
    "0.21, above the limit of 0.2, diverges.",
)
plane = Axes(sheet, (60, 44, 540, 212), (-1.5, 11), (-1.75, 2.625))
sheet.words((60, 28), "Paths over level sets of f", bold=True)
plane.frame([(v, str(v)) for v in (0, 2, 4, 6, 8, 10)], [(-1, "−1"), (0, "0"), (1, "1")], "", "")
sheet.words((300, 246), "x₁", anchor="middle")
sheet.words((24, 132), "x₂", anchor="middle")
for value in (2, 8, 18, 32, 50):
    shown = [p for p in contour(value) if -1.5 <= p[0] <= 11 and -1.75 <= p[1] <= 2.625]
    runs: list[list[Point]] = [[]]
    for before, after in zip([shown[0], *shown], shown, strict=False):
        if math.dist(before, after) > 0.6:
            runs.append([])
        runs[-1].append(after)
    for run in runs:
        plane.curve(run, QUIET, 1)
plane.curve([START, (0, 0)], GREEN, 2.5, "7 4")
plane.curve(descend(best, 0, 12), VERMILION)
plane.dots(descend(best, 0, 12), VERMILION)
plane.curve(descend(ball_rate, ball, 12), BLUE)
plane.dots(descend(ball_rate, ball, 12), BLUE, 3)
plane.dots([START], INK, 5)
plane.words(START, "start", shift=(2, -12))
plane.words((0, 0), "minimum", anchor="middle", shift=(0, -40))
plane.dots([(0, 0)], INK, 5)

curves = Axes(sheet, (74, 300, 400, 506), (0, 30), (1e-8, 1e4), log=True)
sheet.words((60, 276), "Loss at each step", bold=True)
decades = [(10.0**e, f"10{mark}") for e, mark in ((-8, "⁻⁸"), (-4, "⁻⁴"), (0, "⁰"), (4, "⁴"))]
curves.frame([(v, str(v)) for v in (0, 10, 20, 30)], decades, "step", "f (log scale)")
methods = [
    ("η = 0.21: diverges", PURPLE, descend(0.21, 0, 30)),
    ("η = 0.05: slow", INK, descend(0.05, 0, 30)),
    ("η = 2/11: best", VERMILION, descend(best, 0, 30)),
    ("momentum", BLUE, descend(ball_rate, ball, 30)),
]
for name, colour, path in methods:
    values = [(i, loss(p)) for i, p in enumerate(path)]
    seen = [(i, v) for i, v in values if v >= 1e-8]
    curves.curve(seen, colour)
    x, y = seen[-1]
    curves.words((x, y), name, colour, shift=(8, 5))
curves.curve([(0, loss(START)), (1, 1e-8)], GREEN, 2.5, "7 4")
curves.words((1, 1e-8), "Newton: one step", GREEN, shift=(10, -10))
sheet.save(__file__)
