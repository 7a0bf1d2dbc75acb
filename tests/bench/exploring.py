"""The explorer: from a key to the list on the screen, and what comes before the first list."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser, CDPSession, Page
from reader import DESK, browser, reader
from slow_link import Host, serving
from table import Row
from workshop import Workshop, built

TITLE = "Explorer"
LISTED = 300
ABOUT = f"""\
*List* is {LISTED} of the same questions with their answers in one page, its items hidden and shown
by a script of ten lines. Both are typed into with a processor slowed down four times, a key at a
time; a key's time ends with the first frame after the list has changed. Ours then shows how many
questions fit and what is in sight of the first of them; the rest of the list and the choices' own
counts follow when no key has come for 250 ms. Here keys mostly come sooner, so little of that work
is in theirs. Bytes are those of all files that a new reader is sent before the first list stands,
against `questions.json`, both gzipped. Answers are fetched with the page of the question that is
opened.
"""
_TYPED = ("gradient bounds", "under drift the", "replaces margin")
_LIST = """<!doctype html><html lang="en"><meta charset="utf-8"><title>List</title>
{styles}
<body data-md-color-scheme="default"><main class="md-typeset">
<input type="search" aria-label="Words"><p id="count"></p><ol>{items}</ol></main>
<script>
const items = [...document.querySelectorAll("li")].map((item) => {{
  return [item, item.querySelector("summary").textContent.toLowerCase()];
}});
document.querySelector("input").addEventListener("input", ({{ target }}) => {{
  const words = target.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let count = 0;
  for (const [item, text] of items) {{
    item.hidden = !words.every((word) => text.includes(word));
    if (!item.hidden) count += 1;
  }}
  document.getElementById("count").textContent = `${{count}} questions`;
}});
</script>"""
_WATCH = """([box, list]) => {
  const seen = (window.seen = { took: [], waiting: 0 });
  const afterPaint = (call) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = call;
    port2.postMessage(null);
  });
  let began = 0;
  const ended = () => { seen.last = performance.now() - began; };
  new MutationObserver(() => afterPaint(ended))
    .observe(document.querySelector(list), { childList: true, subtree: true, attributes: true });
  document.querySelector(box).addEventListener("keydown", (event) => {
    began = event.timeStamp;
    seen.last = 0;
    afterPaint(ended);
  }, { capture: true });
}"""


@dataclass(frozen=True)
class Typed:
    """Milliseconds from a key to its frame, the 95th percentile; of processor time, the mean."""

    frame: float
    work: float


def rows(workshop: Workshop, runs: int) -> list[Row]:
    """The explorer over the largest corpus beside a plain list of some of its questions."""
    site = built(workshop.largest.ours)
    whole = json.loads((site / "questions.json").read_text(encoding="utf-8"))["questions"]
    with serving({"/": site}) as host, browser() as opened:
        host.overlay["/list/index.html"] = _plain_list(site, whole[:LISTED])
        found: dict[str, list[Typed]] = {"ours": [], "list": []}
        for number in range(runs):
            found["ours"].append(typed(opened, host, "questions/", "[name=text]"))
            found["list"].append(typed(opened, host, "list/", "input"))
            print(
                f"{number + 1}/{runs} key to paint: {found['ours'][-1]}, list {found['list'][-1]}",
                flush=True,
            )
        before = first_list(opened, host)
    size = len(gzip.compress((site / "questions.json").read_bytes(), 6, mtime=0))
    key, base = (median(each.frame for each in found[name]) for name in ("ours", "list"))
    work = tuple(median(each.work for each in found[name]) for name in ("ours", "list"))
    what = f"{len(whole):,} questions: key to paint, 95th percentile"
    return [
        Row(what, key, base, "ms", f"list of {LISTED}", 1),
        Row("… the same", key, 50, "ms", "50 ms", 1),
        Row("… processor time a key", *work, "ms", f"list of {LISTED}"),
        Row(
            f"{len(whole):,} questions: bytes before the first list",
            before / 1000,
            size / 1000,
            "kB",
            "`questions.json`",
            0.1,
        ),
    ]


def typed(opened: Browser, host: Host, path: str, box: str) -> Typed:
    """Type a few times and look when the list has followed each key."""
    host.slow = False
    took: list[float] = []
    with reader(opened, screen=DESK) as page:
        page.goto(f"{host.base}/{path}")
        page.wait_for_selector("ol > li", state="attached")
        host.quiet(1)
        page.evaluate(_WATCH, [box, "main ol" if path == "questions/" else "ol"])
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        before = _worked(session)
        for words in _TYPED:
            page.locator(box).first.focus()
            for key in [*words, *["Backspace"] * len(words)]:
                took.append(_pressed(page, key))
        work = _worked(session) - before
    return Typed(quantiles(took, n=20)[-1], 1000 * work / len(took))


def _worked(session: CDPSession) -> float:
    """Seconds of processor time that the page's main thread has taken."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(each["value"]) for each in metrics if each["name"] == "TaskDuration")


def _pressed(page: Page, key: str) -> float:
    page.evaluate("seen.last = 0")
    page.keyboard.press("Space" if key == " " else key)
    page.wait_for_timeout(100)
    page.wait_for_function("() => seen.last > 0")
    last: float = page.evaluate("seen.last")
    return last


def first_list(opened: Browser, host: Host) -> int:
    """The bytes of all that has been sent when the explorer's first list stands."""
    host.slow = True
    host.sent.clear()
    with reader(opened) as page:
        page.goto(f"{host.base}/questions/", wait_until="commit")
        page.wait_for_selector("[data-explorer=list] > li", timeout=120_000)
        return sum(sent.size for sent in host.sent)


def _plain_list(site: Path, questions: Sequence[Mapping[str, object]]) -> bytes:
    sheets = sorted(path for path in site.glob("assets/*/*.css") if "palette" not in path.name)
    links = (f'<link rel="stylesheet" href="/{p.relative_to(site).as_posix()}">' for p in sheets)
    items = "".join(_item(each) for each in questions)
    return _LIST.format(styles="".join(links), items=items).encode()


def _item(question: Mapping[str, object]) -> str:
    parts = question["parts"]
    assert isinstance(parts, list)
    text = "".join(part["html"] for part in parts)
    return f"<li><details><summary>{question['prompt_html']}</summary>{text}</details></li>"
