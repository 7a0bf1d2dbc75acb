"""Placing: stored HTML made ready for the page that shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from levelset.addresses import relative
from levelset.folder_copy import named
from levelset.typesets import Typeset

_STORED = '="site:'
_USUAL = (" href", " src")
_NAMED = re.compile(r'<[a-zA-Z][^<>]*\s(?:id|name)="[^<>]*>')
_OPENED = re.compile(r"<a(\s[^<>]*)?>")
_ATTRIBUTE = re.compile(r'\s([^\s=<>"]+)(?:="([^"]*)")?')
_FORMULA = re.compile(r'<span class="ls-tex" data-tex="([0-9a-f]{16})">[^<]*</span>')
_MATH = re.compile(r"<math\b.*</math>", re.DOTALL)
_LINK = re.compile(r"</?a(?:\s[^>]*)?>")


def placed(html: str, url: str, files: bool = False) -> str:
    """Stored HTML with its addresses as the page at `url` writes them.

    With `files` addresses of pages name the pages' files.
    """
    if files:
        return _readdressed(html, lambda address: named(relative(address, url)))
    return _readdressed(html, lambda address: relative(address, url))


def rooted(html: str, base: str) -> str:
    """Stored HTML with its addresses counted from the host's root; `base` is the site's path."""
    return _readdressed(html, lambda address: base + address)


def without_ids(html: str) -> str:
    """Stored HTML that can stand on a page other than its own without repeating an id."""
    return _NAMED.sub(_without_id, html) if 'id="' in html or 'name="' in html else html


def without_links(html: str) -> str:
    """Stored HTML that can stand inside of a link."""
    return _LINK.sub("", html) if "<" in html else html


def last_link(html: str) -> str:
    """The attributes, as written, of the link that was opened last."""
    found = _OPENED.findall(html)
    return found[-1] if found else ""


def href(tag: str) -> str:
    """The address, still escaped, among a tag's attributes; empty where there is none."""
    return next((value for name, value in _ATTRIBUTE.findall(tag) if name == "href"), "")


def typeset(html: str, typesets: Mapping[str, Typeset]) -> str:
    """HTML with every placeholder of a formula replaced by the formula."""
    return _FORMULA.sub(lambda m: typesets[m[1]].html if m[1] in typesets else m[0], html)


def mathml(html: str, typesets: Mapping[str, Typeset]) -> str:
    """HTML with each formula as MathML alone, which needs neither our style sheet nor our fonts."""

    def formula(found: re.Match[str]) -> str:
        whole = typesets[found[1]].html if found[1] in typesets else found[0]
        inner = _MATH.search(whole)
        return inner[0] if inner else whole

    return _FORMULA.sub(formula, html)


def _without_id(tag: re.Match[str]) -> str:
    """An opening tag without its names, attribute by attribute: a value may look like one."""
    return _ATTRIBUTE.sub(lambda m: "" if m[1] in ("id", "name") else m[0], tag[0])


def _candidates(stored: str, readdress: Callable[[str], str]) -> str:
    """The stored pictures of a `srcset`, each with its size behind it."""
    split = (candidate.partition(" ") for candidate in stored.split(", site:"))
    return ", ".join(f"{readdress(address)}{gap}{size}" for address, gap, size in split)


def _readdressed(html: str, readdress: Callable[[str], str]) -> str:
    """The HTML with every stored address replaced that is the value of `href` or `src`."""
    before, *others = html.split(_STORED)
    whole, known = [before], dict[str, str]()
    for other in others:
        address, quote, rest = other.partition('"')
        if not quote:
            whole += (_STORED, other)
        elif before.endswith(_USUAL) or _ends_with(before, _USUAL):
            if address not in known:
                known[address] = readdress(address)
            whole += ('="', known[address], quote, rest)
        elif _ends_with(before, (" srcset",)):
            whole += ('="', _candidates(address, readdress), quote, rest)
        else:
            whole += (_STORED, other)
        before = rest
    return "".join(whole)


def _ends_with(before: str, names: Iterable[str]) -> bool:
    """True when one of these attributes ends there, behind white space of any kind."""
    return any(before.endswith(n[1:]) and before[-len(n) : 1 - len(n)].isspace() for n in names)
