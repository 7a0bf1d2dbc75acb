"""Mutual information that a table of counts shows between two variables that are independent."""

from __future__ import annotations

import math
import random

from _paper import BLUE, INK, PURPLE, VERMILION, Axes, Sheet

SIZES = (100, 200, 500, 1000, 2000, 5000, 10_000)
DRAWS = 150_000
source = random.Random(5)


def shown_information(size: int, values: int) -> float:
    """Mean plug-in estimate, in nats, over repeated samples of two independent uniform values."""
    repeats, total = max(DRAWS // size, 80), 0.0
    for _ in range(repeats):
        cells, rows, columns = [0] * values**2, [0] * values, [0] * values
        for _ in range(size):
            row, column = int(source.random() * values), int(source.random() * values)
            cells[row * values + column] += 1
            rows[row] += 1
            columns[column] += 1
        entropies = [
            -sum(c / size * math.log(c / size) for c in counts if c)
            for counts in (rows, columns, cells)
        ]
        total += entropies[0] + entropies[1] - entropies[2]
    return total / repeats


sheet = Sheet(
    600,
    390,
    "Information that is not there",
    "Average plug-in mutual information of two independent variables against the number of rows, "
    "both on log scales. With 20 values each it is 0.2 nats at 1,000 rows, with 8 values 0.025, "
    "with 4 values 0.0045. Dashed lines show the approximation: the product of the numbers of "
    "values less one, over twice the rows. The true value is 0.",
)
axes = Axes(sheet, (84, 48, 440, 328), (2, 4), (0.0002, 2), log=True)
axes.frame(
    [(2, "100"), (3, "1,000"), (4, "10,000")],
    [(0.001, "0.001"), (0.01, "0.01"), (0.1, "0.1"), (1, "1")],
    "rows (log scale)",
    "nats shown (log scale)",
)
sheet.words((84, 30), "Mutual information shown by independent variables", bold=True)
for values, colour in ((20, VERMILION), (8, BLUE), (4, PURPLE)):
    curve = [(math.log10(size), shown_information(size, values)) for size in SIZES]
    rule = [(math.log10(size), (values - 1) ** 2 / (2 * size)) for size in SIZES]
    axes.curve([p for p in rule if p[1] < 2], INK, 1.5, "5 4")
    axes.curve(curve, colour, 2.5)
    axes.dots(curve, colour, 3.5)
    axes.words(curve[-1], f"{values} × {values} values", colour, shift=(12, 5))
sheet.save(__file__)
