"""What the browser tests' fixtures give: ways to open pages, and a guard over them."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page

Serve = Callable[..., str]
OpenPage = Callable[..., Page]


REPORTS_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => console.error(
  `forbidden by the policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""


class Guard:
    """Notes errors on the console, requests to another host and what the page's policy forbids.

    A test that causes errors on purpose names a part of each in `expected`.
    """

    def __init__(self) -> None:
        self.found: list[str] = []
        self.expected: list[str] = []

    def watch(self, page: Page) -> Page:
        page.add_init_script(REPORTS_VIOLATIONS)
        page.on("console", lambda said: said.type == "error" and self.note(said.text))
        page.on("pageerror", lambda error: self.note(str(error)))
        page.on("request", lambda request: self.check(request.url))
        return page

    def check(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            self.note(f"request to {url}")

    def note(self, text: str) -> None:
        self.found.append(text)

    @property
    def unexpected(self) -> list[str]:
        return [text for text in self.found if not any(part in text for part in self.expected)]
