"""What a cache keeps comes back whole or not at all."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from levelset.kept import keep, kept
from levelset.typeset_cache import TypesetCache
from levelset.typesets import Typeset


def test_content_comes_back_until_a_byte_of_it_is_changed(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "file"
    assert kept(path) is None
    for content in (b"", b"x", bytes(range(256)) * 9):
        keep(path, content)
        assert kept(path) == content
        whole = path.read_bytes()
        for at in (0, len(whole) - 1):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            assert kept(path) is None
        path.write_bytes(whole[:-1])
        assert kept(path) is None


def test_a_full_disk_keeps_nothing_and_nothing_is_left(tmp_path: Path) -> None:
    program = "import sys; from levelset.kept import keep; from pathlib import Path\n"
    program += "keep(Path(sys.argv[1]), b'x' * 99_999)"
    limit = (1000, 1000)
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "file")],
        cwd=Path(__file__).parents[2] / "hooks",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit),
    )
    assert done.returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_taken_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file")
    keep(tmp_path / "folder" / "file", b"x")
    assert kept(tmp_path / "folder" / "file") is None


@pytest.mark.parametrize("column", ["html", "reading", "error"])
def test_a_formula_that_was_changed_in_its_table_is_typeset_again(
    tmp_path: Path, column: str
) -> None:
    good, other = (Typeset(f"<i>{n}</i>", n, ("0000a{}",), "") for n in ("one", "two"))
    cache = TypesetCache(tmp_path)
    cache.keep({"a": good, "b": other})
    with cache._db as table:
        table.execute(f"UPDATE formula SET {column} = 'changed' WHERE key = 'a'")
    assert cache.find(["a", "b"]) == {"b": other}
    cache.keep({"a": good})
    assert cache.find(["a", "b"]) == {"a": good, "b": other}
    cache.close()
