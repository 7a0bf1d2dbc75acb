"""A build with everything cached equals a build without a cache, whatever was edited before it."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from building import ROOT, build
from repositories import git

DOCS = {
    "math/one.md": "prerequisites: [math/two.md]",
    "math/two.md": "description: The second.",
    "math/three.md": "sources: [A book]",
}
NOTE = """\
---
title: {title}
category: math
levels: [mid, senior]
skills: [Shared, Of {title}]
{extra}
---
# {title}

See [the second](two.md#title-two) and ![a dot](dot.svg): $x_{{{title}}} + 1$.

## Interview Questions

### Mid Level

#### What is {title}?

*Answer*: A thing, see [here](#{anchor}). It costs $y$.

*Source*: A book.
"""
DOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="3"/></svg>'


@dataclass
class Workshop:
    """A copy of the site's code and some notes, all to be edited."""

    root: Path
    sites: int = 0

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def cache(self) -> Path:
        return self.root / ".cache"

    @property
    def kept(self) -> list[Path]:
        return sorted((self.cache / "sites").glob("*.site"))

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text, f"{path} does not hold {old!r}"
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")

    def made(self, *options: str, processes: int = 1) -> subprocess.CompletedProcess[str]:
        self.sites += 1
        hooks = self.root / "hooks"
        return build(
            self.docs,
            self.site,
            *options,
            config=self.root / "mkdocs.yml",
            LEVELSET_HOOK=str(hooks / "mkdocs_events.py"),
            LEVELSET_HOOKS=str(hooks),
            LEVELSET_THEME=str(self.root / "overrides"),
            LEVELSET_PROCESSES=str(processes),
        )

    def cold(self, *options: str, processes: int = 1) -> subprocess.CompletedProcess[str]:
        """A build that finds nothing but typeset formulas."""
        aside = self.root / "aside"
        self.cache.rename(aside)
        self.cache.mkdir()
        for formulas in aside.glob("mathjax.sqlite3"):
            shutil.copy(formulas, self.cache)
        try:
            return self.made(*options, processes=processes)
        finally:
            shutil.rmtree(self.cache)
            aside.rename(self.cache)

    @property
    def site(self) -> Path:
        return self.root / f"site-{self.sites}"

    def contents(self) -> dict[str, str]:
        """A digest of each file of the last site."""
        return {
            path.relative_to(self.site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.site.rglob("*"))
            if path.is_file() and path.suffix != ".gz"  # MkDocs dates it.
        }


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    made = Workshop(tmp_path_factory.mktemp("workshop"))
    for folder in ("hooks", "overrides"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, made.root / folder, ignore=ignored)
    shutil.copy(ROOT / "mkdocs.yml", made.root)
    for path, extra in DOCS.items():
        title = f"Title {Path(path).stem}"
        anchor = title.lower().replace(" ", "-")
        (made.docs / path).parent.mkdir(parents=True, exist_ok=True)
        text = NOTE.format(title=title, extra=extra, anchor=anchor)
        (made.docs / path).write_text(text)
    (made.docs / "math" / "dot.svg").write_text(DOT)
    git(made.docs, "init", "-q")
    git(made.docs, "add", "-A")
    git(made.docs, "commit", "-qm", "x", at=1_900_000_000)
    assert made.made().returncode == 0
    return made


def renamed(workshop: Workshop) -> None:
    (workshop.docs / "math" / "two.md").rename(workshop.docs / "math" / "second.md")


def committed(workshop: Workshop) -> None:
    git(workshop.docs, "add", "-A")
    git(workshop.docs, "commit", "-qm", "y", "--allow-empty", at=1_900_000_111)


def added(workshop: Workshop) -> None:
    text = NOTE.format(title="Added", extra="", anchor="added")
    (workshop.docs / "math" / "added.md").write_text(text)


def deleted(path: str) -> Callable[[Workshop], None]:
    return lambda workshop: (workshop.docs / path).unlink()


def written(path: str, text: str) -> Callable[[Workshop], None]:
    return lambda workshop: (workshop.docs / path).write_text(text) and None


def replaced(path: str, old: str, new: str) -> Callable[[Workshop], None]:
    return lambda workshop: workshop.edit(path, old, new)


EDITS: dict[str, Callable[[Workshop], None]] = {
    "a note": replaced("docs/math/one.md", "A thing", "A different thing"),
    "a formula": replaced("docs/math/one.md", "$y$", "$z$"),
    "a note's title": replaced("docs/math/two.md", "title: Title two", "title: Renamed two"),
    "a heading that is linked to": replaced("docs/math/two.md", "# Title two", "# Second"),
    "a prerequisite": replaced("docs/math/one.md", "math/two.md", "math/three.md"),
    "a skill's first spelling": replaced("docs/math/one.md", "Shared", "shareD"),
    "a linked note's path": renamed,
    "a new note": added,
    "a note that is gone": deleted("math/added.md"),
    "a file that was no note": written("math/data.txt", "x"),
    "a file that is no note": written("math/data.txt", "y"),
    "a page without front matter": written("about.md", "# About"),
    "a figure": replaced("docs/math/dot.svg", 'r="3"', 'r="4"'),
    "a figure that is gone": deleted("math/dot.svg"),
    "the levels of a note": replaced("docs/math/three.md", "[mid, senior]", "[mid, principal]"),
    "a commit's time": committed,
    "a category's label": replaced("mkdocs.yml", "label: Mathematics", "label: Maths"),
    "a level's label": replaced(
        "mkdocs.yml",
        "    categories:",
        "    levels: [{id: mid, label: Middle}, {id: senior}]\n    categories:",
    ),
    "the site's name": replaced("mkdocs.yml", "site_name: Levelset", "site_name: Other"),
    "a feature of the theme": replaced("mkdocs.yml", "    - navigation.top\n", ""),
    "a template": replaced("overrides/note.html", "{% block content %}", "{% block content %}<hr>"),
    "a template of a part": replaced("overrides/levelset/card.html", "No answer", "No reply"),
    "a style sheet": replaced("overrides/assets/css/card.css", "{", "{ --x: 1;"),
    "the code": replaced("hooks/levelset/model.py", "/ 220", "/ 2"),
    "how formulas are typeset": replaced("hooks/mathjax/typeset.mjs", "NARROW = 12", "NARROW = 1"),
    "the lock of MathJax": replaced("hooks/npm/package-lock.json", "{", "{ "),
    "the adapter": replaced(
        "hooks/mkdocs_events.py", '"template", "note.html"', '"template", "main.html"'
    ),
    "a script for Anki's cards": replaced("hooks/anki/card.css", "{", "{ --x: 1;"),
}
UNSEEN = {"a template of a part", "the lock of MathJax"}
"""What changes nothing on this site; it must not be taken for another's either."""


@pytest.mark.parametrize("name", EDITS)
def test_nothing_is_stale_after_an_edit_of(workshop: Workshop, name: str) -> None:
    before = workshop.contents()
    EDITS[name](workshop)
    warm = workshop.made()
    cached = workshop.contents()
    cold = workshop.cold()
    assert warm.returncode == cold.returncode == 0, warm.stderr
    assert warnings(warm) == warnings(cold)
    assert cached == workshop.contents()
    assert (cached != before) == (name not in UNSEEN)


def test_a_build_of_the_same_things_is_taken_from_the_cache(workshop: Workshop) -> None:
    workshop.made()
    first, kept = workshop.contents(), workshop.kept
    for path in workshop.cache.glob("*"):
        if path.name != "sites":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    again = workshop.made()
    assert again.returncode == 0
    assert workshop.contents() == first
    assert workshop.kept == kept
    assert [path.name for path in workshop.cache.iterdir()] == ["sites"]


def test_problems_are_reported_from_the_cache_too(workshop: Workshop) -> None:
    workshop.edit("docs/math/three.md", "skills: [", "skills: [Twice, twice, ")
    first = workshop.made("--strict")
    again = workshop.made("--strict")
    assert first.returncode == again.returncode == 1
    assert "skill `twice` is listed twice" in again.stderr
    assert warnings(first) == warnings(again)


def test_several_processes_make_the_same_site(workshop: Workshop) -> None:
    workshop.edit("docs/math/three.md", "$y$", "$y$ $\\bad$ [gone](gone.md)")
    workshop.edit("hooks/levelset/library.py", "AT_ONCE = ", "AT_ONCE = 1  # ")
    alone = workshop.cold()
    site = workshop.contents()
    together = workshop.cold(processes=2)
    assert alone.returncode == together.returncode == 0
    assert warnings(together) == warnings(alone)
    assert len(warnings(alone)) >= 3
    assert workshop.contents() == site != {}


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def garbled(content: bytes) -> bytes:
    """The same with every hundredth byte changed."""
    return bytes(byte ^ (1 if at % 100 == 50 else 0) for at, byte in enumerate(content))


def strange(_: bytes) -> bytes:
    return b"[1]\n"


@pytest.mark.parametrize("spoil", [cut, garbled, strange])
def test_a_cache_that_is_spoilt_is_made_anew(
    workshop: Workshop, spoil: Callable[[bytes], bytes]
) -> None:
    """First the finished sites, then, as none is left, every other file of the cache."""
    assert workshop.made().returncode == 0
    right = workshop.contents()
    for sites in (True, False):
        if not sites:
            shutil.rmtree(workshop.cache / "sites")
        files = [path for path in sorted(workshop.cache.rglob("*")) if path.is_file()]
        spoilt = [path for path in files if (path.parent.name == "sites") == sites]
        assert spoilt
        for path in spoilt:
            path.write_bytes(spoil(path.read_bytes()))
        made = workshop.made()
        assert made.returncode == 0, made.stderr
        assert "Traceback" not in made.stderr
        assert workshop.contents() == right


def test_a_folder_where_a_cache_should_be_is_done_without(workshop: Workshop) -> None:
    assert workshop.made().returncode == 0
    right = workshop.contents()
    for path in sorted(workshop.cache.iterdir()):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        path.mkdir() if path.suffix else path.write_text("in the way")
    made = workshop.made()
    assert made.returncode == 0, made.stderr
    assert workshop.contents() == right
    shutil.rmtree(workshop.cache)


def warnings(made: subprocess.CompletedProcess[str]) -> list[str]:
    return [line.partition("- ")[2] for line in made.stderr.splitlines() if "WARNING" in line]
