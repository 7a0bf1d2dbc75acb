"""Share of tests without any effect that are declared significant, by number of looks."""

from __future__ import annotations

import random
from statistics import NormalDist

from _paper import BLUE, INK, VERMILION, Axes, Sheet

LOOKS, TESTS = 28, 30_000
source = random.Random(5)
paths = []
for _ in range(TESTS):
    total, path = 0.0, []
    for look in range(1, LOOKS + 1):
        total += source.gauss(0, 1)
        path.append(abs(total) / look**0.5)
    paths.append(path)


def alarms(looks: int, limit: float) -> float:
    """Percent of tests whose |z| passes the limit at one of equally spaced looks."""
    ends = [round(LOOKS * (k + 1) / looks) - 1 for k in range(looks)]
    return 100 * sum(any(path[end] > limit for end in ends) for path in paths) / TESTS


sheet = Sheet(
    560,
    380,
    "False alarms from peeking",
    "Percent of A/A tests declared significant against the number of equally spaced looks, from 1 "
    "to 28. With the fixed limit 1.96 it grows from 5 percent at one look to about 27 percent at "
    "28. With a limit of 5 percent divided by the number of looks it stays at 5 percent or less.",
)
axes = Axes(sheet, (70, 44, 536, 318), (0, 29), (0, 30))
axes.frame(
    [(1, "1"), (7, "7"), (14, "14"), (21, "21"), (28, "28")],
    [(v, f"{v}%") for v in (0, 5, 10, 20, 30)],
    "number of equally spaced looks",
    "false alarms without any effect",
)
sheet.words((70, 28), "Stop at the first p < 0.05", bold=True)
axes.curve([(0, 5), (29, 5)], INK, 1.2, "5 4")
counts = (1, 2, 4, 7, 14, 28)
naive = [(float(k), alarms(k, 1.959964)) for k in counts]
strict = [(float(k), alarms(k, NormalDist().inv_cdf(1 - 0.025 / k))) for k in counts]
for curve, colour in ((naive, VERMILION), (strict, BLUE)):
    axes.curve(curve, colour, 2.5)
    axes.dots(curve, colour, 3.5)
axes.words((14, 17.5), "limit 1.96 at every look", VERMILION, shift=(4, 0))
axes.words((9, 6.2), "limit for 5 percent divided by the looks", BLUE)
sheet.save(__file__)
