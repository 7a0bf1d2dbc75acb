"""`dev.py links` and the page that shows what it found."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from building import ROOT, build
from test_sources import Host

NOTE = (
    "---\ntitle: One\ncategory: c\nlevels: [mid]\nskills: [s]\nsources: ['{host}/200']\n---\n"
    "# One\n\n[gone]({host}/404) and [moved]({host}/301/200)\n"
)


@pytest.fixture
def host() -> Iterator[str]:
    """The address of a server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def links(docs: Path, days: int = 0) -> subprocess.CompletedProcess[str]:
    adapter = ROOT / "hooks" / "mkdocs_events.py"
    return subprocess.run(
        [sys.executable, str(adapter), "links", str(ROOT / "mkdocs.yml"), str(days)],
        env={**os.environ, "LEVELSET_DOCS": str(docs), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )


def test_what_is_found_is_noted_and_shown_and_needs_no_network_to_build(
    host: str, tmp_path: Path
) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "one.md").write_text(NOTE.format(host=host))
    done = links(docs)
    assert done.returncode == 1, done.stderr
    assert done.stdout.splitlines() == [
        "3 addresses, 3 to check",
        f"one.md:10: {host}/301/200: moved to {host}/200",
        f"one.md:10: {host}/404: 404 Not Found",
    ]
    noted = (docs / ".links.json").read_text()
    found = re.findall(r'^  "(.*)": \["\d{4}-\d\d-\d\d", "(.*)"\],?$', noted, re.MULTILINE)
    assert found == [
        (f"{host}/200", "ok"),
        (f"{host}/301/200", f"moved to {host}/200"),
        (f"{host}/404", "404 Not Found"),
    ]
    asked = len(Host.asked)
    again = links(docs, days=30)
    assert (again.returncode, again.stdout) == (0, "3 addresses, 0 to check\n")
    made = build(docs, tmp_path / "site")
    assert made.returncode == 0, made.stderr
    assert len(Host.asked) == asked
    page = (tmp_path / "site" / "sources" / "index.html").read_text()
    assert f'<a href="{host}/404">' in page
    assert "404 Not Found" in page
    assert len(re.findall(r"checked on <time>\d{4}-\d\d-\d\d</time>", page)) == 3
    assert not (tmp_path / "site" / ".links.json").exists()


def test_without_a_network_nothing_is_noted(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(NOTE.format(host="http://127.0.0.1:9"))
    (tmp_path / ".links.json").write_text('{"http://127.0.0.1:9/200": ["2026-01-01", "ok"]}')
    done = links(tmp_path)
    assert done.returncode == 2
    assert "no address answers: this command needs the network" in done.stderr
    assert "2026-01-01" in (tmp_path / ".links.json").read_text()


def test_notes_of_a_check_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "one.md").write_text(NOTE.format(host="http://127.0.0.1:9"))
    (docs / ".links.json").write_text("<<<<<<< HEAD\n")
    made = build(docs, tmp_path / "site")
    assert made.returncode == 1
    assert ".links.json cannot be read: " in made.stderr
    assert "Traceback" not in made.stderr
