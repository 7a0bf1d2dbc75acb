"""Notes in every dialect, whole and damaged: no traceback, no question lost, every fault named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from accounts import check, check_exports, check_problems, read
from damages import DAMAGES, Damaged, damaged
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from written import Written, notes

SLOW = {"10,000-item lists", "huge files"}
FEWEST = 200
"""How many cases each damage has, however few are asked for."""

AGAIN = 4
"""One case of so many is read a second time, and exported."""


def share(config: pytest.Config, parts: int, of: int) -> int:
    """So many parts of the cases that were asked for."""
    return int(config.getoption("--hostile-cases")) * parts // of


def run(cases: int, strategy: st.SearchStrategy[Any], test: Callable[[Any], None]) -> None:
    """The test on that many cases, the same ones in every run."""
    once = settings(
        max_examples=cases,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    given(strategy)(once(test))()


def check_case(case: Damaged, count: int, tell: Callable[..., None], again: bool = True) -> None:
    """All that must hold of a folder of notes."""
    library = read(case.files)
    there, named = check(library, case)
    check_problems(library, case)
    tell(
        cases=1,
        questions_put_in=len(case.asked),
        on_the_site=there,
        named_in_problems=named,
        faults_put_in=len(case.faults),
        problems=len(library.problems),
    )
    if again and count % AGAIN == 0:
        texts = check_exports(library)
        second = read(dict(reversed(case.files.items())))
        assert second.problems == library.problems
        assert second.catalog == library.catalog
        assert check_exports(second) == texts
        tell(read_twice=1)


def test_a_whole_note_has_its_questions_and_no_problems(
    pytestconfig: pytest.Config, tell: Callable[..., None]
) -> None:
    count = 0

    def test(note: Written) -> None:
        nonlocal count
        count += 1
        case = Damaged(note.path, {note.path: note.text.encode()}, note.asked, note.faults, True)
        check_case(case, count, tell)
        assert len(read(case.files).problems) == len(note.faults)

    run(share(pytestconfig, 3, 10), notes(), test)


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_note_loses_nothing(
    name: str, pytestconfig: pytest.Config, tell: Callable[..., None]
) -> None:
    count = 0

    def test(case: Damaged) -> None:
        nonlocal count
        count += 1
        check_case(case, count, tell, again=name not in SLOW or count < AGAIN * 2)

    cases = FEWEST if name in SLOW else max(FEWEST, share(pytestconfig, 65, 100 * len(DAMAGES)))
    run(cases, damaged(name), test)


def test_a_folder_of_damaged_notes_loses_nothing(
    pytestconfig: pytest.Config, tell: Callable[..., None]
) -> None:
    names = sorted(set(DAMAGES) - SLOW)
    count = 0

    @st.composite
    def folders(draw: st.DrawFn) -> Damaged:
        chosen = draw(st.lists(st.sampled_from(names), min_size=2, max_size=3))
        parts = [draw(damaged(name, 10 * n)) for n, name in enumerate(chosen)]
        files = {path: raw for part in parts for path, raw in part.files.items()}
        asked = tuple(each for part in parts for each in part.asked)
        return Damaged(
            "", files, asked, copies=2, swallowed=0 if all(p.whole for p in parts) else 1
        )

    def test(case: Damaged) -> None:
        nonlocal count
        count += 1
        check_case(case, count, tell)

    run(share(pytestconfig, 1, 10), folders(), test)
