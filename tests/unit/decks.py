"""Makes cards and packages of notes given as text."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Mapping
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

from reading import as_written

from levelset import anki
from levelset.flashcards import FIELDS, Box, Flashcard, NoteFiles, flashcards
from levelset.library import read_library
from levelset.settings import Settings

SITE = "https://notes.example/study"
DOT = b'<svg xmlns="http://www.w3.org/2000/svg"/>'

GRADIENTS = """---
title: "Gradients & more"
category: math
levels: [mid, senior]
skills: [C++, feature stores]
questions:
  senior: ["Who answers this?"]
---

# Gradients & more

## Interview questions

### Mid

#### What is $a < b$?

Some context.

*Answer*: It is $\\frac{1}{2}$ in `a[0] < 1`, see [below](#there).

$$x^2$$

![A dot](pictures/dot.svg)

| a | b |
|---|--:|
| 1 | 2 |

```python
if a < b:
    pass
```

*Rubric*:

- says so

*Follow-up*: **And then?** This.

*Common mistake*: That.

*Senior adds*: Depth.

*Check*:
```python
claim = 1
```

*Source*: Cauchy, 1847.

### Senior

#### Why?

*Discussion*: Because.

## There
"""

SERVING = """---
title: "Serving"
category: systems
levels: [mid]
skills: [serving]
---

# Serving

## Interview questions

### Mid

1. **How fast?**
   - *Answer*: Fast.
"""

NOTES = {"math/gradients": GRADIENTS, "serving": SERVING}


def box(
    notes: Mapping[str, str] = NOTES,
    commits: Mapping[str, int] | None = None,
    *,
    site_name: str = "Levelset",
    site_url: str = SITE,
    dot: bytes = DOT,
    settings: Settings | None = None,
) -> Box:
    """The cards of notes given by name, with a picture that any of them may show."""
    markdown = {f"{name}.md": text.encode() for name, text in notes.items()}
    picture = "math/pictures/dot.svg"
    library = read_library(markdown, [picture], settings or Settings(), as_written)
    files = NoteFiles({picture: dot}.__getitem__, commits or {})
    return flashcards(library, files, site_name, site_url, anki.LAYOUT_CHANGED)


def packed(tmp_path: Path, notes: Mapping[str, str] = NOTES, **named: Any) -> dict[str, bytes]:
    """The packages of such notes by address, each made anew."""
    return dict(anki.packages(box(notes, **named), tmp_path / ("x" * 300)))


def fields(card: Flashcard) -> dict[str, str]:
    return dict(zip(FIELDS, card.fields, strict=True))


def unzipped(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def media(package: bytes) -> dict[str, bytes]:
    files = unzipped(package)
    return {name: files[number] for number, name in json.loads(files["media"]).items()}


def rows(package: bytes, query: str, folder: Path) -> list[tuple[Any, ...]]:
    """What a query gives of the collection in a package."""
    path = folder / "collection.anki2"
    path.write_bytes(unzipped(package)["collection.anki2"])
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchall()
