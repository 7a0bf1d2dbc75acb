"""TeX becomes HTML here, with MathJax in one Node process and a cache on disk."""

from __future__ import annotations

import contextlib
import hashlib
import html
import json
import os
import queue
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache as remember
from pathlib import Path
from typing import IO, Any

from levelset.model import Formula
from levelset.shelf import Place, Shelf

SCRIPTS = Path(__file__).resolve().parent.parent / "mathjax"
"""Where the Node scripts and the base style sheet are."""

LOCK = SCRIPTS.parent / "npm" / "package-lock.json"

REMEDY = "run `python3 dev.py setup`"

_START_LIMIT = 60.0
_FRUGAL = ("--max-semi-space-size=4", "--max-old-space-size=1024")
"""Node's limits in MB. Given any, it clears away as it goes: 110 MB in place of 260, and sooner."""

_OWN_GROUP: dict[str, Any] = {} if sys.platform == "win32" else {"process_group": 0}
_FAMILY = re.compile(r"\bMJX-[A-Za-z0-9-]+")
_OPEN = re.compile(r"\sopen(?=[\s=]|$)")
_VARIANT = re.compile(r"\bNCM-[A-Z0-9]+\b")
_USUAL = ("MJX-NCM-N", "MJX-NCM-ZERO")
"""The families of every formula."""


class MathJaxUnavailable(Exception):
    """Formulas cannot be typeset at all; the message says why and what to do about it."""


class _Stopped(MathJaxUnavailable):
    """Node has stopped by itself; `reason` is its status and its last words."""

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True)
class Typeset:
    """A formula as HTML, with its plain reading and the CSS rules it needs.

    Each rule starts with four digits, its place in the cascade; `stylesheet` takes them off.
    `error` is empty unless MathJax could not read the TeX; `html` then shows the source.
    """

    html: str
    reading: str
    css: tuple[str, ...]
    error: str


def typeset(
    formulas: Iterable[Formula],
    node_modules: Path,
    cache: Path,
    node: Path | str,
    limit: float = 20.0,
) -> dict[str, Typeset]:
    """Typeset each formula, by its key, as a Typesetter does that is asked once."""
    with closing(Typesetter(node_modules, cache, node, limit)) as typesetter:
        return typesetter(formulas)


class Typesetter:
    """Typesets formulas; Node runs only for those not in the cache, once for all calls.

    A formula that takes longer than `limit` seconds gets an error and the rest goes on. A call
    raises MathJaxUnavailable when Node or MathJax is missing or breaks.
    """

    def __init__(
        self, node_modules: Path, cache: Path, node: Path | str, limit: float = 20.0
    ) -> None:
        self._folder = cache
        self._opened: _Cache | None = None
        self._run = _Run(node_modules, node, limit)

    def __call__(self, formulas: Iterable[Formula]) -> dict[str, Typeset]:
        """Typeset each formula, by its key."""
        wanted = {formula.key: formula for formula in formulas}
        if not wanted:
            return {}
        stored = self._opened = self._opened or _Cache(self._folder)
        found = stored.find(wanted)
        missing = [formula for key, formula in sorted(wanted.items()) if key not in found]
        if missing:
            fresh: dict[str, Typeset] = {}
            try:
                for formula, result in self._run.results(missing):
                    found[formula.key] = result
                    if not result.error.startswith(_PASSING):
                        fresh[formula.key] = result
            finally:
                stored.keep(fresh)
        return {key: found[key] for key in wanted}

    def close(self) -> None:
        """Let go of the cache and of Node."""
        self._run.close()
        if self._opened:
            self._opened.close()


class Typesets(Mapping[str, Typeset]):
    """Typeset formulas by key, held small: as text their glyphs take four bytes a character.

    Where there is a shelf they lie there.
    """

    def __init__(self, shelf: Shelf | None = None) -> None:
        self._held: dict[str, tuple[bytes | Place, str, tuple[str, ...], str]] = {}
        self._shelf = shelf

    def add(self, found: Mapping[str, Typeset]) -> None:
        """Take these in too."""
        for key, item in found.items():
            glyphs = item.html.encode()
            place = self._shelf.put(glyphs) if self._shelf else None
            held = glyphs if place is None else place
            self._held[key] = (held, item.reading, item.css, item.error)

    def take(self, others: Typesets, keys: Iterable[str]) -> None:
        """Take in those of others that they hold under these keys and that will stay the same.

        Both have the same shelf, or none.
        """
        for key in keys:
            held = others._held.get(key)
            if held and not held[3].startswith(_PASSING):
                self._held[key] = held

    def __getitem__(self, key: str) -> Typeset:
        glyphs, reading, css, error = self._held[key]
        if not isinstance(glyphs, bytes):
            assert self._shelf
            glyphs = self._shelf.taken(glyphs)
        return Typeset(glyphs.decode(), reading, css, error)

    @property
    def lasting(self) -> bool:
        """False when one took too long to be typeset, and may not take so long another time."""
        return not any(error.startswith(_PASSING) for *_, error in self._held.values())

    def spoken(self, key: str) -> tuple[str, str]:
        """The formula in plain words, and its error."""
        _, reading, _, error = self._held[key]
        return reading, error

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, key: object) -> bool:
        return key in self._held


def stylesheet(typesets: Iterable[Typeset], font_url: str) -> str:
    """The style sheet for these formulas, and no rule or font besides; the same for any order.

    `font_url` is what stands before a font's file name, for example `../fonts/`.
    """
    rules = sorted({rule for item in typesets for rule in item.css})
    faces = [
        f'@font-face{{font-family:{family};src:url("{font_url}{_file(family)}") format("woff2")}}'
        for family in _families(rules)
    ]
    base = (SCRIPTS / "formula.css").read_text(encoding="utf-8")
    return "\n".join([base.strip(), *faces, *(rule[4:] for rule in rules)]) + "\n"


def fonts(typesets: Iterable[Typeset]) -> tuple[str, ...]:
    """The file names of the fonts that these formulas need, sorted."""
    return tuple(_file(family) for family in _families({r for item in typesets for r in item.css}))


def preloads(page: str) -> tuple[str, ...]:
    """The font files that a finished page shows glyphs of before anything on it is opened."""
    parts = unfolded(page).split("<mjx-math")[1:]
    drawn = "".join(part.partition("</mjx-math>")[0] for part in parts)
    if not drawn:
        return ()
    usual = [*_USUAL, *(["MJX-BRK"] if "<mjx-break" in drawn else [])]
    others = {f"MJX-{name}" for name in _VARIANT.findall(drawn)} - set(usual)
    return tuple(map(_file, [*usual, *sorted(others)]))


def unfolded(page: str) -> str:
    """What of a page is in sight before any `details` is opened."""
    first, *others = page.split("<details")
    shown, closed = [first], list[bool]()
    for each in others:
        tag, _, rest = each.partition(">")
        closed.append(not _OPEN.search(tag))
        for number, part in enumerate(rest.split("</details>")):
            if number and closed:
                closed.pop()
            if not any(closed):
                shown.append(part)
    return "".join(shown)


def font_folder(node_modules: Path) -> Path:
    """The folder that holds the font files."""
    return node_modules / "@mathjax" / "mathjax-newcm-font" / "chtml" / "woff2"


def _families(rules: Iterable[str]) -> list[str]:
    return sorted({family for rule in rules for family in _FAMILY.findall(rule)})


def _file(family: str) -> str:
    # MathJax's font for line breaks is the one family named without its font set.
    name = "MJX-NCM-BRK" if family == "MJX-BRK" else family
    return f"{name.lower()}.woff2"


@remember
def _version() -> str:
    lock = json.loads(LOCK.read_text(encoding="utf-8"))
    return str(lock["packages"]["node_modules/mathjax"]["version"])


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


class _Cache:
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


_TOO_SLOW = "takes longer than"
_STOPS = "makes Node.js stop"
_PASSING = (_TOO_SLOW, _STOPS)
"""What errors begin with that another time may not bring."""

_MOST_STOPS = 20


@dataclass
class _Run:
    """As few Node processes, one after another, as there are formulas that hang or stop it."""

    node_modules: Path
    node: Path | str
    limit: float
    _process: _Process | None = None
    _stops: int = 0

    def results(self, formulas: Sequence[Formula]) -> Iterator[tuple[Formula, Typeset]]:
        """Each formula with its result."""
        if not (self.node_modules / "mathjax" / "package.json").is_file():
            raise MathJaxUnavailable(f"MathJax is not installed in {self.node_modules}; {REMEDY}")
        rest = list(formulas)
        while rest:
            self._started().feed(rest)
            while rest:
                try:
                    result = self._started().answer(rest[0], self.limit)
                except _Stopped:
                    formula = rest.pop(0)
                    yield formula, self._alone(formula)
                    break
                yield rest.pop(0), result
                if result.error.startswith(_TOO_SLOW):
                    self.close()
                    break

    def _started(self) -> _Process:
        if self._process is None:
            self._process = _Process(self.node, self.node_modules)
            self._process.start()
        return self._process

    def _alone(self, formula: Formula) -> Typeset:
        """The formula's result after Node stopped when it may have been at that formula.

        Raises MathJaxUnavailable when Node has stopped so often that it will not be the formulas.
        """
        self.close()
        self._stops += 1
        try:
            self._started().feed([formula])
            result = self._started().answer(formula, self.limit)
        except _Stopped as error:
            self.close()
            if self._stops > _MOST_STOPS:
                raise
            return _failed(formula, f"{_STOPS}: {error.reason}")
        if result.error.startswith(_TOO_SLOW):
            self.close()
        return result

    def close(self) -> None:
        """End Node; another call starts it again."""
        if self._process:
            self._process.end()
        self._process = None


class _Process:
    """A Node process that typesets one formula after another."""

    def __init__(self, node: Path | str, node_modules: Path) -> None:
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed in end
        try:
            self._node = subprocess.Popen(
                [str(node), *_FRUGAL, str(SCRIPTS / "typeset.mjs"), str(node_modules.resolve())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._log,
                encoding="utf-8",
                **_OWN_GROUP,
            )
        except OSError as error:
            self._log.close()
            reason = error.strerror or type(error).__name__
            raise MathJaxUnavailable(f"cannot start Node.js ({node}): {reason}; {REMEDY}") from None
        self._rules: dict[str, str] = {}
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        assert self._node.stdout is not None
        self._threads = [_in_background(_drain, self._node.stdout, self._lines)]

    def start(self) -> None:
        """Wait until it is ready for formulas."""
        try:
            version = json.loads(self._line(_START_LIMIT, "starting"))["version"]
        except queue.Empty:
            raise MathJaxUnavailable("MathJax does not start; " + REMEDY) from None
        if version != _version():
            raise MathJaxUnavailable(
                f"MathJax {version} is installed where {_version()} is wanted; {REMEDY}"
            )

    def end(self) -> None:
        """Stop it, whatever it is doing."""
        _kill(self._node)
        self._node.wait()
        self._log.close()
        for thread in self._threads:
            thread.join()
        with contextlib.suppress(OSError, ValueError):
            assert self._node.stdin is not None
            self._node.stdin.close()

    def feed(self, formulas: Sequence[Formula]) -> None:
        """Send the formulas without waiting for them to be read."""
        assert self._node.stdin is not None
        lines = [json.dumps({"tex": f.tex, "display": f.display}) + "\n" for f in formulas]
        self._threads.append(_in_background(_pour, self._node.stdin, lines))

    def answer(self, formula: Formula, limit: float) -> Typeset:
        """What became of the next formula, which is this one."""
        try:
            reply = json.loads(self._line(limit, f"at {formula.tex!r}"))
        except queue.Empty:
            return _failed(formula, f"{_TOO_SLOW} {limit:g} s to typeset")
        if "error" in reply:
            return _failed(formula, reply["error"])
        self._rules.update(reply["new"])
        css = tuple(self._rules[str(number)] for number in reply["rules"])
        return Typeset(reply["html"], reply["reading"], css, "")

    def _line(self, limit: float, doing: str) -> str:
        line = self._lines.get(timeout=limit)
        if line:
            return line
        self._node.wait()
        self._log.seek(0)
        said = self._log.read().decode("utf-8", "replace").strip().splitlines()
        reason = next((text for text in said if "Error" in text), said[-1] if said else "")
        status = f"status {self._node.returncode}: {reason.strip() or 'no message'}"
        raise _Stopped(f"Node.js stopped {doing} with {status}; {REMEDY}", status)


def _kill(node: subprocess.Popen[str]) -> None:
    """Kill the program and what it has started: PyPI's `node` is Python that starts Node."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(node.pid)], capture_output=True)
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(node.pid, signal.SIGKILL)


def _in_background(work: Callable[..., object], *arguments: object) -> threading.Thread:
    thread = threading.Thread(target=work, args=arguments, daemon=True)
    thread.start()
    return thread


def _drain(pipe: IO[str], lines: queue.SimpleQueue[str]) -> None:
    with pipe:
        for line in pipe:
            lines.put(line)
    lines.put("")


def _pour(pipe: IO[str], lines: Sequence[str]) -> None:
    # When Node has gone, whoever waits for its answers will say so.
    with contextlib.suppress(OSError, ValueError):
        pipe.writelines(lines)
        pipe.flush()


def _failed(formula: Formula, error: str) -> Typeset:
    mode = ' data-display="true"' if formula.display else ""
    return Typeset(
        html=f'<span class="ls-tex-error"{mode}>{html.escape(formula.tex)}</span>',
        reading=" ".join(re.sub(r"[\\\\$]", " ", formula.tex).split()),
        css=(),
        error=error,
    )
