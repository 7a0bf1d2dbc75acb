"""The magnitudes that floating-point formats can hold, as bars on a scale of powers of ten."""

from __future__ import annotations

import math

from _paper import BLUE, INK, QUIET, VERMILION, Axes, Sheet

FORMATS = (
    ("float32", 8, 23, "2⁻²⁴ = 6 · 10⁻⁸"),
    ("bfloat16", 8, 7, "2⁻⁸ = 4 · 10⁻³"),
    ("float16", 5, 10, "2⁻¹¹ = 5 · 10⁻⁴"),
    ("8-bit E5M2", 5, 2, "2⁻³ = 0.125"),
    ("8-bit E4M3", 4, 3, "2⁻⁴ = 0.0625"),
)


def decades(exponent: int, fraction: int) -> tuple[float, float, float]:
    """Powers of ten of the smallest subnormal, the smallest normal and the largest number."""
    top = 2 ** (exponent - 1) - 1
    largest = (2 - 2.0**-fraction) * 2.0**top
    if (exponent, fraction) == (4, 3):  # E4M3 gives up infinities for one more binade, less one
        largest = 448.0
    low = (1 - top) * math.log10(2)
    return low - fraction * math.log10(2), low, math.log10(largest)


sheet = Sheet(
    680,
    330,
    "What the formats can hold",
    "Bars on a scale of powers of ten. float32 and bfloat16 reach from 10 to the -38 to 10 to the "
    "38. float16 reaches from 6e-5, or 6e-8 with subnormals, to 65,504. E5M2 reaches about as far "
    "as float16, E4M3 only from 0.016 to 448. Unit roundoff stands at the right of each bar.",
)
axes = Axes(sheet, (100, 62, 510, 262), (-46, 40), (-0.5, 4.5))
axes.frame(
    [
        (p, f"10{''.join('⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.index(c)] for c in str(p))}")
        for p in range(-40, 41, 20)
    ],
    [(4 - row, name) for row, (name, *_) in enumerate(FORMATS)],
    "magnitude (log scale); thin: subnormal numbers",
)
sheet.words((100, 30), "What each format can hold, and how finely", bold=True)
sheet.words((526, 52), "unit roundoff", QUIET)
for row, (_, exponent, fraction, roundoff) in enumerate(FORMATS):
    tiny, low, high = decades(exponent, fraction)
    colour = VERMILION if exponent < 8 else BLUE
    axes.curve([(tiny, 4 - row), (low, 4 - row)], colour, 4)
    axes.curve([(low, 4 - row), (high, 4 - row)], colour, 15)
    axes.words((40, 4 - row), roundoff, INK, shift=(16, 5))
sheet.save(__file__)
