"""A built site on a local server, below a path of its own, and pages that watch for trouble."""

from __future__ import annotations

import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from building import ROOT, build
from playwright.sync_api import Browser, Error, Page, expect
from reviewing import CHAIN_RULE, RATE
from watching import Guard, OpenPage, Serve

from levelset.browser_libraries import library_files

SITES = ROOT / "tests" / "sites"
STUDY = SITES / "study" / "docs"
BELOW = "study"
NODE_MODULES = Path(sys.prefix) / "node" / "node_modules"

expect.set_options(timeout=30_000)  # Milliseconds; what is expected ends the wait, on any machine.


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


class Handler(SimpleHTTPRequestHandler):
    """Files, without a line in the log for each."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Builds a folder of notes and serves it; gives the address of its front page."""
    with ExitStack() as servers:

        def served(docs: Path, config: Path | None = None, **environment: str) -> str:
            root = tmp_path_factory.mktemp("served")
            handler = partial(Handler, directory=str(root))
            server = servers.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), handler))
            base = f"http://127.0.0.1:{server.server_port}/{BELOW}/"
            made = build(docs, root / BELOW, config=config, SITE_URL=base, **environment)
            assert made.returncode == 0, made.stderr
            _add_sources(root / BELOW / "source")
            threading.Thread(target=server.serve_forever, daemon=True).start()
            servers.callback(server.shutdown)
            return base

        yield served


def _add_sources(folder: Path) -> None:
    """Our modules one by one, for tests that ask one of them; the site has them joined."""
    shutil.copytree(ROOT / "overrides" / "assets" / "js", folder / "js")
    for path, text in library_files(NODE_MODULES).items():
        file = folder / Path(path).relative_to("assets")
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def site(serve: Serve) -> str:
    """The address of the site made of tests/sites/study."""
    return serve(STUDY)


@pytest.fixture(scope="session")
def everything(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A site with tests/sites/study and a note that holds every element."""
    docs = tmp_path_factory.mktemp("everything") / "docs"
    for name in ("study", "every-element"):
        shutil.copytree(SITES / name / "docs", docs, dirs_exist_ok=True)
    return serve(docs)


OLD_NAMES = f"""\
aliases:
  - math/slopes.md
  - chains-were-this: {CHAIN_RULE}
  - a-rate-too-large: {RATE}
questions:
"""


@pytest.fixture(scope="session")
def large(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The study site with no page larger than 2,000 bytes, where that can be, and a moved note."""
    folder = tmp_path_factory.mktemp("large")
    shutil.copytree(STUDY, folder / "docs")
    note = folder / "docs" / "math" / "gradients.md"
    note.write_text(note.read_text().replace("questions:\n", OLD_NAMES, 1))
    limit = "extra:\n  levelset:\n    largest_page: 2000\n"
    config = folder / "mkdocs.yml"
    config.write_text(f"INHERIT: {ROOT / 'mkdocs.yml'}\n{limit}", encoding="utf-8")
    return serve(folder / "docs", config)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """No worker that keeps the site, which would fetch half of it for every test."""
    return {**browser_context_args, "service_workers": "block"}


@pytest.fixture
def guard() -> Iterator[Guard]:
    watching = Guard()
    yield watching
    assert watching.unexpected == []


@pytest.fixture
def page(page: Page, guard: Guard) -> Iterator[Page]:
    """A page on which an error or a request to another host fails the test."""
    yield guard.watch(page)
    page.unroute_all(behavior="ignoreErrors")  # What is on its way is no fault of the next test.


@pytest.fixture
def open_page(browser: Browser, guard: Guard) -> Iterator[OpenPage]:
    """Opens further pages, each in a context of its own made with these options."""
    with ExitStack() as contexts:

        def opened(**options: Any) -> Page:
            context = browser.new_context(**{"service_workers": "block", **options})
            contexts.callback(context.close)
            return guard.watch(context.new_page())

        yield opened


def _wait_for_function(page: Page, expression: str, *, arg: Any = None) -> None:
    """Ask again from here: in the page the policy forbids a second time (Playwright 1.6)."""
    for _ in range(600):
        with suppress(Error):  # The page may be on its way to another.
            if page.evaluate(expression, arg):
                return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {expression}")


Page.wait_for_function = _wait_for_function  # type: ignore[method-assign, assignment]
