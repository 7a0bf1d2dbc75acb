"""The Content-Security-Policy: what a browser may load and run on the site's pages.

One policy holds for all pages, since instant navigation keeps that of the page it started from.
It names the digest of every inline script and style that a template puts on a page. What stands
inline on a page and comes from no template has no digest there, so a browser does not run it.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from levelset.compact import compact
from levelset.doubles import share

META = '<meta http-equiv="Content-Security-Policy" content="">'
"""Stands in a page where its policy goes."""

HEADER_FILES = ("_headers", ".htaccess", "headers.nginx.conf")

_META = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="[^"]*">')
_HEAD = 4096
"""Within how many bytes a page says its policy."""
_AT_ONCE = 50
_INLINE = re.compile(rb"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_Element = tuple[bytes, bytes, bytes]
"""A script's or style's name, what stands in its tag besides, and its content."""
_SOURCE = re.compile(rb"\ssrc\s*=", re.IGNORECASE)
_TYPE = re.compile(rb"""\stype\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)
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
_RUNS = (b"", b"module", b"text/javascript", b"application/javascript")
_JINJA = re.compile(rb"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_FILLED = {
    "script": rb"[\w./:%~-]*",
    "style": rb"""[\w ./:%~-]*|\s*"(?:[^"\\\n<]|\\[^\n<])*"\s*""",
}
"""What an expression of a template may have become: an address, and in a style also a string."""
_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
)


@dataclass(frozen=True, order=True)
class Inline:
    """An inline script or style of a page."""

    kind: str
    content: bytes

    @property
    def source(self) -> str:
        """How the policy names it."""
        digest = base64.b64encode(hashlib.sha256(self.content).digest()).decode()
        return f"'sha256-{digest}'"


@dataclass(frozen=True)
class Templates:
    """The inline scripts and styles that a theme's templates hold, as patterns."""

    patterns: tuple[re.Pattern[bytes], ...]

    def hold(self, inline: Inline) -> bool:
        """True when a template puts this on a page."""
        marked = inline.kind.encode() + b" " + inline.content
        return any(pattern.fullmatch(marked) for pattern in self.patterns)


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


@dataclass(frozen=True)
class Policy:
    """What pages with these inline scripts and styles need, and nothing more.

    `site` is where the site's own files are: in a folder not every browser takes them for 'self'.
    `pictures` is where those of trusted notes may be besides. `hosts` are others that the owner
    trusts with scripts and all else.
    """

    inline: tuple[Inline, ...] = ()
    site: str = "'self'"
    pictures: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()

    def directives(self) -> Iterator[tuple[str, str]]:
        """Each directive and its value."""
        site = (self.site, *self.hosts)
        yield "default-src", "'none'"
        yield "script-src", " ".join((*site, *self._sources("script")))
        # Browsers that do not know the next two keep to this one.
        yield "style-src", " ".join((*site, "'unsafe-inline'"))
        yield "style-src-elem", " ".join((*site, *self._sources("style")))
        # MathJax writes lengths, and our templates counts, as styles of elements.
        yield "style-src-attr", "'unsafe-inline'"
        # Material's style sheets hold their icons as data.
        yield "img-src", " ".join((*site, "data:", *self.pictures))
        for name in ("font-src", "media-src", "connect-src"):
            yield name, " ".join(site)
        if self.hosts:
            yield "frame-src", " ".join(self.hosts)
        for name in ("manifest-src", "worker-src", "form-action"):
            yield name, self.site
        yield "base-uri", "'none'"

    def allows(self, origin: str) -> bool:
        """True when pages may load from there, as a browser reads `hosts`."""
        scheme, _, host = origin.partition("://")
        any_below = (each.partition("://*")[2] for each in self.hosts if "*" in each)
        return scheme == "https" and (
            origin in self.hosts or any(host.endswith(end) for end in any_below)
        )

    def __str__(self) -> str:
        return "; ".join(f"{name} {value}" for name, value in self.directives())

    def meta(self) -> bytes:
        """The policy as a page says it."""
        return META.replace('""', f'"{escape(str(self), quote=False)}"').encode()

    def header_files(self) -> dict[str, str]:
        """The policy as hosts say it, by the name that each expects its file to have.

        A host can also forbid to frame the pages, which a page itself cannot.
        """
        whole = f"{self}; frame-ancestors 'none'"
        headers = (("Content-Security-Policy", whole), *_HEADERS)
        netlify = "".join(f"  {name}: {value}\n" for name, value in headers)
        apache = "".join(f'  Header always set {name} "{value}"\n' for name, value in headers)
        nginx = "".join(f'add_header {name} "{value}" always;\n' for name, value in headers)
        contents = (
            f"/*\n{netlify}",
            f"<IfModule mod_headers.c>\n{apache}</IfModule>\n",
            nginx,
        )
        return dict(zip(HEADER_FILES, contents, strict=True))

    def _sources(self, kind: str) -> list[str]:
        return sorted({each.source for each in self.inline if each.kind == kind})


def templates(folders: Iterable[Path]) -> Templates:
    """The patterns of all inline scripts and styles in a theme's folders."""
    found = {
        each
        for folder in folders
        for path in _html_files(folder)
        for each in inline(compact(path.read_text(encoding="utf-8")).encode())
    }
    return Templates(tuple(_pattern(each) for each in sorted(found)))


def inline(html: bytes) -> Iterator[Inline]:
    """The scripts that run and the styles that apply without a file of their own."""
    return _without_files(_INLINE.findall(html))


def _without_files(elements: Iterable[_Element]) -> Iterator[Inline]:
    for kind, attributes, content in elements:
        name = kind.lower().decode()
        written = _TYPE.search(attributes)
        if name == "style" or (
            not _SOURCE.search(attributes) and (written[1].lower() if written else b"") in _RUNS
        ):
            yield Inline(name, content)


def _foreign(
    html: bytes, elements: Iterable[_Element], found: Iterable[Inline], frames: bool
) -> Iterator[str]:
    """The addresses on other hosts that a page with these scripts and styles loads by itself.

    What an inline script of a template names, one of those `found`, it loads too. `frames` looks
    for frames and films besides.
    """
    for kind, attributes, _ in elements:
        if kind.lower() == b"script" and (source := _FOREIGN_SCRIPT.search(attributes)):
            yield source[1].decode(errors="replace")
    for link in _LINK.findall(html, 0, max(0, html.find(b"</head>"))):
        if _FETCHED.search(link) and (source := _FOREIGN_LINK.search(link)):
            yield source[1].decode(errors="replace")
    for each in found:
        yield from (address.decode() for address in _ADDRESS.findall(each.content))
    if frames:
        yield from (address.decode(errors="replace") for address in _FRAME.findall(html))


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
    paths = list(_html_files(site))
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
        elements: list[_Element] = _INLINE.findall(content)
        new = set(_without_files(elements)) - seen.trusted
        for each in new:
            if known.hold(each):
                seen.trusted.add(each)
            else:
                seen.strange.setdefault(each, path)
        for address in _foreign(content, elements, sorted(new & seen.trusted), trusted_notes):
            seen.outside.setdefault(_origin(address), (address, path))
    return seen


def _fill(pages: Iterable[Path], meta: bytes) -> None:
    for path in pages:
        with path.open("r+b") as page:
            content = page.read()
            place = _META.search(content, 0, _HEAD)
            assert place
            page.seek(place.start())
            page.write(meta + content[place.end() :])
            page.truncate()


def _html_files(folder: Path) -> Iterator[Path]:
    """The HTML files below a folder, in order, without Material's folder of 10,000 icons."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names) if name.endswith(".html"))


def _pattern(found: Inline) -> re.Pattern[bytes]:
    """What a template's script or style is on a page, its expressions filled in."""
    filled = b"(?:" + _FILLED[found.kind] + b")"
    marked = found.kind.encode() + b" " + filled.join(map(re.escape, _JINJA.split(found.content)))
    return re.compile(marked)
