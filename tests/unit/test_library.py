"""The library: a folder read some files at a time is the folder read at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest
from reading import as_written

from levelset import library, reading
from levelset.model import Formula
from levelset.settings import Settings
from levelset.typesets import Typeset

NOTES = 7


def markdown() -> dict[str, bytes]:
    """Notes that link to each other in a circle, with a formula of their own and one of all."""
    return {
        f"n{n}.md": (
            f"---\ntitle: N{n}\ncategory: c\nlevels: [mid]\nskills: [s]\n---\n"
            f"# N{n}\n\nAll $x$, here $x_{n}$: [next](n{(n + 1) % NOTES}.md#n{(n + 1) % NOTES})\n"
        ).encode()
        for n in range(NOTES)
    }


def marred() -> dict[str, bytes]:
    """The same, one of them with every kind of thing to say about it."""
    wrong = (
        b"---\ntitle: N4\ncategory: c\nlevels: [mid]\nskills: [s, s]\nodd: 1\n---\n# N4\n\n$$\nbad"
    )
    return markdown() | {"n4.md": wrong + b"\n$$\n[gone](gone.md) [n](n5.md#gone) \xff\n"}


def typesetter(formulas: Iterable[Formula]) -> Mapping[str, Typeset]:
    found = as_written(formulas)
    return {key: replace(t, error="bad" * ("bad" in t.reading)) for key, t in found.items()}


@pytest.mark.parametrize(("at_once", "processes"), [(1, 1), (3, 1), (6, 1), (1, 2), (3, 2)])
def test_how_many_are_read_at_once_and_by_whom_changes_nothing(
    at_once: int, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = library.read_library(marred(), [], Settings(), typesetter, None, 1)
    monkeypatch.setattr(library, "AT_ONCE", at_once)
    parts = library.read_library(marred(), [], Settings(), typesetter, None, processes)
    assert [problem.path for problem in whole.problems] == ["n4.md"] * 6
    assert parts.catalog == whole.catalog
    assert parts.problems == whole.problems
    assert list(parts.formulas.items()) == list(whole.formulas.items())
    assert dict(parts.typesets) == dict(whole.typesets)


@pytest.mark.parametrize("several", [False, True])
def test_each_formula_is_asked_for_once(several: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Formula] = []

    def typesetter(formulas: object) -> object:
        asked.extend(formulas)  # type: ignore[arg-type]
        return as_written(formulas)  # type: ignore[arg-type]

    monkeypatch.setattr(library, "AT_ONCE", 2)
    processes = 1 + several
    library.read_library(markdown(), [], Settings(), typesetter, None, processes)  # type: ignore[arg-type]
    assert sorted(f.tex for f in asked) == sorted(["x", *(f"x_{n}" for n in range(NOTES))])


def test_only_what_was_edited_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    memory, files = library.Memory(), markdown()
    library.read_library(files, [], Settings(), as_written, memory)
    read = watched(monkeypatch)
    files["n3.md"] = files["n3.md"].replace(b"# N3", b"# New").replace(b"x_3", b"y_3")
    again = library.read_library(files, [], Settings(), as_written, memory)
    assert read == ["n3.md"]
    fresh = library.read_library(files, [], Settings(), as_written)
    assert again.catalog == fresh.catalog
    assert again.problems == fresh.problems
    assert len(again.problems) == 1
    assert dict(again.typesets) == dict(fresh.typesets)
    assert list(again.formulas) == list(fresh.formulas)


@pytest.mark.parametrize("change", ["settings", "files", "others"])
def test_what_all_files_depend_on_has_all_read_again(
    change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory, files, others, settings = library.Memory(), markdown(), ["a.svg"], Settings()
    library.read_library(files, others, settings, as_written, memory)
    read = watched(monkeypatch)
    if change == "files":
        files["new.md"] = b"# New"
    elif change == "others":
        others = []
    else:
        settings = Settings(checks_run=True)
    library.read_library(files, others, settings, as_written, memory)
    assert read == sorted(files)


def watched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that are read from now on."""
    read: list[str] = []
    script = reading._script
    monkeypatch.setattr(reading, "_script", lambda *a: read.append(a[0]) or script(*a))  # type: ignore[func-returns-value]
    return read
