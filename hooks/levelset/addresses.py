"""Addresses: where a docs folder's files are on the site, and what a note's links mean there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from urllib.parse import quote, unquote

from markdown_it.common.normalize_url import normalizeLink
from rapidfuzz import fuzz, process

from levelset.anchors import page_id
from levelset.model import Formula, Problem

SITE = "site:"
"""Opens an address in stored HTML that counts from the site's root."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_OUTSIDE = re.compile(r"https?://\w", re.IGNORECASE)
_LONGEST_LIKENED = 1000
MOST_LIKENED = 200
"""How many broken links of a file, or broken anchors in all, get a proposal: it takes a search."""
_INDEXES = ("index.md", "README.md")
_OF_NOTES = re.compile(r"(?:skills|categories)/[a-z0-9-]+")


_ENCODED = re.compile(
    r"(?:https?://[a-z0-9]{1,60}(?:[.-][a-z0-9]{1,60})*(?=/|\Z)|(?!//))[\w./-]*(?:#[\w-]+)?",
    re.ASCII,
)
_LONGEST_WHOLE = 200


def encoded(link: str) -> str:
    """A link as an address, percent-encoded; one that needs nothing is not taken apart."""
    whole = len(link) <= _LONGEST_WHOLE and _ENCODED.fullmatch(link)
    return link if whole else normalizeLink(link)


def page_url(path: str) -> str:
    """The address of a Markdown file's page, percent-encoded, without a leading slash."""
    folder, name = posixpath.split(path)
    stem = folder if name in _INDEXES else posixpath.join(folder, name.removesuffix(".md"))
    return f"{quote(stem)}/" if stem else ""


def relative(target: str, url: str) -> str:
    """The address `target`, which counts from the site's root, as the page at `url` writes it."""
    address, hash_mark, fragment = target.partition("#")
    if address == url and hash_mark:
        return hash_mark + fragment
    return _way(address, posixpath.dirname(url)) + hash_mark + fragment


@lru_cache(maxsize=4096)
def _way(address: str, start: str) -> str:
    """The address as a page in the folder `start` writes it."""
    folder = address.endswith("/") or not address
    there = [part for part in address.split("/") if part]
    here = [part for part in start.split("/") if part]
    shared = 0
    while shared < len(here) and here[shared : shared + 1] == there[shared : shared + 1]:
        shared += 1
    way = "/".join([".."] * (len(here) - shared) + there[shared:]) or "."
    return f"{way}/" if folder else way


@dataclass(frozen=True)
class LinkUse:
    """A link to a page or an anchor of it, to be checked when all pages are known.

    `target` is the path of a Markdown file, or the address of a page that the site makes, and
    empty for a link out of the site; `href` is the link as written.
    """

    path: str
    line: int
    target: str
    fragment: str
    href: str = ""


@dataclass(frozen=True)
class Folder:
    """The files of a docs folder: Markdown files with their page's address, and all others.

    `generated` are addresses that the site makes whatever the notes say.
    """

    pages: Mapping[str, str]
    others: frozenset[str]
    generated: frozenset[str] = frozenset()

    def file(self, path: str) -> str | None:
        """The address of a file, or of a folder's index page; None where there is neither."""
        path = path.rstrip("/")
        if path in self.pages:
            return self.pages[path]
        if path in self.others:
            return quote(path)
        for name in _INDEXES:
            index = posixpath.join(path, name) if path != "." else name
            if index in self.pages:
                return self.pages[index]
        if f"{path}/" in self.generated:
            return f"{path}/"
        return None

    def page(self, path: str) -> str:
        """What a link to that path leads to, as `LinkUse` names it; empty for no page."""
        path = path.rstrip("/")
        indexes = (posixpath.join(path, name) if path != "." else name for name in _INDEXES)
        known = next((each for each in (path, *indexes) if each in self.pages), "")
        if known or path in self.others:
            return known
        made = f"{path}/" in self.generated or _OF_NOTES.fullmatch(path)
        return f"{path}/" if made else ""

    def nearest(self, path: str) -> str:
        """The existing path most like a missing one; empty when none is near."""
        by_name = self._by_name.get(posixpath.basename(path))
        return by_name or nearest(path, self._every, 70)

    @cached_property
    def _every(self) -> list[str]:
        return sorted({*self.pages, *self.others})

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {posixpath.basename(path): path for path in reversed(self._every)}


@dataclass
class NoteSite:
    """What one file's links, images and formulas become; collects the broken ones."""

    path: str
    folder: Folder
    readings: Callable[[Formula], str]
    trusted: bool = False
    uses: list[LinkUse] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address of the file's own page."""
        return self.folder.pages[self.path]

    def report(self, line: int, message: str, remedy: str) -> None:
        """Take note of what had to be left out."""
        self.problems.append(Problem(self.path, line, message, remedy))

    def reading(self, formula: Formula) -> str:
        """The formula in plain words."""
        return self.readings(formula)

    def link(self, href: str, line: int) -> str:
        """The stored form of a link; a target that does not exist is a problem."""
        return self._stored(href, line, "link")

    def image(self, src: str, line: int) -> str:
        """The stored form of an image's address."""
        return self._stored(src, line, "image")

    def _stored(self, href: str, line: int, what: str) -> str:
        if _OUTSIDE.match(href):
            self.uses.append(LinkUse(self.path, line, "", "", href))
        if not href or _SCHEME.match(href):
            return href
        address, hash_mark, fragment = href.partition("#")
        fragment = page_id(fragment)
        if not address:
            self.uses.append(LinkUse(self.path, line, self.path, unquote(fragment)))
            return f"{SITE}{self.url}#{fragment}"
        path = self._path(address.partition("?")[0])
        target, page = self.folder.file(path), self.folder.page(path)
        if what == "image" and page:
            self.report(
                line, f"the image `{unquote(href)}` is a page", "link to it, or name a file"
            )
            return href
        if target is None and not page:
            self._missing(href, path, line, what)
            return href
        if page and (hash_mark or target is None):
            self.uses.append(LinkUse(self.path, line, page, unquote(fragment), unquote(href)))
        return f"{SITE}{page if target is None else target}{hash_mark}{fragment}"

    def _path(self, address: str) -> str:
        """The path below the docs folder that an address written in this file means."""
        plain = unquote(address)
        if plain.startswith("/"):
            return posixpath.normpath(plain.lstrip("/") or ".")
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.path), plain))

    def _missing(self, href: str, path: str, line: int, what: str) -> None:
        near = self.folder.nearest(path) if len(self.problems) < MOST_LIKENED else ""
        start = posixpath.dirname(self.path) or "."
        remedy = f"did you mean `{posixpath.relpath(near, start)}`?" if near else "correct its path"
        self.report(line, f"the {what} `{unquote(href)}` leads to no file", remedy)


def nearest(word: str, choices: Sequence[str], likeness: int) -> str:
    """The choice most like a word, of those at least so alike, in percent; else empty."""
    if len(word) > _LONGEST_LIKENED:
        return ""
    found = process.extractOne(word, choices, scorer=fuzz.ratio, score_cutoff=likeness)
    return found[0] if found else ""


def broken_anchors(
    uses: Iterable[LinkUse], anchors: Mapping[str, frozenset[str]]
) -> tuple[Problem, ...]:
    """A problem for each link to a page that is not made, or to an anchor that it does not have."""
    problems: list[Problem] = []
    in_order: dict[str, list[str]] = {}

    def near(word: str, where: str, choices: Iterable[str], likeness: int) -> str:
        if len(problems) >= MOST_LIKENED:
            return ""
        if where not in in_order:
            in_order[where] = sorted(choices)
        return nearest(word, in_order[where], likeness)

    for use in uses:
        known = anchors.get(use.target)
        if known is None:
            like = near(use.target, "", anchors, 80)
            remedy = f"did you mean `{like}`?" if like else "correct its path"
            message = f"the link `{use.href}` leads to no page"
            problems.append(Problem(use.path, use.line, message, remedy))
            continue
        if not use.fragment or use.fragment == "top" or use.fragment in known:
            continue
        like = near(use.fragment, use.target, known, 60)
        remedy = f"did you mean `#{like}`?" if like else "correct the link"
        message = f"`{use.target}` has no heading `#{use.fragment}`"
        problems.append(Problem(use.path, use.line, message, remedy))
    return tuple(problems)
