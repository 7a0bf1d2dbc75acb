"""Reliability diagram of an overconfident scorer, before and after temperature scaling."""

from __future__ import annotations

import math
import random

from _paper import BLUE, INK, QUIET, VERMILION, Axes, Sheet

COUNT, BINS, SHARPENED = 4000, 10, 2.0
source = random.Random(5)


def logistic(z: float) -> float:
    """The logistic function."""
    return 1 / (1 + math.exp(-z))


def sample() -> tuple[list[float], list[int]]:
    """Logits SHARPENED times too large, and labels drawn from the right probabilities."""
    logits = [source.gauss(0, 1.3) for _ in range(COUNT)]
    labels = [int(source.random() < logistic(z)) for z in logits]
    return [SHARPENED * z for z in logits], labels


def log_loss(logits: list[float], labels: list[int], temperature: float) -> float:
    """Mean log loss of logits divided by a temperature."""
    signed = ((1 - 2 * y) * z / temperature for z, y in zip(logits, labels, strict=True))
    return sum(math.log1p(math.exp(v)) for v in signed) / COUNT


def groups(chances: list[float], labels: list[int]) -> list[tuple[float, float, float]]:
    """For each bin of equal width: mean prediction, share positive, half a 95% interval."""
    found = []
    for k in range(BINS):
        inside = [i for i, p in enumerate(chances) if k <= p * BINS < k + 1]
        mean = sum(chances[i] for i in inside) / len(inside)
        share = sum(labels[i] for i in inside) / len(inside)
        found.append((mean, share, 1.96 * math.sqrt(share * (1 - share) / len(inside))))
    return found


logits, labels = sample()
temperature = min((1 + 0.01 * k for k in range(200)), key=lambda t: log_loss(logits, labels, t))
sheet = Sheet(
    560,
    385,
    "Reliability before and after temperature scaling",
    "Share of positives against mean predicted probability in ten bins, with 95 percent "
    "intervals. Before scaling the points form a flat S around the diagonal: too many positives "
    f"at low predictions, too few at high ones. After scaling with temperature {temperature:.2f} "
    "they lie on the diagonal.",
)
axes = Axes(sheet, (70, 44, 390, 330), (0, 1), (0, 1))
ticks = [(0.0, "0"), (0.25, "0.25"), (0.5, "0.5"), (0.75, "0.75"), (1.0, "1")]
axes.frame(ticks, ticks, "mean predicted probability in the bin", "share of positives in the bin")
sheet.words((70, 28), "What was predicted, and what happened", bold=True)
axes.curve([(0, 0), (1, 1)], QUIET, 1.5, "5 4")
for scale, colour in ((1.0, VERMILION), (temperature, BLUE)):
    points = groups([logistic(z / scale) for z in logits], labels)
    for mean, share, half in points:
        axes.curve([(mean, share - half), (mean, share + half)], colour, 1.5)
    axes.curve([(mean, share) for mean, share, _ in points], colour, 2)
    axes.dots([(mean, share) for mean, share, _ in points], colour, 4)
axes.words((1, 0.8), "as trained:", VERMILION, shift=(14, 0))
axes.words((1, 0.8), "overconfident", VERMILION, shift=(14, 18))
axes.words((1, 1), f"after T = {temperature:.2f}", BLUE, shift=(14, 4))
axes.words((0.52, 0.06), "dashed: perfect", INK)
sheet.save(__file__)
