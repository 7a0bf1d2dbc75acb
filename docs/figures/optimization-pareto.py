"""Which candidates a weighted sum of two losses can choose, and which it never will."""

from __future__ import annotations

from _paper import GREEN, QUIET, VERMILION, Axes, Sheet

CANDIDATES = [
    ("A", (1.0, 9.0)),
    ("B", (2.0, 6.5)),
    ("C", (4.6, 5.4)),
    ("D", (5.4, 2.4)),
    ("E", (9.0, 1.2)),
    ("F", (7.4, 6.6)),
]


def dominated(p: tuple[float, float]) -> bool:
    """Whether another candidate is at least as good in both losses and different."""
    return any(q != p and q[0] <= p[0] and q[1] <= p[1] for _, q in CANDIDATES)


def chosen() -> set[str]:
    """Every candidate that minimises some weighted sum, by trying a thousand weights."""
    found = set()
    for k in range(1, 1000):
        w = k / 1000
        found.add(min(CANDIDATES, key=lambda c: w * c[1][0] + (1 - w) * c[1][1])[0])
    return found


picked = chosen()
sheet = Sheet(
    560,
    380,
    "A weighted sum never picks some good compromises",
    "Six candidates by two losses, smaller is better. A, B, D and E lie on the lower left hull and "
    "minimise some weighted sum. C is not dominated by any other, but lies above the line from B "
    "to D and is never picked. F is dominated.",
)
axes = Axes(sheet, (70, 44, 420, 310), (0, 10), (0, 10))
sheet.words((70, 28), "Two losses, six candidates", bold=True)
axes.frame([(v, str(v)) for v in (0, 5, 10)], [(v, str(v)) for v in (0, 5, 10)], "loss 1", "loss 2")
hull = [p for name, p in CANDIDATES if name in picked]
axes.curve(hull, QUIET, 1.5, "6 4")
for name, p in CANDIDATES:
    colour = GREEN if name in picked else QUIET if dominated(p) else VERMILION
    axes.dots([p], colour, 6)
    axes.words(p, name, colour, shift=(10, -8), bold=True)
axes.words((10, 9), "on the hull: some", GREEN, shift=(10, 0))
axes.words((10, 9), "weight picks it", GREEN, shift=(10, 18))
axes.words((10, 6), "C: not dominated,", VERMILION, shift=(10, 0))
axes.words((10, 6), "never picked", VERMILION, shift=(10, 18))
axes.words((10, 3), "F: dominated", QUIET, shift=(10, 0))
sheet.save(__file__)
