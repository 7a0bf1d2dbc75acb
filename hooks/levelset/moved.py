"""Moved pages: what stands at a note's old address."""

from __future__ import annotations

from html import escape
from urllib.parse import urljoin

from levelset.addresses import relative
from levelset.aliases import Redirect
from levelset.folder_copy import named
from levelset.policy import META

SCRIPT = "assets/js/moved.js"
ICON = "assets/logo.svg"


def moved_page(redirect: Redirect, site_url: str, files: bool = False) -> str:
    """A page that leads on to the note, without scripts too; with them it keeps query and hash.

    With `files` the note's address names its page's file.
    """
    note = redirect.note
    way, script, icon = (relative(to, redirect.url) for to in (note.url, SCRIPT, ICON))
    way = named(way) if files else way
    home = f"{site_url.rstrip('/')}/" if site_url else ""
    canonical = urljoin(home, note.url) if home else way
    title = escape(note.title)
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{META}\n'
        f"<title>Moved: {title}</title>\n"
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f'<meta name="robots" content="noindex">\n'
        f'<link rel="icon" href="{escape(icon)}">\n'
        f'<link rel="canonical" href="{escape(canonical)}">\n'
        f'<script src="{escape(script)}" data-to="{escape(way)}"></script>\n'
        f'<meta http-equiv="refresh" content="0; url={escape(way)}">\n'
        f"</head>\n<body>\n<main>\n<h1>This note has moved</h1>\n"
        f'<p>It is now <a href="{escape(way)}">{title}</a>.</p>\n'
        f"</main>\n</body>\n</html>\n"
    )
