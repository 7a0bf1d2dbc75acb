"""A reader with a phone: a browser with nothing kept, a small screen and a slow processor."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

PHONE = {"width": 412, "height": 823}
DESK = {"width": 1280, "height": 800}
SLOWER = 4
_QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-gpu")


@contextmanager
def browser() -> Iterator[Browser]:
    """The browser that `dev.py bench` found."""
    options = [*_QUIET, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else _QUIET
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=os.environ["LEVELSET_BROWSER"], args=list(options)
        )
        yield opened
        opened.close()


@contextmanager
def reader(
    opened: Browser, slower: float = SLOWER, screen: Mapping[str, int] = PHONE
) -> Iterator[Page]:
    """A page in a context of its own: no cache, no service worker, a processor so much slower.

    The worker, which keeps pages for later, begins when a page is idle.
    """
    context = opened.new_context(viewport=dict(screen), service_workers="block")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    yield page
    context.close()
