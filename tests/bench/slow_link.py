"""A host behind a slow link: it packs all files alike, and no byte overtakes another.

The link is in the host and not in the browser, whose own (CDP's emulation) leaves out what workers
fetch. So it is equally slow for all that is compared.
"""

from __future__ import annotations

import gzip
import mimetypes
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

BYTES_A_SECOND = 1_600_000 / 8
WAIT = 0.15
"""Seconds from a request to the first byte of its answer."""
_CHUNK = 4096
_PACKED = (".html", ".css", ".js", ".mjs", ".json", ".txt", ".svg", ".xml", ".map", ".wasm")
_TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm"}


@dataclass(frozen=True)
class Sent:
    """A file that was sent whole: its path on the host and the bytes of its body as sent."""

    path: str
    size: int

    @property
    def is_script(self) -> bool:
        """True for JavaScript, a worker's too."""
        return self.path.endswith((".js", ".mjs"))


@dataclass
class Host:
    """What is served: folders by their place on the host, and files that go before theirs.

    `slow` may be changed at any time; `sent` is what has been sent, in order.
    """

    mounts: Mapping[str, Path]
    overlay: dict[str, bytes] = field(default_factory=dict)
    slow: bool = True
    sent: list[Sent] = field(default_factory=list)
    base: str = ""
    active: int = 0
    last: float = 0
    _free: float = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def body(self, path: str) -> tuple[bytes, str, bool] | None:
        """A file's bytes as they are sent, its type, and whether it is packed."""
        if path.endswith("/"):
            path += "index.html"
        suffix = Path(path).suffix
        kind = _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
        content = self.overlay.get(path)
        if content is None:
            found = self._file(path)
            if found is None:
                return None
            packed = suffix in _PACKED
            return _read(found, found.stat().st_mtime_ns, packed), kind, packed
        return gzip.compress(content, 6, mtime=0), kind, True

    def _file(self, path: str) -> Path | None:
        for prefix in sorted(self.mounts, key=len, reverse=True):
            if path.startswith(prefix):
                found = self.mounts[prefix] / path.removeprefix(prefix)
                return found if found.is_file() else None
        return None

    def send(self, chunk: int) -> None:
        """Wait until the link has taken that many bytes more."""
        if not self.slow:
            return
        with self._lock:
            self._free = max(time.monotonic(), self._free) + chunk / BYTES_A_SECOND
            until = self._free
        time.sleep(max(0.0, until - time.monotonic()))

    def quiet(self, seconds: float, most: float = 120) -> None:
        """Wait until nothing has been sent for so long. Raises TimeoutError."""
        end = time.monotonic() + most
        while time.monotonic() < end:
            if self.active == 0 and time.monotonic() - self.last > seconds:
                return
            time.sleep(0.05)
        raise TimeoutError(f"still sending after {most} s")


@cache
def _read(path: Path, _stamp: int, packed: bool) -> bytes:
    content = path.read_bytes()
    return gzip.compress(content, 6, mtime=0) if packed else content


@contextmanager
def serving(mounts: Mapping[str, Path]) -> Iterator[Host]:
    """A host for these folders on a port of its own, for as long as the context lasts."""
    host = Host(mounts)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            host.active += 1
            try:
                self._answer(unquote(urlsplit(self.path).path))
            except (BrokenPipeError, ConnectionResetError):
                pass
            finally:
                host.active -= 1
                host.last = time.monotonic()

        def _answer(self, path: str) -> None:
            if host.slow:
                time.sleep(WAIT)
            found = host.body(path)
            content, kind, packed = found or (b"", "text/plain", False)
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "max-age=600")
            if packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            for at in range(0, len(content), _CHUNK):
                chunk = content[at : at + _CHUNK]
                host.send(len(chunk))
                self.wfile.write(chunk)
            host.sent.append(Sent(path, len(content)))

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64

    with Server(("127.0.0.1", 0), Handler) as server:
        host.base = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield host
        finally:
            server.shutdown()
