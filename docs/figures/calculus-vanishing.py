"""Size of the gradient that reaches each of 30 layers, for four ways to build the network."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from _paper import BLUE, GREEN, PURPLE, VERMILION, Axes, Sheet

DEPTH, WIDTH, SAMPLES = 30, 32, 6
Curve = Callable[[float], float]


def sigmoid(z: float) -> float:
    """The logistic function."""
    return 1 / (1 + math.exp(-z))


def gradient_norms(squash: Curve, slope: Curve, gain: float, skip: float) -> list[float]:
    """RMS norm of dL/dh at layers 1 to DEPTH over random inputs, divided by its norm at the top.

    A layer computes h_new = carry * h + branch * squash(W h), where W has
    entries of variance gain / WIDTH, carry is 1 for a residual network and 0 otherwise.
    `slope` is the derivative of `squash`, as a function of the value that `squash` returned.
    """
    source = random.Random(7)
    deviation = math.sqrt(gain / WIDTH)
    carry, branch = (1.0, skip) if skip else (0.0, 1.0)
    layers = [
        [[source.gauss(0, deviation) for _ in range(WIDTH)] for _ in range(WIDTH)]
        for _ in range(DEPTH)
    ]
    squares = [0.0] * (DEPTH + 1)
    for _ in range(SAMPLES):
        h = [source.gauss(0, 1) for _ in range(WIDTH)]
        slopes = []
        for weights in layers:
            z = [sum(w * v for w, v in zip(row, h, strict=True)) for row in weights]
            a = [squash(v) for v in z]
            slopes.append([slope(v) for v in a])
            h = [carry * old + branch * new for old, new in zip(h, a, strict=True)]
        back = [source.gauss(0, 1) for _ in range(WIDTH)]
        squares[DEPTH] += sum(v * v for v in back)
        for depth in range(DEPTH - 1, -1, -1):
            local = [branch * g * s for g, s in zip(back, slopes[depth], strict=True)]
            back = [
                carry * back[j] + sum(layers[depth][i][j] * local[i] for i in range(WIDTH))
                for j in range(WIDTH)
            ]
            squares[depth] += sum(v * v for v in back)
    return [math.sqrt(s / squares[DEPTH]) for s in squares]


sheet = Sheet(
    560,
    380,
    "How much gradient reaches each layer",
    "Gradient norm at the input of each of 30 random layers of width 32, relative to the last "
    "layer, on a log scale. Sigmoid falls by many orders of magnitude, tanh slowly, ReLU with He "
    "initialisation stays near one, and a residual network stays near one.",
)
axes = Axes(sheet, (78, 44, 400, 318), (0, DEPTH), (1e-20, 1e2), log=True)
decades = [(10.0**e, label) for e, label in ((-20, "10⁻²⁰"), (-15, "10⁻¹⁵"), (-10, "10⁻¹⁰"))]
decades += [(1e-5, "10⁻⁵"), (1.0, "1")]
axes.frame(
    [(n, str(n)) for n in (0, 10, 20, 30)],
    decades,
    "layers between this one and the loss",
    "gradient norm (log scale)",
)
sheet.words((78, 28), "The gradient on its way back through 30 layers", bold=True)
runs: list[tuple[str, str, float, list[float]]] = [
    ("sigmoid, Glorot", VERMILION, 5, gradient_norms(sigmoid, lambda a: a * (1 - a), 1, 0)),
    ("tanh, Glorot", PURPLE, 14, gradient_norms(math.tanh, lambda a: 1 - a * a, 1, 0)),
    (
        "ReLU, He",
        BLUE,
        5,
        gradient_norms(lambda z: max(z, 0.0), lambda a: float(a > 0), 2, 0),
    ),
    (
        "residual + ReLU",
        GREEN,
        -6,
        gradient_norms(lambda z: max(z, 0.0), lambda a: float(a > 0), 2, DEPTH**-0.5),
    ),
]
for name, colour, lift, norms in runs:
    axes.curve([(DEPTH - i, norms[i]) for i in range(DEPTH, -1, -1)], colour, 2.5)
    axes.words((DEPTH, norms[0]), name, colour, shift=(8, lift))
sheet.save(__file__)
