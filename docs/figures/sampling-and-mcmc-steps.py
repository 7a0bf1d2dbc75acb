"""Random-walk Metropolis on a standard normal with three step sizes: what each chain looks like."""

from __future__ import annotations

import math
import random

from _paper import BLUE, GREEN, INK, QUIET, VERMILION, Axes, Sheet

STEPS = 400
PANELS = (
    (0.1, "too short: step 0.1", VERMILION),
    (2.4, "about right: step 2.4", GREEN),
    (25.0, "too long: step 25", BLUE),
)


def chain(step: float, length: int, source: random.Random) -> tuple[list[float], float]:
    """The positions from a start at 3, and the share of proposals that were accepted."""
    at, accepted, path = 3.0, 0, []
    for _ in range(length):
        proposal = at + step * source.gauss(0, 1)
        if source.random() < math.exp(min(0.0, (at * at - proposal * proposal) / 2)):
            at, accepted = proposal, accepted + 1
        path.append(at)
    return path, accepted / length


sheet = Sheet(
    560,
    470,
    "Three step sizes of one sampler",
    "Traces of 400 steps of random-walk Metropolis on a standard normal, started at 3. With step "
    "0.1 the chain wanders slowly, 97 percent of moves accepted; with 2.4 it crosses the whole "
    "range every few steps, 44 percent accepted; with 25 it stands still for long stretches.",
)
sheet.words((62, 28), "One target, three step sizes", bold=True)
for place, (step, name, colour) in enumerate(PANELS):
    top = 62 + 130 * place
    axes = Axes(sheet, (62, top, 540, top + 88), (0, STEPS), (-4, 4))
    last = place == len(PANELS) - 1
    ticks = [(0.0, "0"), (100.0, "100"), (200.0, "200"), (300.0, "300"), (400.0, "400")]
    axes.frame(
        [(at, text if last else "") for at, text in ticks],
        [(-2, "−2"), (0, "0"), (2, "2")],
        "step of the chain" if last else "",
        "state" if place == 1 else "",
    )
    path, _ = chain(step, STEPS, random.Random(3))
    _, share = chain(step, 60_000, random.Random(5))
    axes.curve([(i + 1, x) for i, x in enumerate(path)], colour, 1.5)
    sheet.words((62, top - 9), name, colour)
    sheet.words((540, top - 9), f"{share:.0%} of moves accepted", INK, "end")
    axes.curve([(0, 0), (STEPS, 0)], QUIET, 1, "3 4")
sheet.save(__file__)
