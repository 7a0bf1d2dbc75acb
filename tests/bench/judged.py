"""Judged queries, asked of three searches that have the same records."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import yaml
from generators import ROOT
from playwright.sync_api import Page

QUERIES = ROOT / "tests" / "search" / "queries.yml"

OURS = """async (asked) => {
  const site = new URL("/", location);
  const { SearchIndex, ranked, ...words } = await import(`${site}assets/js/search-engine.js`);
  const index = new SearchIndex(async (path) => (await fetch(new URL(path, site))).text());
  await index.open();
  const found = [];
  for (const query of asked) {
    const units = await words.understood(index, words.queryWords(query, index.stop));
    const first = ranked(index, units).slice(0, 3);
    const records = await Promise.all(first.map(({ record }) => index.record(record)));
    found.push(records.map(({ url }) => url));
  }
  return found;
}"""

PAGEFIND = """async (asked) => {
  const pagefind = await import("/pagefind/pagefind.js");
  await pagefind.init();
  const found = [];
  for (const query of asked) {
    const { results } = await pagefind.search(query);
    const first = await Promise.all(results.slice(0, 3).map((result) => result.data()));
    found.push(first.map(({ meta }) => meta.target));
  }
  return found;
}"""

_SAID = ".md-search-result__meta"
_LINKS = """all => all.map((item) => {
  return [...item.querySelectorAll(".md-search-result__link")].map((link) => link.href);
})"""


@dataclass(frozen=True)
class Judged:
    """The share of queries with a target first, and among the first three."""

    first: float
    three: float


def queries() -> tuple[list[str], list[frozenset[str]]]:
    """What is asked, and for each the addresses of which one should come first."""
    listed = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    targets = listed["targets"]
    asked = [each["ask"] for each in listed["queries"]]
    return asked, [frozenset(targets[name] for name in each["find"]) for each in listed["queries"]]


def judged(found: Sequence[Sequence[Collection[str]]], wanted: Sequence[frozenset[str]]) -> Judged:
    """How these results do: for each query the addresses at each place."""
    pairs = list(zip(found, wanted, strict=True))
    first = sum(
        any(targets.intersection(place) for place in places[:1]) for places, targets in pairs
    )
    three = sum(
        any(targets.intersection(place) for place in places[:3]) for places, targets in pairs
    )
    return Judged(first / len(pairs), three / len(pairs))


def alone(found: Sequence[Sequence[str]]) -> list[list[tuple[str]]]:
    """Results of which each has a place of its own."""
    return [[(url,) for url in urls] for urls in found]


def asked_of_material(page: Page, start: str, asked: Sequence[str]) -> list[list[tuple[str, ...]]]:
    """What Material's own search shows, in the order of its list.

    It heads the places found in a page with the page, which shares the first one's place here.
    """
    page.goto(start)
    page.keyboard.press("/")
    box = page.locator("[data-md-component=search-query]")
    found = []
    for words in asked:
        box.fill("")
        box.press("End")  # It listens to keys, not to what is in the box.
        page.wait_for_function(
            f"/Type to start/.test(document.querySelector('{_SAID}').textContent)"
        )
        box.fill(words)
        box.press("End")
        page.wait_for_function(f"/match/.test(document.querySelector('{_SAID}').textContent)")
        items = page.locator(".md-search-result__item").evaluate_all(_LINKS)
        found.append([place for links in items for place in _places(links)])
    return found


def _places(links: Sequence[str]) -> Iterator[tuple[str, ...]]:
    head, *rest = map(_place, links)
    yield (head, *rest[:1])
    yield from ((each,) for each in rest[1:])


def _place(link: str) -> str:
    parts = urlsplit(link)
    fragment = f"#{unquote(parts.fragment)}" if parts.fragment else ""
    return unquote(parts.path.lstrip("/")) + fragment
