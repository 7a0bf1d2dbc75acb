"""One scorer at three prevalences: a single ROC curve, three precision-recall curves."""

from __future__ import annotations

import math

from _paper import BLUE, GREEN, INK, PURPLE, QUIET, VERMILION, Axes, Sheet

SEPARATION = 2.0
PREVALENCES = ((0.5, "50%", GREEN), (0.1, "10%", BLUE), (0.01, "1%", VERMILION))
MARKED = 1.2815515655446004  # the threshold that one negative in ten exceeds


def above(threshold: float) -> float:
    """The share of a standard normal that exceeds `threshold`."""
    return math.erfc(threshold / math.sqrt(2)) / 2


def rates(threshold: float) -> tuple[float, float]:
    """True and false positive rate when negatives are N(0, 1) and positives N(SEPARATION, 1)."""
    return above(threshold - SEPARATION), above(threshold)


def precision(threshold: float, prevalence: float) -> float:
    """The share of true positives among all scores above `threshold`."""
    tpr, fpr = rates(threshold)
    return prevalence * tpr / (prevalence * tpr + (1 - prevalence) * fpr)


thresholds = [6 - 0.05 * step for step in range(221)]
area = above(-SEPARATION / math.sqrt(2))
hit, alarm = rates(MARKED)
sheet = Sheet(
    560,
    350,
    "One scorer at three prevalences",
    f"Left, the ROC curve of a scorer with area {area:.2f}, the same at every prevalence. Right, "
    "its precision-recall curves: high at 50 percent positives, lower at 10 percent, and falling "
    "steeply at 1 percent. Dots mark one threshold on every curve.",
)
ticks = [(0.0, "0"), (0.5, "0.5"), (1.0, "1")]
roc = Axes(sheet, (64, 56, 264, 290), (0, 1), (0, 1))
roc.frame(ticks, ticks, "false positive rate", "recall (true positive rate)")
roc.curve([(0, 0), (1, 1)], QUIET, 1.5, "5 4")
roc.curve([(0, 0), *((f, t) for t, f in map(rates, thresholds)), (1, 1)], PURPLE, 2.5)
roc.dots([(alarm, hit)], INK, 4)
sheet.words((64, 34), "ROC: one curve for all", bold=True)
roc.words((0.16, 0.71), "one threshold", INK)
roc.words((0.4, 0.86), f"area {area:.2f}", PURPLE)
pr = Axes(sheet, (330, 56, 530, 290), (0, 1), (0, 1))
pr.frame(ticks, ticks, "recall")
sheet.words((296, 173), "precision", INK, "middle", turn=-90)
sheet.words((330, 34), "PR: 50%, 10%, 1% positive", bold=True)
for prevalence, _, colour in PREVALENCES:
    curve = [(rates(t)[0], precision(t, prevalence)) for t in thresholds]
    pr.curve(curve, colour, 2.5)
    pr.dots([(hit, precision(MARKED, prevalence))], INK, 4)
for prevalence, name, colour in PREVALENCES:
    level = precision(MARKED, prevalence)
    pr.words((hit, level), name, colour, "end", (-8, 14) if prevalence > 0.05 else (14, -10))
sheet.save(__file__)
