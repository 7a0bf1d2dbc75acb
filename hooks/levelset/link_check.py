"""The check of links: what answers at the addresses outside the site, over the network."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import groupby
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from levelset.sources import OK

PATIENCE = 20.0
"""Seconds that a server has to answer."""

AT_ONCE = 8
_TRIES = 2
_PERMANENT = (301, 308)
_PROGRAMS_REFUSED = (401, 403, 418, 429)
_AGENT = "Mozilla/5.0 (compatible; levelset-links)"


@dataclass(frozen=True)
class Answer:
    """What was found at an address; `heard` is False where no server said anything."""

    found: str
    heard: bool = True

    @property
    def wrong(self) -> bool:
        """True when a reader would not find what the note promises."""
        return not (self.found == OK or self.found.startswith(("moved to ", "refuses programs")))


def answers(
    wanted: Iterable[str],
    said: Callable[[str, Answer], object] = lambda *_: None,
    patience: float = PATIENCE,
) -> dict[str, Answer]:
    """Ask for each address, one at a time on each host; `said` hears of each answer."""
    found: dict[str, Answer] = {}

    def ask_host(addresses: list[str]) -> None:
        for address in addresses:
            found[address] = answer(address, patience)
            said(address, found[address])

    hosts = groupby(sorted(wanted, key=_host), _host)
    with ThreadPoolExecutor(AT_ONCE) as crew:
        for done in [crew.submit(ask_host, list(group)) for _, group in hosts]:
            done.result()
    return dict(sorted(found.items()))


def answer(address: str, patience: float = PATIENCE) -> Answer:
    """Ask for an address, a second time where the first may have been bad luck."""
    last = Answer("no answer", heard=False)
    for attempt in range(_TRIES):
        last = _asked(address, patience)
        if last.heard and not last.found.startswith("5"):
            break
        if attempt + 1 < _TRIES:
            time.sleep(min(1.0, patience / 10))
    return last


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:  # Asking for it will say what is wrong.
        return ""


@dataclass
class _Way(HTTPRedirectHandler):
    """Follows redirects and remembers of which kind they were."""

    codes: list[int] = field(default_factory=list)

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> Request | None:
        self.codes.append(code)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _asked(address: str, patience: float) -> Answer:
    way = _Way()
    try:
        request = Request(address, headers={"User-Agent": _AGENT, "Accept": "*/*"})
        with build_opener(way).open(request, timeout=patience) as reply:
            moved = bool(way.codes) and all(code in _PERMANENT for code in way.codes)
            return Answer(f"moved to {reply.url}" if moved else OK)
    except HTTPError as error:
        error.close()
        if error.code in _PROGRAMS_REFUSED:
            return Answer(f"refuses programs ({error.code})")
        return Answer(f"{error.code} {http.client.responses.get(error.code, '')}".strip())
    except URLError as error:
        return Answer(f"no answer: {_reason(error.reason)}", heard=False)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer(f"no answer: {_reason(error)}", heard=False)


def _reason(error: object) -> str:
    if isinstance(error, TimeoutError):
        return "timed out"
    return str(getattr(error, "strerror", None) or error or type(error).__name__)


def due(checked_on: Mapping[str, str], wanted: Iterable[str], before: str) -> list[str]:
    """Those of the addresses that were not checked on that day (`2026-01-31`) or later."""
    return [address for address in wanted if checked_on.get(address, "") < before]
