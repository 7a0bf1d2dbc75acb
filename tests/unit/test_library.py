"""The library: a folder read some files at a time is the folder read at once."""

from __future__ import annotations

import pytest
from reading import as_written

from levelset import library
from levelset.model import Formula
from levelset.settings import Settings

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


@pytest.mark.parametrize("at_once", [1, 3, 6])
def test_how_many_are_read_at_once_changes_nothing(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = library.read_library(markdown(), [], Settings(), as_written)
    monkeypatch.setattr(library, "AT_ONCE", at_once)
    parts = library.read_library(markdown(), [], Settings(), as_written)
    assert whole.problems == ()
    assert parts.catalog == whole.catalog
    assert parts.problems == whole.problems
    assert list(parts.formulas.items()) == list(whole.formulas.items())
    assert dict(parts.typesets) == dict(whole.typesets)


def test_each_formula_is_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Formula] = []

    def typesetter(formulas: object) -> object:
        asked.extend(formulas)  # type: ignore[arg-type]
        return as_written(formulas)  # type: ignore[arg-type]

    monkeypatch.setattr(library, "AT_ONCE", 2)
    library.read_library(markdown(), [], Settings(), typesetter)  # type: ignore[arg-type]
    assert sorted(f.tex for f in asked) == sorted(["x", *(f"x_{n}" for n in range(NOTES))])
