"""Judged queries, asked of three searches that have the same records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import yaml
from generators import ROOT
from playwright.sync_api import Page

QUERIES = ROOT / "tests" / "search" / "queries.yml"

OURS = """async (asked) => {
  const site = new URL("/", location);
  const { SearchIndex, ranked, ...words } = await import(new URL("assets/js/search-engine.mjs", site));
  const index = new SearchIndex(async (path) => (await fetch(new URL(path, site))).text());
  await index.open();
  const found = [];
  for (const query of asked) {
    const units = await words.understood(index, words.queryWords(query, index.stop));
    const first = ranked(index, units).slice(0, 3);
    found.push((await Promise.all(first.map(({ record }) => index.record(record)))).map((r) => r.url));
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

MATERIAL = (
    """([]) => [...document.querySelectorAll(".md-search-result__link")].map((link) => link.href)"""
)


@dataclass(frozen=True)
class Judged:
    """The share of queries with a target first, and among the first three."""

    first: float
    three: float
    asked: int


def queries() -> tuple[list[str], list[frozenset[str]]]:
    """What is asked, and for each the addresses of which one should come first."""
    listed = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    targets = listed["targets"]
    asked = [each["ask"] for each in listed["queries"]]
    return asked, [frozenset(targets[name] for name in each["find"]) for each in listed["queries"]]


def judged(found: Sequence[Sequence[str]], wanted: Sequence[frozenset[str]]) -> Judged:
    """How the results do."""
    pairs = list(zip(found, wanted, strict=True))
    first = sum(bool(targets & set(urls[:1])) for urls, targets in pairs)
    three = sum(bool(targets & set(urls[:3])) for urls, targets in pairs)
    return Judged(first / len(pairs), three / len(pairs), len(pairs))


def asked_of_material(page: Page, base: str, asked: Sequence[str]) -> list[list[str]]:
    """What Material's own search shows, in the order of the page: each result counts."""
    page.goto(base)
    box = page.locator("[data-md-component=search-query]")
    page.locator("label[for=__search]").first.click()
    page.wait_for_selector(
        "[data-md-component=search-result] [data-md-state]", state="attached"
    ) if 0 else None
    found = []
    for words in asked:
        box.fill("")
        page.wait_for_function("!document.querySelector('.md-search-result__link')")
        box.fill(words)
        page.wait_for_function(
            "() => document.querySelector('.md-search-result__link') ||"
            " /No matching/.test(document.querySelector('.md-search-result__meta').textContent)"
        )
        links = page.evaluate(MATERIAL, [])
        found.append([_place(link) for link in links])
    return found


def _place(link: str) -> str:
    parts = urlsplit(link)
    return unquote(parts.path.lstrip("/")) + (
        f"#{unquote(parts.fragment)}" if parts.fragment else ""
    )
