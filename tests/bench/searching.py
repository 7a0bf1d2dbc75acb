"""The search: how soon it answers, what it sends, and whether what it finds is what was meant."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import generators
import judged
import search_rivals
from measured import size
from playwright.sync_api import Browser
from reader import DESK, browser, reader
from search_rivals import Record
from slow_link import Host, serving
from table import Row
from workshop import PAGE, Workshop, built, installed

TITLE = "Search"
ABOUT = """\
A note's page is opened with nothing cached, by a processor slowed down four times and a link of
1.6 Mbit/s with 150 ms of delay, and as soon as it has loaded, the search is opened by its key and
the words are typed. *Material* is its own search on the same notes; its page has no maths. It
sends its index with every page, and ours is fetched by whoever searches. *Pagefind* has a page for
each of our search's records (question, section, note, skill) and the least page that can ask it:
no controls, no filters, the title of the first result. Bytes are those of the index and of what
reads it. Success is the share of the judged queries in `tests/search/queries.yml` that have one of
their targets first, or among the first three, on our own notes; all three have the same records.
A page that Material puts over the places found in it shares the first one's place here.
"""
_SEARCH_FILES = ("/search/", "/assets/javascripts/workers/", "/pagefind/", "/assets/js/search-")
_FIRST = {
    "ours": ".ls-hit",
    "material": ".md-search-result__link",
    "pagefind": "#first",
}
_ASKER = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Ask</title>
<h1>Ask</h1><input autofocus><p id="out"></p>
<script type="module">
const box = document.querySelector("input");
let pagefind;
addEventListener("keydown", (event) => {
  pagefind ??= import("/pagefind/pagefind.js").then(async (it) => { await it.init(); return it; });
  if (event.key === "/") { event.preventDefault(); box.focus(); }
});
box.addEventListener("input", async () => {
  const asked = box.value;
  const { results } = await (await pagefind).search(asked);
  const [first] = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  if (!first || asked !== box.value) return;
  document.getElementById("out").innerHTML = '<a id="first"></a>';
  document.getElementById("first").textContent = first.meta.title;
});
</script>"""


@dataclass(frozen=True)
class Asked:
    """Seconds from opening the page, and from the first key, to a result; bytes for searching."""

    opened: float
    typed: float
    sent: float


def rows(workshop: Workshop, runs: int) -> list[Row]:
    """The largest corpus, then our own notes; relevance last."""
    with tempfile.TemporaryDirectory() as folder, browser() as opened:
        many = _Sites(workshop.largest.ours, workshop.largest.material, Path(folder) / "many")
        own_notes = generators.ROOT / "docs"
        own = _Sites(
            generators.ours(own_notes, Path(folder) / "ours"),
            generators.material(own_notes, Path(folder) / "material"),
            Path(folder) / "own",
        )
        number = f"{workshop.largest.notes:,} notes"
        table = [
            *_speed(number, _asked(opened, many, PAGE, runs), True),
            *_room(number, many),
            *_speed("our own notes", _asked(opened, own, "math/calculus/", runs), False),
            *_never(opened, own, "math/calculus/"),
        ]
        return [*table, *_relevance(opened, own)]


class _Sites:
    """One folder of notes as three sites: ours, Material's, and Pagefind's records of ours."""

    def __init__(
        self, ours: generators.Generator, material: generators.Generator, folder: Path
    ) -> None:
        self.ours, self.material = built(ours), built(material)
        self.records = records_of(self.ours)
        pages, self.pagefind = folder / "pages", folder / "pagefind"
        search_rivals.write_pages(self.records, pages)
        began = time.perf_counter()
        search_rivals.run_pagefind(pages, self.pagefind, installed())
        self.pagefind_seconds = time.perf_counter() - began


def records_of(site: Path) -> list[Record]:
    """The records of a finished site, as its own search has them."""
    index = json.loads((site / "search" / "index.json").read_text(encoding="utf-8"))
    folder = site / "search" / index["folder"]
    found = []
    facets = [(kind, topic) for kinds, topic in index["groups"] for kind in kinds]
    for pack in range(len(index["records"])):
        for url, title, within, text in json.loads((folder / f"r{pack}.json").read_text("utf-8")):
            kind, topic = facets[len(found)]
            level = index["levels"][int(kind)][0] if kind.isdigit() else ""
            category = index["categories"][topic][0] if topic >= 0 else ""
            found.append(Record(url, title, within, text, level, category))
    return found


def _asked(opened: Browser, sites: _Sites, path: str, runs: int) -> Mapping[str, Asked]:
    found: dict[str, list[Asked]] = {"ours": [], "material": [], "pagefind": []}
    with (
        serving({"/": sites.ours}) as ours,
        serving({"/": sites.material}) as material,
        serving({"/": sites.pagefind.parent}) as pagefind,
    ):
        material.overlay[f"/{path}index.html"] = _without_maths(sites.material / path)
        pagefind.overlay["/ask/index.html"] = _ASKER.encode()
        hosts = {"ours": (ours, path), "material": (material, path), "pagefind": (pagefind, "ask/")}
        for number in range(runs):
            for name, (host, address) in hosts.items():
                found[name].append(_ask(opened, host, address, _FIRST[name]))
                last = found[name][-1]
                print(
                    f"{number + 1}/{runs} search, {name}: {last.opened:.2f} s, {last.typed:.2f} s "
                    f"from the key, {last.sent / 1000:.0f} kB",
                    flush=True,
                )
    return {name: _middle(each) for name, each in found.items()}


def _ask(opened: Browser, host: Host, path: str, first: str, words: str = "gradient") -> Asked:
    host.slow = True
    host.sent.clear()
    with reader(opened, screen=DESK) as page:
        page.goto(f"{host.base}/{path}", timeout=120_000)
        began = page.evaluate("performance.now()")
        page.keyboard.press("/")
        page.keyboard.type(words)
        page.wait_for_selector(first, timeout=120_000)
        now = page.evaluate("performance.now()")
        host.quiet(1)
    sent = sum(each.size for each in host.sent if each.path.startswith(_SEARCH_FILES))
    return Asked(now / 1000, (now - began) / 1000, sent)


def _without_maths(folder: Path) -> bytes:
    text = (folder / "index.html").read_text(encoding="utf-8")
    return text.replace('<script src="https://cdn.example/', '<script data-was="').encode()


def _speed(notes: str, found: Mapping[str, Asked], wanted: bool) -> list[Row]:
    ours, table = found["ours"], []
    for name, label in (("material", "Material"), ("pagefind", "Pagefind")):
        other, reach = found[name], wanted and name == "material"
        table += [
            Row(
                f"{notes}: page opened to first result",
                ours.opened,
                other.opened,
                "s",
                label,
            ),
            Row(
                f"{notes}: first key to first result",
                ours.typed,
                other.typed,
                "s",
                label,
                0.25 if reach else None,
            ),
            Row(
                f"{notes}: bytes for it",
                ours.sent / 1000,
                other.sent / 1000,
                "kB",
                label,
                0.2 if reach else None,
            ),
        ]
    return table


def _room(notes: str, sites: _Sites) -> list[Row]:
    ours, theirs = size(sites.ours / "search") / 1e6, size(sites.pagefind) / 1e6
    return [
        Row(f"{notes}: size of the index", ours, theirs, "MB", "Pagefind"),
    ]


def _never(opened: Browser, sites: _Sites, path: str) -> list[Row]:
    """What the search sends to somebody who opens a page and does not search."""
    sent = []
    with serving({"/": sites.ours}) as ours, serving({"/": sites.material}) as material:
        material.overlay[f"/{path}index.html"] = _without_maths(sites.material / path)
        for host in (ours, material):
            host.slow = False
            with reader(opened, 1, DESK) as page:
                page.goto(f"{host.base}/{path}")
                host.quiet(2)
            mine = (each.size for each in host.sent if each.path.startswith(_SEARCH_FILES))
            sent.append(sum(mine) / 1000)
    what = "our own notes: bytes for who never searches"
    return [Row(what, sent[0], sent[1], "kB", "Material", 0)]


def _relevance(opened: Browser, sites: _Sites) -> list[Row]:
    asked, wanted = judged.queries()
    found: dict[str, judged.Judged] = {}
    with serving({"/": sites.ours, "/pagefind/": sites.pagefind}) as host:
        host.slow = False
        for name, script in (("ours", judged.OURS), ("Pagefind", judged.PAGEFIND)):
            with reader(opened, 1, DESK) as page:
                page.goto(f"{host.base}/404.html")
                found[name] = judged.judged(judged.alone(page.evaluate(script, asked)), wanted)
    with serving({"/": sites.material}) as host, reader(opened, 1, DESK) as page:
        host.slow = False
        host.overlay["/search/search_index.json"] = search_rivals.material_index(sites.records)
        start = f"{host.base}/math/calculus/"
        answers = judged.asked_of_material(page, start, asked)
        found["Material"] = judged.judged(answers, wanted)
    table = []
    for label in ("Material", "Pagefind"):
        for name, pick in (("first", _first), ("among three", _three)):
            what = f"{len(asked)} queries: a target {name}"
            table.append(Row(what, pick(found["ours"]), pick(found[label]), "%", label))
    return table


def _first(found: judged.Judged) -> float:
    return 100 * found.first


def _three(found: judged.Judged) -> float:
    return 100 * found.three


def _middle(found: Sequence[Asked]) -> Asked:
    return Asked(
        median(each.opened for each in found),
        median(each.typed for each in found),
        median(each.sent for each in found),
    )
