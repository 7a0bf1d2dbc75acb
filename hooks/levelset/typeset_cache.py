"""The cache of typeset formulas on disk."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from functools import cache as remember
from pathlib import Path

from levelset.mathjax_node import LOCK, SCRIPTS
from levelset.typesets import Typeset


class TypesetCache:
    """Typeset formulas on disk. A file that cannot be used is replaced; no file is no error."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "mathjax.sqlite3"
        self._rules: dict[int, str] = {}
        self._lists: dict[str, tuple[str, ...]] = {}
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = self._open(self._path)
        except (OSError, sqlite3.Error, ValueError):
            self._db = self._replace()

    def _open(self, path: Path | str) -> sqlite3.Connection:
        db = sqlite3.connect(path, timeout=10)
        try:
            db.execute("CREATE TABLE IF NOT EXISTS edition (hash TEXT NOT NULL)")
            if db.execute("SELECT hash FROM edition").fetchall() != [(_edition(),)]:
                self._clear(db)
            if db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise ValueError("damaged cache")
        except BaseException:
            db.close()
            raise
        return db

    @staticmethod
    def _clear(db: sqlite3.Connection) -> None:
        with db:
            for table in ("edition", "formula", "rule"):
                db.execute(f"DROP TABLE IF EXISTS {table}")
            db.execute("CREATE TABLE edition (hash TEXT NOT NULL)")
            db.execute("CREATE TABLE rule (id INTEGER PRIMARY KEY, css TEXT NOT NULL UNIQUE)")
            db.execute(
                "CREATE TABLE formula (key TEXT PRIMARY KEY, html TEXT NOT NULL,"
                " reading TEXT NOT NULL, rules TEXT NOT NULL, error TEXT NOT NULL,"
                " digest BLOB NOT NULL) WITHOUT ROWID"
            )
            db.execute("INSERT INTO edition VALUES (?)", (_edition(),))

    def _replace(self) -> sqlite3.Connection:
        self._rules, self._lists = {}, {}
        try:
            self._path.unlink(missing_ok=True)
            return self._open(self._path)
        except (OSError, sqlite3.Error, ValueError):
            return self._open(":memory:")

    def find(self, keys: Iterable[str]) -> dict[str, Typeset]:
        """What is stored under these keys and still as it was."""
        query = (
            "SELECT key, html, reading, rules, error, digest FROM formula"
            " WHERE key IN (SELECT value FROM json_each(?))"
        )
        found = {}
        try:
            self._read_rules()
            rows = self._db.execute(query, (json.dumps(list(keys)),))
            for key, page, words, ids, error, digest in rows:
                item = Typeset(page, words, self._needed(ids), error)
                if digest == _digest(item):
                    found[key] = item
            return found
        except (sqlite3.Error, ValueError, KeyError, TypeError):
            self._db.close()
            self._db = self._replace()
            return {}

    def _read_rules(self) -> None:
        """Read the rules that are new, so that all formulas have the same ones."""
        newest = max(self._rules, default=0)
        self._rules |= self._db.execute("SELECT id, css FROM rule WHERE id > ?", (newest,))

    def _needed(self, ids: str) -> tuple[str, ...]:
        """The rules of these numbers, a list in JSON."""
        if ids not in self._lists:
            self._lists[ids] = tuple(self._rules[i] for i in json.loads(ids))
        return self._lists[ids]

    def keep(self, found: dict[str, Typeset]) -> None:
        """Store what was typeset. A full or read-only disk costs time, not the build."""
        if not found:
            return
        try:
            with self._db:
                css = sorted({rule for item in found.values() for rule in item.css})
                self._db.executemany(
                    "INSERT OR IGNORE INTO rule (css) VALUES (?)", [(rule,) for rule in css]
                )
                ids = {rule: i for i, rule in self._db.execute("SELECT id, css FROM rule")}
                self._db.executemany(
                    "INSERT OR REPLACE INTO formula VALUES (?, ?, ?, ?, ?, ?)",
                    [
                        (
                            *(key, t.html, t.reading, json.dumps([ids[r] for r in t.css])),
                            *(t.error, _digest(t)),
                        )
                        for key, t in found.items()
                    ],
                )
        except sqlite3.Error:
            return

    def close(self) -> None:
        self._db.close()


@remember
def _edition() -> str:
    """What else a typeset formula depends on: MathJax's version and options, and our scripts."""
    digest = hashlib.sha256()
    for path in sorted([*SCRIPTS.glob("*.mjs"), LOCK]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _digest(item: Typeset) -> bytes:
    """Bytes that stand for a typeset formula: SQLite does not notice a changed letter."""
    return hashlib.blake2b(repr(item).encode(), digest_size=12).digest()
