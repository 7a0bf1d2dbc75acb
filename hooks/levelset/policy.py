"""The Content-Security-Policy: what a browser may load and run on the site's pages.

One policy holds for all pages, since instant navigation keeps that of the page it started from.
It names the digest of every inline script and style that a template puts on a page. What stands
inline on a page and comes from no template has no digest there, so a browser does not run it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from levelset.inline import Inline

META = '<meta http-equiv="Content-Security-Policy" content="">'
"""Stands in a page where its policy goes."""

HEADER_FILES = ("_headers", ".htaccess", "headers.nginx.conf")

_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
)


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
