"""The best single forecast of one skewed demand, by four error measures."""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

from _paper import BLUE, GREEN, PURPLE, VERMILION, Axes, Sheet

STEPS = 2000
DEMAND = [100 * math.exp(0.8 * NormalDist().inv_cdf((step + 0.5) / STEPS)) for step in range(STEPS)]
FORECASTS = range(16, 341, 4)


def mape(y: float, f: float) -> float:
    return abs(y - f) / y


def absolute(y: float, f: float) -> float:
    return abs(y - f)


def squared(y: float, f: float) -> float:
    return (y - f) ** 2


def pinball(y: float, f: float) -> float:
    return 0.9 * (y - f) if y > f else 0.1 * (f - y)


def mean_loss(loss: Callable[[float, float], float], forecast: float) -> float:
    return sum(loss(y, forecast) for y in DEMAND) / STEPS


sheet = Sheet(
    600,
    400,
    "One demand, four best forecasts",
    "Expected loss of a single forecast of a lognormal demand with median 100 and log standard "
    "deviation 0.8, relative to the smallest loss that the measure allows. The minimum lies at 53 "
    "for MAPE, at 100 for MAE, at 138 for RMSE and at 279 for the pinball loss at 0.9.",
)
axes = Axes(sheet, (78, 44, 580, 336), (0, 350), (0.75, 2))
axes.frame(
    [(x, str(x)) for x in range(0, 351, 50)],
    [(1, "best"), (1.25, "+25%"), (1.5, "+50%"), (1.75, "+75%"), (2, "+100%")],
    "forecast (units)",
    "loss above the least possible",
)
sheet.words((78, 28), "One demand, four best forecasts", bold=True)
log_mean = math.log(100)
for name, loss, root, best, colour in (
    ("MAPE", mape, 1.0, math.exp(log_mean - 0.64), VERMILION),
    ("MAE", absolute, 1.0, 100.0, BLUE),
    ("RMSE", squared, 0.5, math.exp(log_mean + 0.32), GREEN),
    ("pinball 0.9", pinball, 1.0, 100 * math.exp(0.8 * NormalDist().inv_cdf(0.9)), PURPLE),
):
    least = mean_loss(loss, best)
    curve = [(f, (mean_loss(loss, f) / least) ** root) for f in FORECASTS]
    axes.curve([point for point in curve if point[1] <= 2], colour, 2.5)
    axes.dots([(best, 1)], colour, 5)
    axes.words((best, 1), name, colour, "middle", (0, 24), bold=True)
    axes.words((best, 1), f"{best:.0f}", colour, "middle", (0, 42))
sheet.save(__file__)
