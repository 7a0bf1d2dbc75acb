"""MathJax in Node: processes that typeset one formula after another."""

from __future__ import annotations

import contextlib
import html
import json
import os
import queue
import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache as remember
from pathlib import Path
from typing import IO, Any

from levelset.model import Formula
from levelset.typesets import STOPS, TOO_SLOW, Typeset

SCRIPTS = Path(__file__).resolve().parent.parent / "mathjax"
"""Where the Node scripts and the base style sheet are."""
LOCK = SCRIPTS.parent / "npm" / "package-lock.json"
REMEDY = "run `python3 dev.py setup`"
_START_LIMIT = 60.0
_FRUGAL = ("--optimize-for-size", "--max-semi-space-size=1", "--max-old-space-size=1024")
"""Node's limits in MB. It clears away as it goes: 80 MB in place of 260, and a quarter slower."""
_OWN_GROUP: dict[str, Any] = {} if sys.platform == "win32" else {"process_group": 0}
_MOST_STOPS = 20


class MathJaxUnavailable(Exception):
    """Formulas cannot be typeset at all; the message says why and what to do about it."""


class _Stopped(MathJaxUnavailable):
    """Node has stopped by itself; `reason` is its status and its last words."""

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass
class Run:
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
                if result.error.startswith(TOO_SLOW):
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
            return _failed(formula, f"{STOPS}: {error.reason}")
        if result.error.startswith(TOO_SLOW):
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
            return _failed(formula, f"{TOO_SLOW} {limit:g} s to typeset")
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


@remember
def _version() -> str:
    lock = json.loads(LOCK.read_text(encoding="utf-8"))
    return str(lock["packages"]["node_modules/mathjax"]["version"])


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
