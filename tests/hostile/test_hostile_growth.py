"""Reading takes time and memory in proportion to the note, whatever it is that grows."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor

import pytest
from growth import GROWING, costs, limited

SIZES = (1000, 4000)
FASTEST = 0.02
"""Seconds below which a cost says nothing."""

MOST = 9
"""How much more four times as much may cost: 4 in proportion, 16 if each looks at each."""


@pytest.fixture(scope="module")
def reader() -> Iterator[ProcessPoolExecutor]:
    """A process to read in, with little memory, that dies if it hangs."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, fresh, limited) as pool:
        yield pool


@pytest.mark.parametrize("name", GROWING)
def test_four_times_as_much_costs_four_times_as_much(
    name: str, reader: ProcessPoolExecutor, tell: Callable[..., None]
) -> None:
    for times in (1, 3, 5):  # Again with more care, in case somebody else had the processor.
        small, great = reader.submit(costs, name, SIZES, times).result()
        if great <= MOST * max(small, FASTEST):
            break
    assert great <= MOST * max(small, FASTEST), (small, great)
    tell(growths_measured=1)
