"""A host that publishes one build after another and can be switched off."""

from __future__ import annotations

import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Host:
    """Serves folders below one address. Browsers may keep files for as long as on GitHub Pages.

    `overlay` has files that are served in place of the folder's.
    """

    def __init__(self, below: str) -> None:
        self.below = below
        self.folder = Path()
        self.overlay: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.caching = "max-age=600"
        self._server: ThreadingHTTPServer | None = None
        self.port = 0
        self.start()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}/{self.below}/"

    def start(self) -> None:
        host = self

        class Handler(SimpleHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                pass

            def end_headers(self) -> None:
                self.send_header("Cache-Control", host.caching)
                super().end_headers()

            def translate_path(self, path: str) -> str:
                wanted = path.partition("?")[0].removeprefix(f"/{host.below}/")
                host.asked.append(wanted)
                return str(host.folder / wanted) + ("/" if wanted.endswith("/") else "")

            def do_GET(self) -> None:
                wanted = self.path.partition("?")[0].removeprefix(f"/{host.below}/")
                if wanted not in host.overlay:
                    return super().do_GET()
                self.send_response(200)
                self.send_header("Content-Type", self.guess_type(wanted))
                self.end_headers()
                self.wfile.write(host.overlay[wanted])
                return None

        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def publish(self, folder: Path, overlay: dict[str, bytes] | None = None) -> None:
        self.folder, self.overlay = folder, overlay or {}
