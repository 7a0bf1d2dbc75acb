"""The development server: after any edit it shows what a server started afresh shows."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest
from building import ROOT

FILES = {
    "one.md": "---\ntitle: One\ncategory: math\nlevels: [mid]\nskills: [s]\n"
    "prerequisites: [two.md]\n---\n# One\n\nSee [two](two.md#two): $a_1$.\n\n"
    "## Interview Questions\n\n### Mid Level\n\n#### What is one?\n\n*Answer*: First.\n",
    "two.md": "---\ntitle: Two\ncategory: math\nlevels: [mid]\nskills: [s]\n---\n# Two\n\n"
    "![a dot](dot.svg)\n\n## Interview Questions\n\n### Mid Level\n\n"
    "#### What is two?\n\n*Answer*: Second, [see](one.md).\n",
    "plain.md": "# Plain\n\nA page, see [one](one.md).\n",
    "dot.svg": '<svg xmlns="http://www.w3.org/2000/svg"><circle r="3"/></svg>',
}
OTHERS = ("questions.json", "explorer.json", "search/index.json", "assets/maths/maths.css")
_RELOADING = re.compile(r"<script>\s*var livereload.*?</script>", re.DOTALL)


class Server:
    """`mkdocs serve` for a folder of notes."""

    def __init__(self, docs: Path, port: int, log: Path) -> None:
        self.docs, self.log = docs, log
        self.base = f"http://127.0.0.1:{port}/"

    def get(self, path: str) -> str:
        with urlopen(urljoin(self.base, path), timeout=60) as answer:
            return str(answer.read().decode())

    def edit(self, change: Callable[[Path], None]) -> None:
        """Make the change and wait until browsers are told to reload."""
        epoch = re.search(r"livereload\((\d+)", self.get(""))
        assert epoch is not None
        change(self.docs)
        assert self.get(f"livereload/{epoch[1]}/1") != epoch[1]

    def everything(self) -> dict[str, str]:
        """Every page of the sitemap and some files, without the script that reloads."""
        sitemap = self.get("sitemap.xml")
        addresses = [*re.findall(r"<loc>(.*?)</loc>", sitemap), *OTHERS]
        found = {a.removeprefix(self.base): self.get(a) for a in addresses}
        texts = {a: _RELOADING.sub("", text) for a, text in found.items()}
        return {a: text.replace(self.base, "BASE/") for a, text in texts.items()} | {
            "sitemap.xml": sitemap.replace(self.base, "BASE/")
        }


@contextmanager
def serving(docs: Path, config: Path = ROOT / "mkdocs.yml") -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        "LEVELSET_DOCS": str(docs),
        "LEVELSET_FAIL_ON": "null",
        "LEVELSET_HOOK": str(ROOT / "hooks" / "mkdocs_events.py"),
        "LEVELSET_HOOKS": str(docs),  # What it watches: our own files are not edited here.
        "LEVELSET_THEME": str(ROOT / "overrides"),
        "NO_MKDOCS_2_WARNING": "1",
    }
    command = [sys.executable, "-P", "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
    log = docs.parent / f"served-{port}.log"
    with (
        log.open("w") as said,
        subprocess.Popen(
            [*command, "-f", str(config)], env={**os.environ, **environment}, stderr=said
        ) as process,
    ):
        server = Server(docs, port, log)
        try:
            ready(process, server)
            yield server
        finally:
            process.terminate()


def ready(process: subprocess.Popen[bytes], server: Server) -> None:
    for _ in range(1200):
        assert process.poll() is None, "the server has stopped"
        try:
            server.get("sitemap.xml")
        except (URLError, HTTPError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not answer")


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture(scope="module")
def server(docs: Path) -> Iterator[Server]:
    with serving(docs) as started:
        yield started


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(docs: Path) -> None:
        text = (docs / name).read_text()
        assert old in text
        (docs / name).write_text(text.replace(old, new))

    return change


def renamed(docs: Path) -> None:
    (docs / "two.md").rename(docs / "second.md")


def refiled(docs: Path) -> None:
    text = (docs / "two.md").read_text()
    text = text.replace("levels: [mid]", "levels: [senior]").replace("skills: [s]", "skills: [t]")
    (docs / "two.md").write_text(text.replace("### Mid Level", "### Senior Level"))


def added(docs: Path) -> None:
    (docs / "three.md").write_text(FILES["one.md"].replace("One", "Three"))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(replaced("one.md", "First", "Foremost"), id="an-answer"),
        pytest.param(replaced("two.md", "title: Two", "title: Zwei"), id="a-title"),
        pytest.param(replaced("two.md", "What is two?", "What is deux?"), id="a-question"),
        pytest.param(replaced("one.md", "a_1", r"\\frac{a}{b}"), id="a-formula"),
        pytest.param(replaced("plain.md", "# Plain", "# Plainer"), id="a-page"),
        pytest.param(replaced("dot.svg", 'r="3"', 'r="4"'), id="a-figure"),
        pytest.param(refiled, id="a-level-and-a-skill"),
        pytest.param(added, id="a-new-note"),
        pytest.param(renamed, id="a-path"),
    ],
)
def test_after_an_edit_nothing_is_stale(
    server: Server, docs: Path, change: Callable[[Path], None]
) -> None:
    before = server.everything()
    figure = server.get("dot.svg")
    server.edit(change)
    after = server.everything()
    assert after != before or server.get("dot.svg") != figure
    with serving(docs) as fresh:
        assert after == fresh.everything()
        assert server.get("dot.svg") == fresh.get("dot.svg")


FAILING = """
from pathlib import Path


def on_env(env, config, files):
    if (Path(config.config_file_path).parent / "full").exists():
        raise OSError("no space left")
"""


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A folder of notes of a test's own, with a configuration beside it."""
    (tmp_path / "docs").mkdir()
    for name, text in FILES.items():
        (tmp_path / "docs" / name).write_text(text)
    (tmp_path / "failing.py").write_text(FAILING)
    (tmp_path / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\nhooks: [{ROOT / 'hooks/mkdocs_events.py'}, failing.py]\n"
    )
    return tmp_path / "docs"


def test_the_server_outlives_half_saved_notes_and_builds_that_fail(other: Path) -> None:
    config, note = other.parent / "mkdocs.yml", FILES["one.md"]
    with serving(other, config) as server:
        before = server.everything()

        server.edit(lambda docs: (docs / "one.md").write_text(""))  # Editors empty a file first,
        assert "Answer" not in server.get("one/")
        server.edit(lambda docs: (docs / "one.md").write_text(note[:40]))  # or write it in pieces,
        assert server.get("one/")
        server.edit(lambda docs: (docs / "one.md").unlink())  # or put another in its place.
        with pytest.raises(HTTPError):
            server.get("one/")
        server.edit(lambda docs: (docs / "one.md").write_text(note))
        assert server.everything() == before

        full = other.parent / "full"
        full.touch()
        (other / "plain.md").write_text(FILES["plain.md"])
        until(server, "The build has failed: no space left")
        assert server.everything() == before
        full.unlink()
        server.edit(lambda docs: (docs / "plain.md").write_text(FILES["plain.md"]))
        assert server.everything() == before

        right = config.read_text()
        config.write_text("site_name: [\n")
        until(server, "The site is served as it was", times=2)
        assert server.everything() == before
        server.edit(lambda _: config.write_text(right))
        assert server.everything() == before


COUNTING = """
import gc
import logging
import weakref

made = []


def on_pre_build(config):
    gc.collect()
    kept = sum(each() is not None for each in made)
    logging.getLogger("mkdocs.plugins.counting").info("%d builds are kept", kept)


def on_env(env, config, files):
    made.append(weakref.ref(env))
"""


def test_the_server_keeps_no_build_but_the_one_that_stands(other: Path) -> None:
    (other.parent / "failing.py").write_text(COUNTING)
    with serving(other, other.parent / "mkdocs.yml") as server:
        for number in range(5):
            server.edit(lambda docs, n=number: (docs / "plain.md").write_text(f"# {n}\n"))
            assert server.get("plain/")
        kept = re.findall(r"(\d+) builds are kept", server.log.read_text())
    assert kept[:2] == ["0", "1"]
    assert len(kept) == 6
    # The last one may wait for the clearing up that follows it.
    assert max(map(int, kept)) <= 2, kept


def until(server: Server, words: str, times: int = 1) -> None:
    """Wait until the server has said that."""
    for _ in range(1200):
        if server.log.read_text().count(words) >= times:
            return
        time.sleep(0.05)
    raise AssertionError(f"{words!r} was not said: {server.log.read_text()}")
