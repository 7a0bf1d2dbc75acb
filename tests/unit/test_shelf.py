"""The shelf: what is put aside is the same when it is taken, in this process and in its doubles."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from reading import as_written

from levelset import library
from levelset.model import Formula, Part, Question
from levelset.settings import Settings
from levelset.shelf import Shelf, Texts
from levelset.typesets import Typeset

NOTE = """\
---
title: A note
category: c
levels: [mid]
skills: [s]
---
# A note

Before $x$, é and 漢.

## Interview Questions

### Mid Level

#### Why is $y$ so?

*Answer*: Because of $z$.

```python
assert True
```

*Rubric*:
- It says why.

#### And why not?

## After

The end.
"""


def read(shelf: Shelf | None) -> library.Library:
    def typesetter(formulas: Iterable[Formula]) -> Mapping[str, Typeset]:
        return as_written(formulas)

    files = {"a.md": NOTE.encode(), "index.md": b"# A page\n\nWith $x$.\n"}
    return library.read_library(files, [], Settings(), typesetter, shelf=shelf)


def test_a_library_on_the_shelf_is_the_same_library(tmp_path: Path) -> None:
    here, aside = read(None), read(Shelf(tmp_path))
    assert aside.catalog == here.catalog
    assert here.catalog == aside.catalog
    assert dict(aside.typesets) == dict(here.typesets)
    question = aside.catalog.questions[0]
    assert not isinstance(question.parts, tuple), "it lies on the shelf"
    assert [part.kind for part in question.folded] == ["answer", "rubric"]
    assert question.parts[0].code == ("assert True\n",)
    assert [q.answered for q in aside.catalog.questions] == [True, False]
    (note,) = aside.catalog.notes
    assert not isinstance(note.page.body, tuple), "it lies on the shelf"
    assert [part.id for part in note.page.body if isinstance(part, Question)] == [
        question.id for question in note.questions
    ]


def test_what_differs_on_the_shelf_differs(tmp_path: Path) -> None:
    question = read(Shelf(tmp_path)).catalog.questions[0]
    assert question.parts != (Part("Answer", "<p>Another.</p>", "Another."),)
    assert question.parts != "parts"
    assert hash(question.parts) == hash(tuple(question.parts))


def test_what_has_no_room_on_the_shelf_stays_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(tmp_path)
    monkeypatch.setattr(Shelf, "put", lambda *_: None)
    assert read(shelf).catalog == read(None).catalog
    monkeypatch.undo()
    shelf._file.close()
    with pytest.raises(ValueError, match="closed"):
        shelf.put(b"programming fault")


def test_a_disk_that_is_full_takes_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    first = shelf.put(b"first")

    class Full:
        def seek(self, _: int) -> None: ...
        def write(self, _: bytes) -> int:
            raise OSError(28, "No space left on device")

    shelf._file, file = Full(), shelf._file  # type: ignore[assignment]
    assert shelf.put(b"second") is None
    shelf._file = file
    third = shelf.put(b"third")
    assert first is not None
    assert third is not None
    assert (shelf.taken(first), shelf.taken(third)) == (b"first", b"third")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no doubles here")
def test_doubles_take_the_same_and_leave_no_file(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    places = [shelf.put(bytes([n]) * n) for n in range(1, 50)]
    assert list(tmp_path.iterdir()) == []
    child = os.fork()
    if child == 0:
        same = [shelf.taken(place or 0) for place in places]
        os._exit(same != [bytes([n]) * n for n in range(1, 50)])
    assert [shelf.taken(place or 0) for place in places] == [bytes([n]) * n for n in range(1, 50)]
    assert os.waitpid(child, 0)[1] == 0


def test_texts_are_a_mapping_that_a_file_holds(tmp_path: Path) -> None:
    texts = Texts(tmp_path)
    texts["a"] = "x ≤ 𝑦"
    texts["b"] = "b" * (1 << 24)  # More than a file's place can say.
    texts.update(a="z", c="")
    assert dict(texts) == {"a": "z", "b": "b" * (1 << 24), "c": ""} == dict(Texts(None), **texts)
    texts.move("f/")
    del texts["f/b"]
    assert (list(texts), texts.get("a"), texts["f/a"], len(texts)) == (["f/a", "f/c"], None, "z", 2)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be doubled here")
def test_a_double_s_texts_do_not_get_in_the_way_of_this_process(tmp_path: Path) -> None:
    texts = Texts(tmp_path)
    texts["before"] = "before"
    double = os.fork()
    if not double:
        texts["double"] = "double's " * 100
        os._exit(texts["before"] != "before" or texts["double"] != "double's " * 100)
    texts["own"] = "own " * 100
    assert os.waitpid(double, 0)[1] == 0
    assert dict(texts) == {"before": "before", "own": "own " * 100}
