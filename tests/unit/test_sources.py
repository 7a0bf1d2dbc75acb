"""Which addresses lead out of the site, what answers there, and what is noted of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from reading import texts

from levelset.link_check import Answer, answer, answers, due
from levelset.sources import Checked, Place, addresses, checked_text, places, read_checked

NOTE = """\
---
title: T
category: c
levels: [mid]
skills: [s]
sources:
  - 'A. Author (2020), Title. https://one.example/a_(b).'
---
# T

[a](https://two.example/x#part), <https://two.example/x>, ![p](https://img.example/p.png)
and <a href="https://raw.example/?a=1&amp;b=2">raw</a>, [mail](mailto:a@b.example).

`https://code.example/`

## Questions

### Mid

#### Why?

*Answer*: See [r].

[r]: https://ref.example/
"""


def test_addresses_are_found_wherever_they_lead_a_reader_with_their_lines() -> None:
    assert places(texts(n=NOTE)) == {
        "https://img.example/p.png": (Place("n.md", 11),),
        "https://one.example/a_(b)": (Place("n.md", 7),),
        "https://raw.example/?a=1&b=2": (Place("n.md", 12),),
        "https://ref.example/": (Place("n.md", 22),),
        "https://two.example/x": (Place("n.md", 11),),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(see https://a.example/x_(y)).", ["https://a.example/x_(y)"]),
        ("https://a.example/, http://b.example!", ["https://a.example/", "http://b.example"]),
        ("<https://a.example/q?x=1&y=2>", ["https://a.example/q?x=1&y=2"]),
        ("no address, doi:10.1/x", []),
    ],
)
def test_punctuation_behind_an_address_is_not_of_it(text: str, expected: list[str]) -> None:
    assert list(addresses(text)) == expected


def test_the_notes_of_a_check_are_sorted_lines_and_come_back() -> None:
    found = {
        "https://b.example/": Checked("2026-02-01", "404 Not Found"),
        "https://a.example/ü": Checked("2026-01-31", "ok"),
    }
    text = checked_text(found)
    assert text.splitlines()[1] == '  "https://a.example/ü": ["2026-01-31", "ok"],'
    assert read_checked(text) == found
    assert read_checked(checked_text({})) == {}
    for wrong in ("[]", '{"a": 1}', "{", '{"a": ["1"]}'):
        with pytest.raises(ValueError, match=r"."):
            read_checked(wrong)


def test_only_what_was_not_checked_lately_is_due() -> None:
    days = {"a": "2026-01-01", "b": "2026-01-20"}
    assert due(days, ["a", "b", "c"], "2026-01-10") == ["a", "c"]
    assert due(days, ["a", "b"], "2026-01-21") == ["a", "b"]


class Host(BaseHTTPRequestHandler):
    """Answers with the code in the path; `/301/x` leads to `/x`."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        Host.asked.append(self.path)
        code, _, rest = self.path.lstrip("/").partition("/")
        if code == "slow":
            time.sleep(3)
        if code == "loop":
            code, rest = "302", "loop"
        if code == "once":
            code = "503" if Host.asked.count(self.path) == 1 else "200"
        self.send_response(int(code) if code.isdigit() else 200)
        if code.startswith("3"):
            self.send_header("Location", f"/{rest}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def host() -> Iterator[str]:
    """The address of a server."""
    Host.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "found", "wrong"),
    [
        ("/200", "ok", False),
        ("/302/200", "ok", False),
        ("/301/200", "moved to {host}/200", False),
        ("/301/302/200", "ok", False),
        ("/301/404", "404 Not Found", True),
        ("/410", "410 Gone", True),
        ("/403", "refuses programs (403)", False),
        ("/429", "refuses programs (429)", False),
        ("/302/loop", "302 Found", True),
        ("/500", "500 Internal Server Error", True),
        ("/once", "ok", False),
    ],
)
def test_an_answer_says_what_a_reader_would_find(
    host: str, path: str, found: str, wrong: bool
) -> None:
    said = answer(host + path, 10)
    assert said == Answer(found.format(host=host))
    assert said.wrong == wrong


def test_a_server_that_does_not_answer_in_time_is_not_waited_for(host: str) -> None:
    said = answer(f"{host}/slow", 0.2)
    assert said == Answer("no answer: timed out", heard=False)
    assert said.wrong


def test_a_server_whose_certificate_no_browser_takes_has_not_answered(host: str) -> None:
    said = answer(host.replace("http:", "https:") + "/200", 5)  # It has none at all.
    assert not said.heard
    assert said.wrong
    assert "SSL" in said.found


def test_what_is_no_server_is_said_and_the_rest_is_asked(host: str) -> None:
    wanted = [f"{host}/200", "http://127.0.0.1:9/", "http://[bad/", f"{host}/404"]
    found = answers(wanted, patience=5)
    assert list(found) == sorted(wanted)
    assert [found[address].heard for address in wanted] == [True, False, False, True]
    assert found["http://127.0.0.1:9/"].found == "no answer: Connection refused"
