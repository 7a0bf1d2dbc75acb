"""Two machines that have nothing in common but the sources make the same site, byte for byte."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from building import ROOT
from repositories import git

STUDY = ROOT / "tests" / "sites" / "study" / "docs"
RENAMED = ROOT / "tests" / "sites" / "renamed" / "docs" / "math" / "limits.md"
BASE = {"LEVELSET_FAIL_ON": "null", "NO_MKDOCS_2_WARNING": "1"}
BASE |= {"SITE_URL": "https://notes.example/study/", "REPO_URL": "https://github.com/me/notes"}


def machine(root: Path, backwards: bool) -> Path:
    """A clone of the sources, its files made in another order and at other times."""
    root.mkdir(parents=True)
    for folder in ("hooks", "overrides"):
        copied(ROOT / folder, root / folder, backwards)
    shutil.copy(ROOT / "mkdocs.yml", root)
    copied(STUDY, root / "docs", backwards)
    (root / "docs" / "math" / "limits.md").write_bytes(RENAMED.read_bytes())
    git(root, "init", "-q")
    git(root, "add", "docs")
    git(root, "commit", "-qm", "x", at=1_900_000_000)
    return root


def copied(source: Path, target: Path, backwards: bool) -> None:
    for path in sorted(source.rglob("*"), reverse=backwards):
        if path.is_file() and "__pycache__" not in path.parts:
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
            if backwards:
                os.utime(place, (1_000_000_000, 1_000_000_000))


def made(root: Path, site: Path, mask: int, **environment: str) -> dict[str, bytes]:
    """The site's files, built with nothing of this machine's environment but its programs."""
    command = [sys.executable, "-P", "-m", "mkdocs", "build", "-f", str(root / "mkdocs.yml")]
    done = subprocess.run(
        [*command, "-d", str(site)],
        env={"PATH": os.environ["PATH"], **BASE, **environment},
        cwd=environment["HOME"],
        umask=mask,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    files = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def test_path_time_zone_locale_hash_seed_umask_and_order_leave_no_trace(tmp_path: Path) -> None:
    one_root = machine(tmp_path / "one", backwards=False)
    other_root = machine(tmp_path / "an other" / "plàce deeper", backwards=True)
    one = made(
        one_root,
        tmp_path / "site",
        0o022,
        HOME=str(tmp_path),
        TZ="UTC",
        LC_ALL="C.UTF-8",
        PYTHONHASHSEED="0",
        LEVELSET_PROCESSES="1",
        USER="one",
    )
    other = made(
        other_root,
        other_root / "out" / "site",
        0o077,
        HOME=str(other_root),
        TZ="Asia/Kathmandu",
        LC_ALL="C",
        LANG="tr_TR.UTF-8",
        PYTHONHASHSEED="4242",
        LEVELSET_PROCESSES="2",
        USER="other",
    )
    assert {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)} == set()
    assert len(one) > 100
    places = [os.fsencode(tmp_path), os.fsencode(ROOT), os.fsencode(sys.prefix)]
    assert [n for n, text in one.items() if any(place in text for place in places)] == []
