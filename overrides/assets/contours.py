"""Draw the contour lines of the front page, and the picture that goes with shared links.

    python overrides/assets/contours.py            the lines
    python overrides/assets/contours.py BROWSER    the lines and the picture, with that Chromium

The surface is one bowl with two bumps in it. MkDocs copies no Python file of a theme to the site.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

ASSETS = Path(__file__).resolve().parent
LINES = ASSETS.parent / "levelset" / "contours.html"
PICTURE = ASSETS / "social.jpg"
WIDTH, HEIGHT, STEP, STRIDE = 480, 360, 5, 18
HEIGHTS = tuple(0.13 + 0.088 * step for step in range(11))
MARKED = {3: 1, 6: 2, 9: 3}
"""Which of the heights is drawn in which level's colour."""

Point = tuple[float, float]


def surface(x: float, y: float) -> float:
    """The height at a point of the drawing."""
    u, v = (x - 242) / 232, (y - 178) / 172
    bowl = 0.95 * (u * u + v * v + 0.25 * u * v)
    bump = 0.5 * math.exp(-((x - 345) ** 2 + 1.2 * (y - 245) ** 2) / 4200)
    ridge = 0.36 * math.exp(-((x - 150) ** 2 / 7000 + (y - 100) ** 2 / 2600))
    return bowl + bump + ridge


def crossings(height: float, f: Callable[[float, float], float]) -> Iterator[tuple[Point, Point]]:
    """The pieces of the contour, one or two for each triangle of the grid that it crosses."""
    for column in range(-8, WIDTH // STEP + 8):
        for row in range(-8, HEIGHT // STEP + 8):
            x, y = column * STEP, row * STEP
            corners = [(x, y), (x + STEP, y), (x + STEP, y + STEP), (x, y + STEP)]
            for triangle in (corners[:3], [corners[0], corners[2], corners[3]]):
                ends = [
                    _between(a, b, f(*a) - height, f(*b) - height)
                    for a, b in zip(triangle, triangle[1:] + triangle[:1], strict=True)
                    if (f(*a) < height) != (f(*b) < height)
                ]
                if len(ends) == 2:
                    yield ends[0], ends[1]


def _between(a: Point, b: Point, at_a: float, at_b: float) -> Point:
    if b < a:
        a, b, at_a, at_b = b, a, at_b, at_a
    share = at_a / (at_a - at_b)
    return round(a[0] + share * (b[0] - a[0]), 3), round(a[1] + share * (b[1] - a[1]), 3)


def chains(height: float) -> list[list[Point]]:
    """The contour as lines, each closed or running off the drawing."""
    nexts: dict[Point, list[Point]] = {}
    for a, b in crossings(height, surface):
        if a != b:
            nexts.setdefault(a, []).append(b)
            nexts.setdefault(b, []).append(a)
    found: list[list[Point]] = []
    starts = sorted(p for p, others in nexts.items() if len(others) == 1) + sorted(nexts)
    seen: set[Point] = set()
    for start in starts:
        if start in seen:
            continue
        line, here = [start], start
        seen.add(start)
        while following := [p for p in nexts[here] if p not in seen]:
            here = following[0]
            seen.add(here)
            line.append(here)
        if len(line) > 2 and start in nexts[here]:
            line.append(start)
        found.append(line)
    return found


def evenly(line: list[Point]) -> list[Point]:
    """Points on a line about STRIDE apart, its ends among them."""
    lengths = [math.dist(a, b) for a, b in pairwise(line)]
    pieces = max(3, round(sum(lengths) / STRIDE))
    every, found, run = sum(lengths) / pieces, [line[0]], 0.0
    for (a, b), length in zip(pairwise(line), lengths, strict=True):
        while run + length >= every * len(found) and len(found) < pieces:
            share = (every * len(found) - run) / length
            found.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
        run += length
    return [*found, line[-1]]


def path(line: list[Point]) -> str:
    """A smooth curve along a line."""
    closed = line[0] == line[-1]
    points = evenly(line)[: -1 if closed else None]
    last = len(points) - 1

    def at(place: int) -> Point:
        return points[place % len(points)] if closed else points[min(max(place, 0), last)]

    parts = [f"M{_pair(points[0])}"]
    for place in range(len(points) if closed else last):
        before, a, b, after = (at(place + offset) for offset in (-1, 0, 1, 2))
        first = (a[0] + (b[0] - before[0]) / 6, a[1] + (b[1] - before[1]) / 6)
        second = (b[0] - (after[0] - a[0]) / 6, b[1] - (after[1] - a[1]) / 6)
        parts.append(f"C{_pair(first)} {_pair(second)} {_pair(b)}")
    return "".join(parts) + ("Z" if closed else "")


def _pair(point: Point) -> str:
    return " ".join(f"{value:.1f}".removesuffix(".0") for value in point)


def drawing(colours: tuple[str, ...] = ()) -> str:
    """All contours as SVG paths; with classes, or with these colours: plain, then each level's."""
    rows = []
    for number, height in enumerate(HEIGHTS):
        curves = "".join(path(line) for line in chains(height))
        level = MARKED.get(number, 0)
        look = f'stroke="{colours[level]}"' if colours else f'class="ls-hue--{level}"'
        wide = ' stroke-width="2"' if level else ""
        rows.append(f'<path {look if level or colours else ""}{wide} d="{curves}"/>')
    return "\n".join(rows)


def partial() -> str:
    """The template that the front page includes."""
    return (
        "{#- Drawn by overrides/assets/contours.py. -#}\n"
        f'<svg class="ls-contours" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" '
        'focusable="false">\n'
        f"{drawing()}\n</svg>\n"
    )


def poster() -> str:
    """The picture of 1200 by 630 pixels as a page."""
    ink, soft = "#1f2328", "#565d63"
    lines = drawing(("#cfcabd", "#0060a0", "#b34700", "#8f3b76"))
    return (
        '<!doctype html><body style="margin:0"><svg xmlns="http://www.w3.org/2000/svg" '
        'width="1200" height="630" font-family="DejaVu Sans, sans-serif">'
        '<rect width="1200" height="630" fill="#fbfaf7"/>'
        f'<g transform="translate(505 28) scale(1.6)" fill="none" stroke-width="1">{lines}</g>'
        f'<text x="80" y="300" font-size="92" font-weight="700" fill="{ink}">Levelset</text>'
        f'<text x="84" y="366" font-size="34" fill="{soft}">Interview questions</text>'
        f'<text x="84" y="412" font-size="34" fill="{soft}">by level and by topic</text>'
        "</svg>"
    )


def photograph(page: str, browser: str) -> None:
    """Have the browser write the page as the picture."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        view = chromium.new_page(viewport={"width": 1200, "height": 630})
        view.set_content(page)
        view.screenshot(path=PICTURE, type="jpeg", quality=68)
        chromium.close()


if __name__ == "__main__":
    LINES.write_text(partial(), encoding="utf-8")
    if len(sys.argv) > 1:
        photograph(poster(), sys.argv[1])
