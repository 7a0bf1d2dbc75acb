"""The unit circle under the matrix with rows (3, 0) and (4, 5), and its singular vectors."""

from __future__ import annotations

import math

from _paper import BLUE, INK, QUIET, VERMILION, Axes, Point, Sheet

MATRIX = ((3.0, 0.0), (4.0, 5.0))


def image(p: Point) -> Point:
    """The matrix applied to a point."""
    (a, b), (c, d) = MATRIX
    return a * p[0] + b * p[1], c * p[0] + d * p[1]


circle = [(math.cos(math.pi * i / 90), math.sin(math.pi * i / 90)) for i in range(181)]
half = math.sqrt(0.5)
first, second = (half, half), (-half, half)
sheet = Sheet(
    560,
    388,
    "A matrix turns the unit circle into an ellipse",
    "Left: the unit circle with two perpendicular unit vectors, v1 = (1, 1)/sqrt 2 and "
    "v2 = (-1, 1)/sqrt 2. Right: their images under A, with rows (3, 0) and (4, 5). The circle "
    "becomes an ellipse whose half-axes are sigma1 u1, of length 6.71, and sigma2 u2, of length "
    "2.24; they are perpendicular too.",
)
before = Axes(sheet, (44, 104, 214, 274), (-1.5, 1.5), (-1.5, 1.5))
after = Axes(sheet, (276, 44, 536, 330), (-6.5, 6.5), (-7.15, 7.15))
sheet.words((44, 28), "The unit circle", bold=True)
sheet.words((276, 28), "After A = [3 0; 4 5]", bold=True)
before.frame([(v, f"{v}".replace("-", "−")) for v in (-1, 0, 1)], [(v, "") for v in (-1, 0, 1)])
after.frame([(v, f"{v}".replace("-", "−")) for v in (-4, 0, 4)], [(v, "") for v in (-4, 0, 4)])
for value in (-1, 0, 1):
    before.words((-1.5, value), f"{value}".replace("-", "−"), QUIET, "end", (-8, 5))
for value in (-4, 0, 4):
    after.words((-6.5, value), f"{value}".replace("-", "−"), QUIET, "end", (-8, 5))
before.curve(circle, INK)
after.curve([image(p) for p in circle], INK)
after.curve(circle, QUIET, 1.5, "4 3")
for vector, colour, name, place, pushed in (
    (first, VERMILION, "v₁", "σ₁u₁, length 6.71", ("end", (-14, -4))),
    (second, BLUE, "v₂", "σ₂u₂, length 2.24", ("end", (-6, -8))),
):
    before.arrow((0, 0), vector, colour, 3)
    before.words(vector, name, colour, "middle", (12 if colour == VERMILION else -12, -8))
    after.arrow((0, 0), image(vector), colour, 3)
    after.words(image(vector), place, colour, pushed[0], pushed[1])
after.words((1, 0), "unit circle", QUIET, shift=(4, 18))
sheet.words((44, 376), "v₁ ⟂ v₂ and u₁ ⟂ u₂: A maps one right angle to another.", QUIET, size=13)
sheet.save(__file__)
