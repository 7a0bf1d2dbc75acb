"""Error of least squares by normal equations and by QR, as the condition number grows.

The curves are made of rounding errors, so every operation has to round the same everywhere: only
additions, products, quotients and square roots of IEEE doubles, condition numbers that are powers
of two, and no `sum`, which compensates for rounding from Python 3.12 on.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable

from _paper import BLUE, QUIET, VERMILION, Axes, Sheet

ROWS, COLUMNS, TRIALS = 20, 4, 25
POWERS = range(0, 46, COLUMNS - 1)
Matrix = list[list[float]]


def total(values: Iterable[float]) -> float:
    """The sum, rounded after each addition from left to right."""
    result = 0.0
    for value in values:
        result += value
    return result


def dot(a: list[float], b: list[float]) -> float:
    """The inner product, rounded after each product and addition."""
    return total(x * y for x, y in zip(a, b, strict=True))


def orthonormal(source: random.Random, length: int, count: int) -> Matrix:
    """`count` random orthonormal vectors, by Gram-Schmidt carried out twice."""
    basis: Matrix = []
    while len(basis) < count:
        vector = [2 * source.random() - 1 for _ in range(length)]
        for _ in range(2):
            for other in basis:
                along = dot(vector, other)
                vector = [v - along * o for v, o in zip(vector, other, strict=True)]
        size = math.sqrt(dot(vector, vector))
        basis.append([v / size for v in vector])
    return basis


def with_condition(source: random.Random, power: int) -> Matrix:
    """A ROWS by COLUMNS matrix whose singular values fall evenly from 1 to 2^-power."""
    left, right = orthonormal(source, ROWS, COLUMNS), orthonormal(source, COLUMNS, COLUMNS)
    sizes = [math.ldexp(1.0, -k * power // (COLUMNS - 1)) for k in range(COLUMNS)]
    return [
        [
            total(s * u[i] * v[j] for s, u, v in zip(sizes, left, right, strict=True))
            for j in range(COLUMNS)
        ]
        for i in range(ROWS)
    ]


def back_substitute(upper: Matrix, target: list[float]) -> list[float]:
    """The solution of an upper triangular system."""
    found = [0.0] * len(target)
    for i in reversed(range(len(target))):
        rest = total(upper[i][j] * found[j] for j in range(i + 1, len(target)))
        found[i] = (target[i] - rest) / upper[i][i]
    return found


def by_normal_equations(x: Matrix, y: list[float]) -> list[float] | None:
    """Least squares through Cholesky of the Gram matrix; None when a pivot is not positive."""
    columns = [[row[j] for row in x] for j in range(COLUMNS)]
    gram = [[dot(a, b) for b in columns] for a in columns]
    target = [dot(a, y) for a in columns]
    upper = [[0.0] * COLUMNS for _ in range(COLUMNS)]
    for i in range(COLUMNS):
        pivot = gram[i][i] - total(upper[k][i] * upper[k][i] for k in range(i))
        if pivot <= 0:
            return None
        upper[i][i] = math.sqrt(pivot)
        for j in range(i + 1, COLUMNS):
            rest = total(upper[k][i] * upper[k][j] for k in range(i))
            upper[i][j] = (gram[i][j] - rest) / upper[i][i]
    middle = [0.0] * COLUMNS
    for i in range(COLUMNS):
        middle[i] = (target[i] - total(upper[k][i] * middle[k] for k in range(i))) / upper[i][i]
    return back_substitute(upper, middle)


def by_qr(x: Matrix, y: list[float]) -> list[float]:
    """Least squares through Householder reflections."""
    work = [[*row, value] for row, value in zip(x, y, strict=True)]
    for k in range(COLUMNS):
        mirror = [work[i][k] for i in range(k, ROWS)]
        mirror[0] += math.copysign(math.sqrt(dot(mirror, mirror)), mirror[0])
        square = dot(mirror, mirror)
        for j in range(k, COLUMNS + 1):
            twice = 2 * dot(mirror, [work[i][j] for i in range(k, ROWS)]) / square
            for i in range(k, ROWS):
                work[i][j] -= twice * mirror[i - k]
    return back_substitute([row[:COLUMNS] for row in work], [row[-1] for row in work[:COLUMNS]])


def error(found: list[float] | None) -> float:
    """Relative error against a solution of all ones; infinite when there is no answer."""
    if found is None:
        return math.inf
    return math.sqrt(total((v - 1) * (v - 1) for v in found) / COLUMNS)


Curve = list[tuple[float, float]]


def medians() -> tuple[Curve, Curve]:
    """Median error of both solvers by the decimal logarithm of the condition number."""
    source = random.Random(11)
    normal: Curve = []
    householder: Curve = []
    for power in POWERS:
        errors: tuple[list[float], list[float]] = ([], [])
        for _ in range(TRIALS):
            x = with_condition(source, power)
            y = [total(row) for row in x]
            errors[0].append(error(by_normal_equations(x, y)))
            errors[1].append(error(by_qr(x, y)))
        normal.append((power * math.log10(2), sorted(errors[0])[TRIALS // 2]))
        householder.append((power * math.log10(2), sorted(errors[1])[TRIALS // 2]))
    return normal, householder


normal, householder = medians()
sheet = Sheet(
    560,
    400,
    "Two ways to solve the same least-squares problem",
    "Median relative error of the coefficients in float64 against the condition number of X, both "
    "on log scales. Normal equations lose two digits for each factor of ten and fail near 10^8; "
    "QR loses one digit and still has three correct digits beyond 10^13.",
)
axes = Axes(sheet, (78, 44, 420, 330), (0, 14), (1e-17, 1e2), log=True)
sheet.words((78, 28), "Error of the coefficients, float64", bold=True)
axes.frame(
    [(0, "1"), (4, "10⁴"), (8, "10⁸"), (12, "10¹²")],
    [(1e-16, "10⁻¹⁶"), (1e-12, "10⁻¹²"), (1e-8, "10⁻⁸"), (1e-4, "10⁻⁴"), (1.0, "1")],
    "condition number κ of X (log scale)",
    "relative error (log scale)",
)
axes.curve([(0, 1e-16), (14, 1e-2)], QUIET, 1, "4 4")
axes.curve([(0, 1e-16), (8, 1)], QUIET, 1, "4 4")
shown = [(k, e) for k, e in normal if math.isfinite(e) and k < 9]
axes.curve(shown, VERMILION, 2.5)
axes.dots(shown, VERMILION, 2.5)
axes.words(shown[-1], "normal equations:", VERMILION, "start", (12, -6))
axes.words(shown[-1], "every digit is lost", VERMILION, "start", (12, 12))
axes.curve(householder, BLUE, 2.5)
axes.dots(householder, BLUE, 2.5)
axes.words(householder[-1], "QR", BLUE, shift=(10, 5))
axes.words((5.4, 10.0**-5.4), "slope 2", QUIET, "end", (-8, 0))
axes.words((9, 1e-7), "slope 1", QUIET, "start", (6, 20))
sheet.save(__file__)
