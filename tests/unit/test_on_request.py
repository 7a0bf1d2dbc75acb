"""Files made on request: made once, in time, and never from a build that is over."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from levelset.on_request import OnRequest


class Site:
    """A site in memory, served as the development server serves a folder."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        self.made: list[str] = []
        self.later = OnRequest()
        self.answer = self.later.serving(self.serve, "/base/")

    def offer(self, path: str, text: str, file: str = "") -> None:
        def make() -> None:
            self.made.append(path)
            self.files[file or path] = text

        self.later.offer(path, make)

    def serve(self, environ: dict[str, Any], _: object) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"].removeprefix("/base/")
        text = self.files.get(f"{path}index.html" if path.endswith("/") or not path else path)
        return None if text is None else [text.encode()]

    def get(self, path: str) -> str | None:
        found = self.answer({"PATH_INFO": path}, None)
        return None if found is None else b"".join(found).decode()


@pytest.fixture
def site() -> Site:
    made = Site()
    made.later.begin()
    made.offer("index.html", "front")
    made.offer("a/index.html", "page")
    made.offer("search/", "words", "search/x/w0.txt")
    made.later.end()
    return made


@pytest.mark.parametrize(
    ("path", "text"),
    [("/base/", "front"), ("/base/a/", "page"), ("/base/search/x/w0.txt", "words")],
)
def test_a_file_is_made_when_it_is_asked_for_and_once(site: Site, path: str, text: str) -> None:
    assert site.made == []
    assert site.get(path) == text
    assert site.get(path) == text
    assert len(site.made) == 1


def test_a_page_is_made_for_its_address_without_a_slash_too(site: Site) -> None:
    site.get("/base/a")
    assert site.made == ["a/index.html"]


@pytest.mark.parametrize("path", ["/base/b/", "/other/a/", "/livereload/1/2", "/base/searching"])
def test_nothing_is_made_for_other_addresses(site: Site, path: str) -> None:
    assert site.get(path) is None
    assert site.made == []


def test_what_cannot_be_made_is_tried_again(site: Site) -> None:
    def fail() -> None:
        raise RuntimeError("a template is broken")

    site.later.offer("a/index.html", fail)
    for _ in range(2):
        with pytest.raises(RuntimeError):
            site.get("/base/a/")
    site.offer("a/index.html", "mended")
    assert site.get("/base/a/") == "mended"


def test_a_new_build_makes_void_what_the_last_one_offered(site: Site) -> None:
    site.later.begin()
    site.files.clear()
    site.offer("a/index.html", "new")
    site.later.end()
    assert site.get("/base/") is None
    assert site.get("/base/a/") == "new"


def test_a_request_waits_for_the_build_to_end(site: Site) -> None:
    site.later.begin()
    found: list[str | None] = []
    asking = threading.Thread(target=lambda: found.append(site.get("/base/a/")))
    asking.start()
    asking.join(0.2)
    assert asking.is_alive()
    site.offer("a/index.html", "new")
    site.later.end()
    asking.join(10)
    assert found == ["new"]


def test_a_build_that_failed_does_not_hold_up_requests(site: Site) -> None:
    site.later.begin()
    site.later.begin()
    site.later.end()
    site.later.end()
    found: list[str | None] = []
    asking = threading.Thread(target=lambda: found.append(site.get("/base/a/")))
    asking.start()
    asking.join(10)
    assert found == [None]


def rebuilt_once(site: Site, when: Callable[[], bool]) -> None:
    """Let a build take the page away behind a request's back, the first time that this is true."""
    serve = site.serve

    def rebuilding(environ: dict[str, Any], start: object) -> Iterable[bytes] | None:
        if when():
            site.later.begin()
            site.files.clear()
            site.offer("a/index.html", "new")
            site.later.end()
        return serve(environ, start)

    site.answer = site.later.serving(rebuilding, "/base/")


def test_what_a_build_takes_away_meanwhile_is_made_again(site: Site) -> None:
    rebuilt_once(site, lambda: len(site.made) == 1)
    assert site.get("/base/a/") == "new"


def test_what_a_build_takes_away_that_was_made_before_is_made_again(site: Site) -> None:
    assert site.get("/base/a/") == "page"
    rebuilt_once(site, lambda: site.files.get("a/index.html") == "page")
    assert site.get("/base/a/") == "new"


def test_what_is_below_a_folder_waits_for_the_nearest_one_that_is_offered(site: Site) -> None:
    site.offer("assets/maths/", "rules", "assets/maths/maths.css")
    assert site.get("/base/assets/logo.svg") is None
    assert site.made == []
    assert site.get("/base/assets/maths/maths.css") == "rules"
