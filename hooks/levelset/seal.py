"""The seal: a finished site's pages looked through, and the policy for all of them written in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from levelset.doubles import share
from levelset.inline import Element, Inline, Templates, elements, html_files, without_files
from levelset.policy import Policy

_META = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="[^"]*">')
_HEAD = 4096
"""Within how many bytes a page says its policy."""
_AT_ONCE = 50
_FOREIGN_SCRIPT = re.compile(rb"""\ssrc\s*=\s*["']?((?:https?:)?//[^"'\s>]+)""", re.IGNORECASE)
_LINK = re.compile(rb"<link\b[^>]*>", re.IGNORECASE)
_FETCHED = re.compile(
    rb"""\srel\s*=\s*["']?(?:stylesheet|(?:module)?preload|icon|manifest)\b""", re.IGNORECASE
)
_FOREIGN_LINK = re.compile(rb"""\shref\s*=\s*["']?((?:https?:)?//[^"'\s>]+)""", re.IGNORECASE)
_FRAME = re.compile(
    rb"""<(?:iframe|video|audio|source|embed)\b[^>]*\ssrc\s*=\s*["']?((?:https?:)?//[^"'\s>]+)""",
    re.IGNORECASE,
)
_ADDRESS = re.compile(rb"""https?://[\w.-]+(?::\d+)?""")


@dataclass(frozen=True, order=True)
class Refused:
    """What pages load from a host that the policy does not name, and a page that does."""

    origin: str
    address: str
    page: str

    def __str__(self) -> str:
        """What is wrong and the remedy, in one line."""
        return (
            f"{self.page} loads {self.address}, and browsers will not: the pages' "
            "policy forbids its host; put the file among your own, or add "
            f"`{self.origin.replace('http:', 'https:')}` to `extra.levelset.hosts`"
        )


@dataclass(frozen=True)
class Sealed:
    """The policy that a site's pages now say, and what on them it forbids.

    `strange` are pages with something inline that no template has.
    """

    policy: Policy
    strange: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()


def seal(
    site: Path,
    known: Templates,
    folder: bool = False,
    trusted_notes: bool = False,
    hosts: tuple[str, ...] = (),
    processes: int = 1,
) -> Sealed:
    """Write the site's policy into all its pages, and beside them where it has a server.

    Trusted notes may show pictures of other hosts; everything may come from `hosts`. That many
    processes share the pages.
    """
    paths = list(html_files(site))
    piles = [paths[at : at + _AT_ONCE] for at in range(0, len(paths), _AT_ONCE)]
    looks = share([partial(_look, pile, known, trusted_notes) for pile in piles], processes)
    trusted = {each for look in looks for each in look.trusted}
    policy = Policy(
        tuple(sorted(trusted)),
        "'self' file:" if folder else "'self'",
        ("https:",) if trusted_notes else (),
        hosts,
    )
    share([partial(_fill, look.pages, policy.meta()) for look in looks], processes)
    for name, text in policy.header_files().items() if not folder else ():
        (site / name).write_text(text, encoding="utf-8", newline="\n")
    strange: dict[Inline, Path] = {}
    outside: dict[str, tuple[str, Path]] = {}
    for look in looks:
        strange, outside = look.strange | strange, look.outside | outside
    refused = (
        Refused(origin, address, path.relative_to(site).as_posix())
        for origin, (address, path) in sorted(outside.items())
        if not policy.allows(origin)
    )
    names = sorted({path.relative_to(site).as_posix() for path in strange.values()})
    return Sealed(policy, tuple(names), tuple(refused))


def _origin(address: str) -> str:
    """The scheme and host of an address, which may have no scheme."""
    whole = address if "://" in address else f"https:{address}"
    try:
        parts = urlsplit(whole)
    except ValueError:  # No browser can ask it either.
        return whole
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}"


@dataclass(frozen=True)
class _Look:
    """What was seen in some files: those that are pages, and what stands inline on them.

    `strange` is what no template has, `outside` an address of each other host; either with the
    first page that has it.
    """

    pages: list[Path]
    trusted: set[Inline]
    strange: dict[Inline, Path]
    outside: dict[str, tuple[str, Path]]


def _look(paths: Iterable[Path], known: Templates, trusted_notes: bool) -> _Look:
    seen = _Look([], set(), {}, {})
    for path in paths:
        content = path.read_bytes()
        if not _META.search(content, 0, _HEAD):
            continue
        seen.pages.append(path)
        inside = elements(content)
        new = set(without_files(inside)) - seen.trusted
        for each in new:
            if known.hold(each):
                seen.trusted.add(each)
            else:
                seen.strange.setdefault(each, path)
        for address in _foreign(content, inside, sorted(new & seen.trusted), trusted_notes):
            seen.outside.setdefault(_origin(address), (address, path))
    return seen


def _foreign(
    html: bytes, inside: Iterable[Element], found: Iterable[Inline], frames: bool
) -> Iterator[str]:
    """The addresses on other hosts that a page with these scripts and styles loads by itself.

    What an inline script of a template names, one of those `found`, it loads too. `frames` looks
    for frames and films besides.
    """
    for kind, attributes, _ in inside:
        if kind.lower() == b"script" and (source := _FOREIGN_SCRIPT.search(attributes)):
            yield source[1].decode(errors="replace")
    for link in _LINK.findall(html, 0, max(0, html.find(b"</head>"))):
        if _FETCHED.search(link) and (source := _FOREIGN_LINK.search(link)):
            yield source[1].decode(errors="replace")
    for each in found:
        yield from (address.decode() for address in _ADDRESS.findall(each.content))
    if frames:
        yield from (address.decode(errors="replace") for address in _FRAME.findall(html))


def _fill(pages: Iterable[Path], meta: bytes) -> None:
    for path in pages:
        with path.open("r+b") as page:
            content = page.read()
            place = _META.search(content, 0, _HEAD)
            assert place
            page.seek(place.start())
            page.write(meta + content[place.end() :])
            page.truncate()
