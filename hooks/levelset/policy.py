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
from html import escape
from pathlib import Path

from levelset.compact import compact

META = '<meta http-equiv="Content-Security-Policy" content="">'
"""Stands in a page where its policy goes."""

HEADER_FILES = ("_headers", ".htaccess", "headers.nginx.conf")

_META = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="[^"]*">')
_HEAD = 4096
"""Within how many bytes a page says its policy."""
_INLINE = re.compile(rb"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_SOURCE = re.compile(rb"\ssrc\s*=", re.IGNORECASE)
_TYPE = re.compile(rb"""\stype\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)
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


@dataclass(frozen=True)
class Policy:
    """What pages with these inline scripts and styles need, and nothing more.

    `site` is where the site's own files are: in a folder not every browser takes them for 'self'.
    `pictures` is where those of trusted notes may be besides.
    """

    inline: tuple[Inline, ...] = ()
    site: str = "'self'"
    pictures: tuple[str, ...] = ()

    def directives(self) -> Iterator[tuple[str, str]]:
        """Each directive and its value."""
        yield "default-src", "'none'"
        yield "script-src", " ".join((self.site, *self._sources("script")))
        # Browsers that do not know the next two keep to this one.
        yield "style-src", f"{self.site} 'unsafe-inline'"
        yield "style-src-elem", " ".join((self.site, *self._sources("style")))
        # MathJax writes lengths, and our templates counts, as styles of elements.
        yield "style-src-attr", "'unsafe-inline'"
        # Material's style sheets hold their icons as data.
        yield "img-src", " ".join((self.site, "data:", *self.pictures))
        for name in ("font-src", "connect-src", "manifest-src", "worker-src", "form-action"):
            yield name, self.site
        yield "base-uri", "'none'"

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
    for kind, attributes, content in _INLINE.findall(html):
        name = kind.lower().decode()
        written = _TYPE.search(attributes)
        if name == "style" or (
            not _SOURCE.search(attributes) and (written[1].lower() if written else b"") in _RUNS
        ):
            yield Inline(name, content)


def seal(
    site: Path, known: Templates, folder: bool = False, trusted_notes: bool = False
) -> tuple[Policy, tuple[str, ...]]:
    """Write the site's policy into all its pages, and beside them where it has a server.

    Trusted notes may show pictures of other hosts. Returns the policy, and the paths of pages with
    something inline that no template has.
    """
    pages: list[Path] = []
    trusted: set[Inline] = set()
    strange: dict[Inline, Path] = {}
    for path in _html_files(site):
        content = path.read_bytes()
        if not _META.search(content, 0, _HEAD):
            continue
        pages.append(path)
        for each in set(inline(content)) - trusted:
            if known.hold(each):
                trusted.add(each)
            else:
                strange.setdefault(each, path)
    policy = Policy(
        tuple(sorted(trusted)),
        "'self' file:" if folder else "'self'",
        ("https:",) if trusted_notes else (),
    )
    meta = policy.meta()
    for path in pages:
        path.write_bytes(_META.sub(lambda _: meta, path.read_bytes(), count=1))
    for name, text in policy.header_files().items() if not folder else ():
        (site / name).write_text(text, encoding="utf-8", newline="\n")
    names = sorted({path.relative_to(site).as_posix() for path in strange.values()})
    return policy, tuple(names)


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
