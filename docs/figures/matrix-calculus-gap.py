"""How fast the top eigenvector of a symmetric matrix turns when two eigenvalues come close."""

from __future__ import annotations

import math

from _paper import BLUE, GREEN, QUIET, VERMILION, Axes, Sheet

COUPLINGS = [(0.5, GREEN), (0.1, BLUE), (0.02, VERMILION)]


def eigenvalue(t: float, e: float) -> float:
    """The larger eigenvalue of the matrix with rows (t, e) and (e, -t)."""
    return math.sqrt(t * t + e * e)


def turning(t: float, e: float) -> float:
    """Radians that its eigenvector turns per unit of t, unsigned."""
    return e / (2 * (t * t + e * e))


grid = [-1 + i / 200 for i in range(401)]
sheet = Sheet(
    560,
    480,
    "Eigenvectors turn fast where eigenvalues nearly meet",
    "Top: both eigenvalues of the matrix with rows (t, e) and (e, -t) against t; the branches "
    "avoid each other by a gap of 2e. Bottom: the rate at which the top eigenvector turns, on a "
    "log scale; it peaks at 1/(2e): 1 for e = 0.5, 5 for 0.1 and 25 for 0.02.",
)
above = Axes(sheet, (70, 44, 440, 190), (-1, 1), (-1.2, 1.2))
sheet.words((70, 28), "Eigenvalues", bold=True)
above.frame([(v, f"{v:g}".replace("-", "−")) for v in (-1, 0, 1)], [(-1, "−1"), (0, "0"), (1, "1")])
below = Axes(sheet, (70, 256, 440, 420), (-1, 1), (0.005, 50), log=True)
sheet.words((70, 240), "Turning of the top eigenvector (radians per unit of t)", bold=True)
below.frame(
    [(v, f"{v:g}".replace("-", "−")) for v in (-1, 0, 1)],
    [(0.01, "0.01"), (0.1, "0.1"), (1, "1"), (10, "10")],
    "t",
    "log scale",
)
for e, colour in COUPLINGS:
    for sign in (1, -1):
        above.curve([(t, sign * eigenvalue(t, e)) for t in grid], colour)
    below.curve([(t, turning(t, e)) for t in grid], colour)
    below.words((1, turning(1, e)), f"e = {e:g}", colour, shift=(8, 5))
above.words((1, eigenvalue(1, 0.5)), "e = 0.5", GREEN, shift=(8, -2))
above.words((1, eigenvalue(1, 0.02)), "0.1 and 0.02", QUIET, shift=(8, 12))
peaks = [("start", (8, 2)), ("end", (-12, -2)), ("middle", (0, 20))]
for (e, colour), (anchor, shift) in zip(reversed(COUPLINGS), peaks, strict=True):
    below.words((0, turning(0, e)), f"{turning(0, e):g}", colour, anchor, shift)
sheet.save(__file__)
