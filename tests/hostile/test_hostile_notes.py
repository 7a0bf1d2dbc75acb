"""Notes in every dialect, whole and damaged: no traceback, no question lost, every fault named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
from accounts import check, check_exports, check_problems, fingerprint, read
from cases import fixed
from damages import DAMAGES, HOSTILE_CODE, LANGUAGES, Damaged, damaged, together
from hypothesis import given
from hypothesis import strategies as st
from twins import Twin, a_twin
from written import Written, notes

from levelset.model import Note

Tell = Callable[..., None]

SLOW = {"10,000-item lists", "huge files", "deep nesting"}
FEWEST = 200
"""How many cases each damage has, however few are asked for."""

REAL = {"unbalanced $": 400, "broken TeX": 500}
"""How many cases go through MathJax itself."""

LANGUAGES_A_NOTE = 4


@pytest.fixture(scope="module")
def twin() -> Iterator[Twin]:
    with a_twin() as twin:
        yield twin


def share(config: pytest.Config, parts: int, of: int) -> int:
    """So many parts of the cases that were asked for."""
    return int(config.getoption("--hostile-cases")) * parts // of


def run(cases: int, strategy: st.SearchStrategy[Any], test: Callable[[Any], None]) -> None:
    """The test on that many cases, the same ones in every run."""
    given(strategy)(fixed(cases)(test))()


def check_case(case: Damaged, name: str, twin: Twin, tell: Tell) -> None:
    """All that must hold of a folder of notes, read and exported twice."""
    again = twin.fingerprint(case.files, case.real)
    library = read(case.files, case.real)
    found = check(library, case)
    check_problems(library, case)
    first = fingerprint(library, check_exports(library))
    assert again.result() == first, "read again it is another library"
    tell(
        name,
        cases=1,
        with_MathJax=int(case.real),
        questions=len(case.asked),
        **found,
        faults=len(case.faults) + sum(len(part.faults) for part in case.parts),
        problems=len(library.problems),
        read_twice=1,
    )


def test_a_whole_note_has_its_questions_and_no_problems(
    pytestconfig: pytest.Config, twin: Twin, tell: Tell
) -> None:
    def test(note: Written) -> None:
        case = Damaged(note.path, {note.path: note.text.encode()}, note.asked, note.faults, True)
        check_case(case, "none", twin, tell)
        assert len(read(case.files).problems) == len(note.faults)

    run(share(pytestconfig, 3, 10), notes(), test)


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_note_loses_nothing(
    name: str, pytestconfig: pytest.Config, twin: Twin, tell: Tell
) -> None:
    fewest = REAL.get(name, FEWEST)
    wanted = share(pytestconfig, 65, 100 * len(DAMAGES))
    cases = fewest if name in SLOW else max(fewest, wanted)
    run(cases, damaged(name), lambda case: check_case(case, name, twin, tell))


def test_a_folder_of_damaged_notes_loses_nothing(
    pytestconfig: pytest.Config, twin: Twin, tell: Tell
) -> None:
    names = sorted(set(DAMAGES) - SLOW)

    @st.composite
    def folders(draw: st.DrawFn) -> Damaged:
        chosen = draw(st.lists(st.sampled_from(names), min_size=2, max_size=3))
        return together(draw(damaged(name, 10 * n)) for n, name in enumerate(chosen))

    def test(case: Damaged) -> None:
        check_case(case, "several", twin, tell)

    run(share(pytestconfig, 1, 10), folders(), test)


@pytest.mark.parametrize("start", range(0, len(LANGUAGES), 40))
def test_code_of_every_language_is_shown_as_written(start: int, twin: Twin, tell: Tell) -> None:
    for first in range(start, min(start + 40, len(LANGUAGES)), LANGUAGES_A_NOTE):
        languages = LANGUAGES[first : first + LANGUAGES_A_NOTE]
        codes = [HOSTILE_CODE[(first + n) % len(HOSTILE_CODE)] for n in range(len(languages))]
        blocks = "".join(
            f"```{language}\n{code}\n```\n\n"
            for language, code in zip(languages, codes, strict=True)
        )
        text = f"---\ntitle: T\ncategory: c\nlevels: [mid]\nskills: [s]\n---\n\n{blocks}"
        case = Damaged("a.md", {"a.md": text.encode()}, ())
        check_case(case, "code of every language", twin, tell)
        (note,) = read(case.files).catalog.notes
        assert shown_code(note) == [code.strip("\n") for code in codes], languages


def shown_code(note: Note) -> list[str]:
    """The text of each code block, of which nothing but text and colours may be on the page."""
    html = "".join(part for part in note.page.body if isinstance(part, str))
    shown = []
    for block in re.findall(r'<div class="highlight"><pre>(.*?)</pre></div>', html, re.DOTALL):
        tags = set(re.findall(r"<[^>]*>", block))
        assert all(re.fullmatch(r'</?(?:span|code)(?: class="[\w -]*")?>', t) for t in tags), tags
        shown.append(unescape(re.sub(r"<[^>]*>", "", block)).strip("\n"))
    return shown
