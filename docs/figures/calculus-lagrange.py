"""The constrained minimum of x^2 + y^2 on the line x + 2y = 5, with both gradients drawn."""

from __future__ import annotations

import math

from _paper import BLUE, INK, QUIET, VERMILION, Axes, Sheet

sheet = Sheet(
    560,
    424,
    "Where a constraint touches a level set",
    "Circles are level sets of f = x^2 + y^2. The line x + 2y = 5 touches the circle f = 5 at "
    "(1, 2), where the gradient of f, (2, 4), is parallel to the gradient of the constraint, "
    "(1, 2). At (3, 1), also on the line, the two are not parallel and f can still fall.",
)
axes = Axes(sheet, (60, 44, 460, 344), (-0.8, 7.2), (-0.6, 5.4))
sheet.words((60, 28), "At the constrained minimum the gradients are parallel", bold=True)
axes.frame([(v, str(v)) for v in range(0, 8, 2)], [(v, str(v)) for v in range(0, 6, 2)], "x", "y")
for value in (1, 5, 10, 20):
    radius = math.sqrt(value)
    turns = [math.pi * i / 360 for i in range(-60, 260)]
    ring = [(radius * math.cos(t), radius * math.sin(t)) for t in turns]
    inside = [p for p in ring if p[0] >= -0.8 and p[1] >= -0.6]
    axes.curve(inside, QUIET, 2 if value == 5 else 1)
    axes.words((radius, -0.35), f"f = {value}", QUIET, "middle", shift=(0, 4))
axes.curve([(-0.8, 2.9), (6.2, -0.6)], INK, 2.5)
axes.words((5.0, 0), "x + 2y = 5", shift=(8, -8))
axes.arrow((1, 2), (2.2, 4.4), VERMILION, 3)
axes.words((2.2, 4.4), "∇f = (2, 4)", VERMILION, shift=(8, 0))
axes.arrow((1, 2), (1.6, 3.2), BLUE, 3)
axes.words((1.6, 3.2), "∇g = (1, 2)", BLUE, shift=(12, 6))
axes.dots([(1, 2)], INK, 5)
axes.words((1, 2), "(1, 2)", anchor="end", shift=(-10, 16))
axes.arrow((3, 1), (4.8, 1.6), VERMILION, 3)
axes.words((4.8, 1.6), "∇f = (6, 2)", VERMILION, shift=(8, 2))
axes.arrow((3, 1), (3.6, 2.2), BLUE, 3)
axes.words((3.6, 2.2), "∇g = (1, 2)", BLUE, shift=(8, -2))
axes.dots([(3, 1)], INK, 4)
axes.words((3, 1), "(3, 1): f can fall", anchor="end", shift=(-10, 18))
sheet.words((60, 412), "Arrows for ∇f and ∇g are drawn at 0.6 of their length.", QUIET, size=12)
sheet.save(__file__)
