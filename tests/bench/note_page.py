"""A note page as a new reader gets it: when its formulas stand, what moves, what it weighs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser
from reader import browser, reader
from slow_link import Host, serving
from table import Row
from workshop import PAGE, Workshop, built, packages

TITLE = "Note page"
ABOUT = """\
The same generated note in the smallest corpus as a new reader gets it: nothing cached, a phone's
screen, a processor slowed down four times, a link of 1.6 Mbit/s with 150 ms of delay, all files
gzipped. *Material* has MathJax 4 or 3 from npm on the same host, typesetting in the browser; its
better number is the baseline. All maths stands when every formula is in the page with its fonts.
The service worker, which keeps pages for later, is left out: it begins when a page is idle.
"""
CDN = "https://cdn.example/mathjax@4/tex-mml-chtml.js"

_SETTINGS = """<script>window.MathJax = {
  loader: {paths: {mathjax: "/mathjax", "mathjax-newcm": "/fonts/mathjax-newcm-font"}},
  tex: {inlineMath: [["\\\\(", "\\\\)"]], displayMath: [["\\\\[", "\\\\]"]]},
  options: {ignoreHtmlClass: ".*|", processHtmlClass: "arithmatex"},
};</script>"""

_WATCH = """(() => {
  const seen = (window.seen = { frames: [], shift: 0 });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  const formulas = document.getElementsByTagName("mjx-container");
  const look = () => {
    const painted = performance.getEntriesByName("first-contentful-paint").length > 0;
    const ready = painted && document.fonts.status === "loaded";
    seen.frames.push([performance.now(), formulas.length, ready]);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""


def rows(workshop: Workshop, runs: int) -> list[Row]:
    """One note's page beside stock Material's, with whichever MathJax is the better."""
    bench = workshop.benches[0]
    with browser() as opened:
        found = visits(opened, built(bench.ours), built(bench.material), packages(), runs)
    ours = found["ours"]

    def row(what: str, number: Callable[[Visit], float], unit: str, reach: float) -> Row:
        name, best = min(list(found.items())[1:], key=lambda each: number(each[1]))
        return Row(what, number(ours), number(best), unit, f"Material, {name}", reach)

    return [
        row("Page opened to all maths standing", lambda each: each.seconds, "s", 0.3),
        row("Layout shift", lambda each: each.shift, "", 0),
        row("Bytes of scripts", lambda each: each.scripts / 1000, "kB", 0.5),
        row("Bytes in all", lambda each: each.total / 1000, "kB", 0.5),
    ]


_SETTLED = """async () => {
  await document.fonts.ready;
  for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame);
}"""


@dataclass(frozen=True)
class Visit:
    """One visit: seconds until all maths stands, layout shift, bytes of scripts, bytes."""

    seconds: float
    shift: float
    scripts: float
    total: float


def visit(opened: Browser, host: Host, path: str = PAGE) -> Visit:
    """Open a page with nothing cached and wait until nothing happens any more."""
    host.sent.clear()
    with reader(opened) as page:
        page.add_init_script(_WATCH)
        page.goto(f"{host.base}/{path}", timeout=120_000)
        page.evaluate("() => window.MathJax?.startup?.promise?.then(() => true)")
        host.quiet(1.5)
        page.evaluate(_SETTLED)
        frames = page.evaluate("seen.frames")
        shift = page.evaluate("seen.shift")
    scripts = sum(sent.size for sent in host.sent if sent.is_script)
    return Visit(standing(frames), shift, scripts, sum(sent.size for sent in host.sent))


def standing(frames: Sequence[tuple[float, int, bool]]) -> float:
    """Seconds until all formulas were there with their fonts, for two frames on end.

    In the first of these the page may not yet have asked for the fonts.
    """
    every = frames[-1][1]
    if every == 0:
        raise ValueError("the page has no formula")
    for (_, before, ready_before), (now, count, ready) in pairwise(frames):
        if before == count == every and ready_before and ready:
            return now / 1000
    raise ValueError("the formulas' fonts never came")


def visits(
    opened: Browser, ours: Path, material: Path, packages: Path, runs: int
) -> dict[str, Visit]:
    """Visits in turn to our page and to stock Material's with either MathJax; the medians."""
    found: dict[str, list[Visit]] = {}
    mathjax_3 = packages / "mathjax-3" / "es5"
    with (
        serving({"/": ours}) as our_host,
        serving(_with_mathjax(material, packages, packages / "mathjax")) as host_4,
        serving(_with_mathjax(material, packages, mathjax_3)) as host_3,
    ):
        for host in (host_4, host_3):
            host.overlay[f"/{PAGE}index.html"] = _self_hosted(material / PAGE / "index.html")
        hosts = {"ours": our_host, "MathJax 4": host_4, "MathJax 3": host_3}
        for number in range(runs):
            for name, host in hosts.items():
                found.setdefault(name, []).append(visit(opened, host))
                last = found[name][-1]
                print(
                    f"{number + 1}/{runs} note page, {name}: {last.seconds:.2f} s, "
                    f"{last.total / 1000:.0f} kB",
                    flush=True,
                )
    return {name: middle(each) for name, each in found.items()}


def _with_mathjax(site: Path, packages: Path, mathjax: Path) -> Mapping[str, Path]:
    return {"/": site, "/mathjax/": mathjax, "/fonts/": packages / "@mathjax"}


def _self_hosted(page: Path) -> bytes:
    text = page.read_text(encoding="utf-8")
    tag = f'<script src="{CDN}"></script>'
    if tag not in text:
        raise ValueError(f"{page} does not load MathJax")
    own = f'{_SETTINGS}<script src="/mathjax/tex-mml-chtml.js"></script>'
    return text.replace(tag, own).encode()


def middle(visits: Sequence[Visit]) -> Visit:
    """The median of each number."""
    return Visit(
        median(each.seconds for each in visits),
        median(each.shift for each in visits),
        median(each.scripts for each in visits),
        median(each.total for each in visits),
    )
