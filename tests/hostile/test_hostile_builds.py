"""Whole builds of damaged notes: MkDocs ends well, and the site has what the notes had."""

from __future__ import annotations

import json
import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from damages import DAMAGES, Damaged, damaged
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from whole_builds import Built, built

GREAT = ("10,000-item lists", "huge files", "deep nesting")
NAMES = sorted(set(DAMAGES) - set(GREAT))
BUILDS = 200
TWICE = 10
"""One folder of so many is built a second time."""


@st.composite
def three_notes(draw: st.DrawFn) -> Damaged:
    """A folder of three notes, each with a damage of its own."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=3, max_size=3))
    parts = [draw(damaged(name, 10 * n)) for n, name in enumerate(names)]
    files = {path: raw for part in parts for path, raw in part.files.items()}
    asked = tuple(each for part in parts for each in part.asked)
    return Damaged("", files, asked, swallowed=int(any(part.swallowed for part in parts)))


def drawn(count: int, strategy: st.SearchStrategy[Damaged]) -> list[Damaged]:
    """That many folders, all different, and the same ones in every run."""
    made: dict[tuple[tuple[str, bytes], ...], Damaged] = {}

    @settings(
        max_examples=2 * count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(case: Damaged) -> None:
        made.setdefault(tuple(sorted(case.files.items())), case)

    collect()
    return list(made.values())[:count]


def test_two_hundred_folders_are_built(tmp_path: Path, tell: Callable[..., None]) -> None:
    wanted = drawn(BUILDS, three_notes())
    assert len(wanted) == BUILDS
    jobs = [
        (number, dict(case.files), number % TWICE == 0, str(tmp_path / str(number)))
        for number, case in enumerate(wanted)
    ]
    workers = min(2, os.cpu_count() or 1)
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, fresh) as pool:
        for case, result in zip(wanted, pool.map(built, jobs, chunksize=10), strict=True):
            check(case, result)
            tell(whole_builds=1, built_twice=result.twice)


def check(case: Damaged, result: Built) -> None:
    """Every question is in the site's `questions.json`, or a problem that was printed names it."""
    assert result.error == "", result.error
    assert result.pages > len(case.files)
    assert result.same, "the second build is another one"
    raw = json.loads(result.questions)["questions"]
    there = " ".join(f"{each['prompt']} {each['id']}".lower() for each in raw)
    said = "\n".join(result.problems).lower()
    for each in case.asked:
        found = each.mark in there or each.mark in said
        assert found or case.swallowed or "no question of this file" in said, (each, said)


@pytest.mark.parametrize("name", GREAT)
def test_a_great_note_is_built(name: str, tmp_path: Path, tell: Callable[..., None]) -> None:
    case = drawn(3, damaged(name))[-1]
    check(case, built((0, dict(case.files), False, str(tmp_path))))
    tell(whole_builds=1)
