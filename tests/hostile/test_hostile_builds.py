"""Whole builds of damaged notes: MkDocs ends well, and the site has what the notes had."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from accounts import COSTS, MARK
from cases import fixed
from damages import DAMAGES, Damaged, damaged, together
from hypothesis import Phase, given
from hypothesis import strategies as st
from twins import pools
from whole_builds import Built, built

GREAT = ("10,000-item lists", "huge files", "deep nesting")
NAMES = sorted(set(DAMAGES) - set(GREAT))
BUILDS = 200
GREAT_BUILDS = 5
"""How many folders are built for each of the great damages."""

Tell = Callable[..., None]


@st.composite
def three_notes(draw: st.DrawFn) -> Damaged:
    """A folder of three notes, each with a damage of its own."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=3, max_size=3))
    return together(draw(damaged(name, 10 * n)) for n, name in enumerate(names))


def drawn(count: int, strategy: st.SearchStrategy[Damaged]) -> list[Damaged]:
    """That many folders, all different, and the same ones in every run."""
    made: dict[tuple[tuple[str, bytes], ...], Damaged] = {}

    @fixed(2 * count, phases=[Phase.generate])
    @given(strategy)
    def collect(case: Damaged) -> None:
        made.setdefault(tuple(sorted(case.files.items())), case)

    collect()
    return list(made.values())[:count]


def both_built(cases: Iterable[Damaged], place: Path, tell: Tell, name: str) -> None:
    """Build each folder in two processes, whose sets and folders have another order each."""
    wanted = list(cases)
    one = [(dict(case.files), str(place / f"a{n}")) for n, case in enumerate(wanted)]
    other = [
        (dict(reversed(case.files.items())), str(place / "other" / f"b{n}"))
        for n, case in enumerate(wanted)
    ]
    with pools(1, "1") as first, pools(1, "2") as second:
        pairs = zip(first.map(built, one), second.map(built, other), strict=True)
        for case, (result, again) in zip(wanted, pairs, strict=True):
            check(case, result)
            assert again == result, differing(result, again)
            tell(name, whole_builds=1, built_twice=1)


def differing(one: Built, other: Built) -> str:
    """What is not the same in two builds."""
    paths = one.digests.keys() | other.digests.keys()
    wrong = sorted(p for p in paths if one.digests.get(p) != other.digests.get(p))
    return f"the second build is another one: {wrong} {other.error} {other.problems}"


def test_two_hundred_folders_are_built(tmp_path: Path, tell: Tell) -> None:
    wanted = drawn(BUILDS, three_notes())
    assert len(wanted) == BUILDS
    both_built(wanted, tmp_path, tell, "several")


@pytest.mark.parametrize("name", GREAT)
def test_great_notes_are_built(name: str, tmp_path: Path, tell: Tell) -> None:
    wanted = drawn(GREAT_BUILDS, damaged(name))
    assert len(wanted) == GREAT_BUILDS
    both_built(wanted, tmp_path, tell, name)


def marks(texts: Iterable[str]) -> set[str]:
    """The marks of questions in these texts."""
    return {mark.lower() for text in texts for mark in MARK.findall(text)}


def check(case: Damaged, result: Built) -> None:
    """Every question is in the site's `questions.json`, or a problem that was printed has it."""
    assert result.error == "", result.error
    assert result.pages > len(case.files)
    raw = json.loads(result.questions)["questions"]
    there = marks(f"{each['prompt']} {each['id']}" for each in raw)
    said = marks(result.problems)
    for path in case.files:
        lines = [line for line in result.problems if line.startswith(f"{path}:")]
        costs = [int(found[1]) for line in lines if (found := COSTS.search(line))]
        asked = [each for each in case.asked if each.path == path]
        missing = [a.mark for a in asked if a.mark not in there and a.mark not in said]
        assert len(missing) <= max(0, sum(costs)), (path, missing, lines)
