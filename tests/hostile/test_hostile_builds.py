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

BUILDS = 200
TWICE = 10
"""One folder of so many is built a second time."""


def folders(count: int) -> list[Damaged]:
    """That many folders with three damaged notes each, the same ones in every run."""
    made: list[Damaged] = []
    names = sorted(set(DAMAGES) - {"10,000-item lists", "huge files", "deep nesting"})

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def collect(data: st.DataObject) -> None:
        parts = [
            data.draw(damaged(names[(3 * len(made) + n) % len(names)], 100 * len(made) + 10 * n))
            for n in range(3)
        ]
        files = {path: raw for part in parts for path, raw in part.files.items()}
        asked = tuple(each for part in parts for each in part.asked)
        made.append(Damaged("", files, asked, swallowed=int(any(p.swallowed for p in parts))))

    collect()
    return made


def test_two_hundred_folders_are_built(tmp_path: Path, tell: Callable[..., None]) -> None:
    wanted = folders(BUILDS)
    assert len({tuple(sorted(case.files.items())) for case in wanted}) == len(wanted) == BUILDS
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


@pytest.mark.parametrize("name", ["10,000-item lists", "huge files", "deep nesting"])
def test_a_great_note_is_built(name: str, tmp_path: Path, tell: Callable[..., None]) -> None:
    found: list[Damaged] = []

    @settings(max_examples=3, derandomize=True, database=None, phases=[Phase.generate])
    @given(damaged(name))
    def last(case: Damaged) -> None:
        found.append(case)

    last()
    check(found[-1], built((0, dict(found[-1].files), False, str(tmp_path))))
    tell(whole_builds=1)
