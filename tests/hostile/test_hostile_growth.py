"""Reading takes work and memory in proportion to the note, whatever it is that grows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor

import pytest
from growth import GROWING, costs, ends
from twins import pools

SIZES = (300, 1200)
MOST = 6
"""How much more four times as much may cost: 4 in proportion, 16 if each looks at each."""

FEW_CALLS, LITTLE = 20_000, 1 << 20
"""Calls and bytes below which a cost says nothing."""

GREAT, SECONDS = 16_000, 30
"""A size at which what looks at each for each takes minutes, and when the system ends it."""


@pytest.fixture(scope="module")
def reader() -> Iterator[ProcessPoolExecutor]:
    """A process to read in, with little memory."""
    with pools(1, "0") as pool:
        yield pool


@pytest.mark.parametrize("name", GROWING)
def test_four_times_as_much_costs_four_times_as_much(
    name: str, reader: ProcessPoolExecutor, tell: Callable[..., None]
) -> None:
    small, great = reader.submit(costs, name, SIZES).result()
    assert great.calls <= MOST * max(small.calls, FEW_CALLS), (small, great)
    assert great.peak <= MOST * max(small.peak, LITTLE), (small, great)
    tell(growths_measured=1)


@pytest.mark.parametrize("name", GROWING)
def test_a_great_note_is_read_to_its_end(name: str, reader: ProcessPoolExecutor) -> None:
    assert reader.submit(ends, name, GREAT, SECONDS).result()
