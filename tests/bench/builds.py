"""Builds: how long they take, how much memory, and how much they write."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import corpus
from generators import Generator
from measured import Measured, middle, run, size
from table import Row
from workshop import MATHS, Bench, Workshop

TITLE = "Builds"
ABOUT = """\
*Material* is Material for MkDocs with its defaults: no hook, maths left to the browser, the whole
navigation on each page. *Zensical* has the same configuration, *Hugo* a layout of one line. They
get the same notes, and make neither questions, levels and skills of them nor sheets, decks and a
search of answers. Memory is that of all processes together, each page that they share counted once.

The bytes that hold answers are those of the notes' articles, the levels' pages, the sheets and
`questions.json`: each has to be whole without a script or another file, so an answer is written
four times. As long as that is promised, no frame is small enough to write less than these. Their
words are what would be left of them without formulas, ids, labels' boxes and the notes' own text.
"""

_ARTICLE = re.compile(rb"<h1.*</article>", re.DOTALL)

_MATH = re.compile(r"<math\b.*?</math>", re.DOTALL)

_Found = dict[str, Measured]


def rows(workshop: Workshop, runs: int) -> list[Row]:
    """Every build of every corpus, in turn, so that what slows the machine slows them all."""
    found = [(bench, _measured(bench, runs)) for bench in workshop.benches]
    few, first = found[0]
    table = []
    for bench, each in found:
        table += _times(bench, each, bench is workshop.largest)
    many, last = found[-1]
    growth = (1000 * last["cold"].wall / many.notes, 1000 * first["cold"].wall / few.notes)
    table.append(Row(f"{many.notes:,}: ms a note", *growth, "ms", f"ours at {few.notes}", 1.15))
    return [*table, *_room(many, last), *_others(many, last)]


def _measured(bench: Bench, runs: int) -> _Found:
    steps: dict[str, tuple[Generator, Callable[[Generator], None]]] = {
        "maths cold": (bench.ours, lambda each: each.forget()),
        "cold": (bench.ours, lambda each: each.forget(MATHS)),
        "unchanged": (bench.ours, lambda _: None),
        "material": (bench.material, lambda each: each.forget()),
        "zensical": (bench.zensical, lambda each: each.forget()),
        "zensical unchanged": (bench.zensical, lambda _: None),
        "hugo": (bench.hugo, lambda each: each.forget()),
    }
    found: dict[str, list[Measured]] = defaultdict(list)
    for number in range(runs):
        for name, (made_by, before) in steps.items():
            before(made_by)
            found[name].append(run(made_by.build, made_by.environment, made_by.folder))
            last = found[name][-1]
            print(
                f"{bench.notes} notes, {number + 1}/{runs} {name}: {last.wall:.1f} s"
                f" ({last.cpu:.1f} s of CPU, {last.peak:.0f} MB)",
                flush=True,
            )
    return {name: middle(each) for name, each in found.items()}


def _times(bench: Bench, found: _Found, largest: bool) -> list[Row]:
    """Our builds beside Material's; what is to be reached is for the largest corpus."""
    table = []
    for name, words, reach in (
        ("cold", "maths cached, all else cold", 0.4),
        ("maths cold", "maths cold too", 1),
        ("unchanged", "nothing changed", 0.08),
    ):
        ours, stock = found[name], found["material"]
        what = f"{bench.notes:,}: build, {words}"
        wanted = reach if largest else None
        table.append(Row(what, ours.wall, stock.wall, "s", "Material", wanted))
        table.append(Row("… its processor time", ours.cpu, stock.cpu, "s", "Material"))
    return table


def _room(bench: Bench, found: _Found) -> list[Row]:
    stock = found["material"].peak
    notes = f"{bench.notes:,}"
    sizes = (size(bench.ours.site) / 1e6, size(bench.material.site) / 1e6)
    return [
        Row(f"{notes}: peak memory, cold", found["maths cold"].peak, stock, "MB", "Material", 1.5),
        Row(f"{notes}: peak memory, maths cached", found["cold"].peak, stock, "MB", "Material", 3),
        Row(
            f"{notes}: peak memory, nothing changed",
            found["unchanged"].peak,
            stock,
            "MB",
            "Material",
            3,
        ),
        Row(f"{notes}: bytes written", *sizes, "MB", "Material", 0.15),
        Row("… of them with answers", _answers(bench.ours.site) / 1e6, sizes[1], "MB", "Material"),
        Row("… of them answers' words", _words(bench.ours.site) / 1e6, sizes[1], "MB", "Material"),
    ]


def _answers(site: Path) -> int:
    """The bytes of a site of ours that its contracts make hold every answer."""
    pages = [page for topic in corpus.TOPICS for page in site.glob(f"{topic}/*/index.html")]
    articles = (_ARTICLE.search(page.read_bytes()) for page in pages)
    notes = sum(len(found[0]) for found in articles if found)
    return notes + sum(
        path.stat().st_size
        for pattern in ("levels/*/*/index.html", "sheet/*/index.html", "questions.json")
        for path in site.glob(pattern)
    )


def _words(site: Path) -> int:
    """The bytes of all prompts and answers as often as the contracts want them, and no formula.

    As HTML they are on notes, levels, sheets and in `questions.json`, and there as plain text too.
    """
    asked = json.loads((site / "questions.json").read_bytes())["questions"]
    stored = [question["prompt_html"] for question in asked]
    stored += [part["html"] for question in asked for part in question["parts"]]
    plain = [question["prompt"] for question in asked]
    plain += [part["text"] for question in asked for part in question["parts"]]
    return 4 * sum(len(_MATH.sub("", html).encode()) for html in stored) + sum(
        len(text.encode()) for text in plain
    )


def _others(bench: Bench, found: _Found) -> list[Row]:
    cold, same = f"{bench.notes:,}: build, maths cached", f"{bench.notes:,}: build, nothing changed"
    ours, again = found["cold"].wall, found["unchanged"].wall
    return [
        Row(cold, ours, found["zensical"].wall, "s", "Zensical", 0.5),
        Row(same, again, found["zensical unchanged"].wall, "s", "Zensical", 0.5),
        Row(cold, ours, found["hugo"].wall, "s", "Hugo, bare"),
    ]
