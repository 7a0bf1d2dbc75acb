"""Bias and standard error of a switchback experiment against the length of its slots."""

from __future__ import annotations

import math

from _paper import BLUE, INK, VERMILION, Axes, Sheet

EFFECT, CARRY, NOISE, MEMORY, HOURS = 2.0, 0.5, 15.0, 3.0, 6720
"""Effect and noise in percent; carry-over, memory of the noise and length in hours."""


def bias(slot: float) -> float:
    """What slots of this length lose of the effect, as the market turns only slowly."""
    return EFFECT * CARRY / slot * (1 - math.exp(-slot / CARRY))


def error(slot: float) -> float:
    """Standard error of the difference between slots, for noise forgotten exponentially."""
    a = slot / MEMORY
    variance = NOISE**2 * 2 / a * (1 - (1 - math.exp(-a)) / a)
    return 2 * math.sqrt(variance * slot / HOURS)


def total(slot: float) -> float:
    return math.hypot(bias(slot), error(slot))


sheet = Sheet(
    600,
    380,
    "How long should a slot be?",
    "Bias, standard error and root mean squared error of the estimate of a 2 percent effect, "
    "against the slot length from half an hour to twelve hours, with a carry-over time of half an "
    "hour. Bias falls, the standard error rises, and the total is least near 3 hours, at 0.64.",
)
axes = Axes(sheet, (70, 44, 510, 318), (0, 12), (0, 1.4))
axes.frame(
    [(x, str(x)) for x in range(0, 13, 2)],
    [(y / 10, f"{y / 10:.1f}") for y in range(0, 15, 2)],
    "slot length (hours)",
    "error (percentage points)",
)
sheet.words((70, 28), "Effect 2%, carry-over time half an hour", bold=True)
slots = [0.5 + step / 20 for step in range(231)]
axes.curve([(slot, bias(slot)) for slot in slots], VERMILION, 2.5)
axes.curve([(slot, error(slot)) for slot in slots], BLUE, 2.5)
axes.curve([(slot, total(slot)) for slot in slots], INK, 3)
best = min(slots, key=total)
axes.dots([(best, total(best))], INK, 5)
axes.words((12, bias(12)), "bias", VERMILION, shift=(10, 4), bold=True)
axes.words((12, error(12)), "standard", BLUE, shift=(10, 14), bold=True)
axes.words((12, error(12)), "error", BLUE, shift=(10, 31), bold=True)
axes.words((12, total(12)), "total", INK, shift=(10, -6), bold=True)
least = f"least at {best:.0f} hours: {total(best):.2f}"
axes.words((best, total(best)), least, INK, shift=(6, -44))
sheet.save(__file__)
