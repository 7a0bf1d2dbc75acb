"""Finished sites: kept whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from levelset import finished
from levelset.finished import Fingerprint, FinishedSites

FILES = {"index.html": b"<p>one</p>", "a/b/index.html": b"two\r\n", "font.woff2": bytes(range(256))}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_bytes(content)
    return tmp_path / "site"


@pytest.fixture
def sites(tmp_path: Path) -> FinishedSites:
    return FinishedSites(tmp_path / "cache")


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def stored(sites: FinishedSites) -> Path:
    (path,) = (sites.cache / finished.FOLDER).iterdir()
    return path


def test_a_site_comes_back_as_it_was(sites: FinishedSites, site: Path, tmp_path: Path) -> None:
    sites.keep("k", site, ["a.md:1: wrong “x”"])
    assert sites.restore("k", tmp_path / "again") == ("a.md:1: wrong “x”",)
    assert files(tmp_path / "again") == FILES


def test_a_site_of_another_key_does_not_count(
    sites: FinishedSites, site: Path, tmp_path: Path
) -> None:
    sites.keep("k", site, [])
    assert sites.restore("l", tmp_path / "again") is None


@pytest.mark.parametrize("cut", [0, 1, 16, 40, 200, -1])
def test_a_file_that_is_cut_short_is_no_site(
    sites: FinishedSites, site: Path, tmp_path: Path, cut: int
) -> None:
    sites.keep("k", site, [])
    stored(sites).write_bytes(stored(sites).read_bytes()[:cut])
    assert sites.restore("k", tmp_path / "again") is None
    assert not (tmp_path / "again").exists()


def test_a_changed_byte_anywhere_is_noticed(
    sites: FinishedSites, site: Path, tmp_path: Path
) -> None:
    sites.keep("k", site, [])
    whole = stored(sites).read_bytes()
    for at in range(0, len(whole), 7):
        stored(sites).write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert sites.restore("k", tmp_path / "again") is None, at
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize("name", ["../out", "/tmp/out", "a/../../out", ""])
def test_nothing_is_written_outside_of_the_site(
    sites: FinishedSites, site: Path, tmp_path: Path, name: str
) -> None:
    sites.keep("k", site, [])
    contents = json.dumps({"warnings": [], "files": [[name, 1]]}).encode()
    whole = b"levelset site 1\n" + contents + b"\nx"
    stored(sites).write_bytes(whole + hashlib.sha256(whole).digest())
    assert sites.restore("k", tmp_path / "deep" / "again") is None
    assert files(tmp_path) == {
        **{f"site/{name}": content for name, content in FILES.items()},
        f"cache/sites/{stored(sites).name}": stored(sites).read_bytes(),
    }


def test_what_was_not_used_for_longest_is_forgotten(
    sites: FinishedSites, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finished, "KEPT", 2)
    for age, key in ((300, "a"), (200, "b")):
        sites.keep(key, site, [])
        os.utime(sites.cache / finished.FOLDER / f"{key}.site", (1e9 - age, 1e9 - age))
    assert sites.restore("a", tmp_path / "again") == ()
    sites.keep("c", site, [])
    assert sites.restore("b", tmp_path / "again") is None
    assert sites.restore("a", tmp_path / "again") == ()


def test_a_site_that_is_too_large_is_not_kept(
    sites: FinishedSites, site: Path, tmp_path: Path
) -> None:
    FinishedSites(sites.cache, room=100).keep("k", site, [])
    assert sites.restore("k", tmp_path / "again") is None


def test_without_a_place_for_a_cache_nothing_is_kept(site: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    sites = FinishedSites(tmp_path / "taken")
    sites.keep("k", site, [])
    assert sites.restore("k", tmp_path / "again") is None


def test_a_fingerprint_tells_names_from_contents() -> None:
    def fingerprint(*parts: tuple[str, bytes]) -> str:
        whole = Fingerprint()
        for name, content in parts:
            whole.add(name, content)
        return str(whole)

    different = [
        fingerprint(("a", b"bc")),
        fingerprint(("ab", b"c")),
        fingerprint(("a", b"b"), ("c", b"")),
        fingerprint(("a", b""), ("b", b"c")),
        fingerprint(("a", b" 1 1 b c")),
        fingerprint(),
    ]
    assert len(set(different)) == len(different)


def test_a_fingerprint_of_a_folder_leaves_compiled_python_out(tmp_path: Path) -> None:
    def fingerprint() -> str:
        whole = Fingerprint()
        whole.add_folder(tmp_path)
        return str(whole)

    (tmp_path / "a.py").write_text("1")
    first = fingerprint()
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_text("1")
    assert fingerprint() == first
    (tmp_path / "a.py").write_text("2")
    assert fingerprint() != first
