"""A small sheet of paper to draw figures on: axes, curves and words, written out as SVG.

The sheet is opaque and light with dark ink, so that one file reads the same on a light page, on a
dark page and in print. Coordinates are rounded to a tenth of a pixel, which is what makes the
bytes repeatable.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

PAPER, INK, QUIET, RULE = "#fbfaf7", "#1f2328", "#57606a", "#d3d0c8"
BLUE, VERMILION, GREEN, PURPLE = "#0060a0", "#b34700", "#00704f", "#8f3b76"
"""Okabe and Ito's hues, darkened until each reads as text on the paper (4.5:1 or better)."""

Point = tuple[float, float]


def number(value: float) -> str:
    """A coordinate to a tenth of a pixel, without a trailing `.0` or a negative zero."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


class Sheet:
    """A figure of `width` by `height` pixels with a title and a description for screen readers."""

    def __init__(self, width: int, height: int, title: str, description: str) -> None:
        self.width, self.height = width, height
        self.title, self.description = title, description
        self.marks: list[str] = []

    def line(
        self,
        points: Iterable[Point],
        colour: str = INK,
        width: float = 2,
        dash: str = "",
        fill: str = "none",
    ) -> None:
        """A polyline through points in pixels."""
        path = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self.marks.append(
            f'<polyline points="{path}" fill="{fill}" stroke="{colour}" '
            f'stroke-width="{number(width)}" stroke-linejoin="round"{dashes}/>'
        )

    def dot(self, at: Point, colour: str = INK, radius: float = 3.5) -> None:
        """A filled disc."""
        self.marks.append(
            f'<circle cx="{number(at[0])}" cy="{number(at[1])}" r="{number(radius)}" '
            f'fill="{colour}"/>'
        )

    def arrow(self, start: Point, end: Point, colour: str = INK, width: float = 2.5) -> None:
        """A straight arrow whose tip is exactly at `end`."""
        length = math.dist(start, end)
        ux, uy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
        neck = (end[0] - 9 * ux, end[1] - 9 * uy)
        self.line([start, neck], colour, width)
        wings = [
            end,
            (neck[0] - 4.5 * uy, neck[1] + 4.5 * ux),
            (neck[0] + 4.5 * uy, neck[1] - 4.5 * ux),
        ]
        path = " ".join(f"{number(x)},{number(y)}" for x, y in wings)
        self.marks.append(f'<polygon points="{path}" fill="{colour}"/>')

    def words(
        self,
        at: Point,
        text: str,
        colour: str = INK,
        anchor: str = "start",
        size: int = 14,
        turn: int = 0,
        bold: bool = False,
    ) -> None:
        """Text whose baseline starts, is centred or ends at a point; a halo keeps it off lines."""
        x, y = number(at[0]), number(at[1])
        turned = f' transform="rotate({turn} {x} {y})"' if turn else ""
        weight = ' font-weight="600"' if bold else ""
        self.marks.append(
            f'<text x="{x}" y="{y}" fill="{colour}" stroke="{PAPER}" stroke-width="4" '
            f'paint-order="stroke" font-size="{size}" text-anchor="{anchor}"{weight}{turned}>'
            f"{escape(text)}</text>"
        )

    def svg(self) -> str:
        """The whole figure as SVG text, ending in a newline."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" '
            f'width="{self.width}" height="{self.height}" role="img" '
            f"font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, "
            f'sans-serif">'
        )
        panel = (
            f'<rect x="0.5" y="0.5" width="{self.width - 1}" height="{self.height - 1}" rx="10" '
            f'fill="{PAPER}" stroke="{RULE}"/>'
        )
        named = [f"<title>{escape(self.title)}</title>", f"<desc>{escape(self.description)}</desc>"]
        return "\n".join([head, *named, panel, *self.marks, "</svg>"]) + "\n"

    def save(self, script: str) -> None:
        """Write to the path given on the command line, or beside the script that draws it."""
        beside = Path(script).with_suffix(".svg")
        target = Path(sys.argv[1]) if len(sys.argv) > 1 else beside
        target.write_text(self.svg(), encoding="utf-8", newline="\n")


class Axes:
    """A rectangle of a sheet, in pixels, that shows a range of x and y; `log` makes y decades."""

    def __init__(
        self,
        sheet: Sheet,
        box: tuple[float, float, float, float],
        x: Point,
        y: Point,
        log: bool = False,
    ) -> None:
        self.sheet, self.box, self.x, self.y, self.log = sheet, box, x, y, log

    def at(self, x: float, y: float) -> Point:
        """Where a point of the data lies on the sheet, in pixels."""
        left, top, right, bottom = self.box
        low, high, value = self.y[0], self.y[1], y
        if self.log:
            low, high, value = math.log10(low), math.log10(high), math.log10(y)
        return (
            left + (x - self.x[0]) / (self.x[1] - self.x[0]) * (right - left),
            bottom - (value - low) / (high - low) * (bottom - top),
        )

    def frame(
        self,
        x_ticks: Sequence[tuple[float, str]],
        y_ticks: Sequence[tuple[float, str]],
        x_label: str = "",
        y_label: str = "",
    ) -> None:
        """Grid lines at the ticks, their labels, and a name for each axis."""
        left, top, right, bottom = self.box
        for value, text in x_ticks:
            px = self.at(value, self.y[0])[0]
            self.sheet.line([(px, top), (px, bottom)], RULE, 1)
            self.sheet.words((px, bottom + 18), text, QUIET, "middle", 13)
        for value, text in y_ticks:
            py = self.at(self.x[0], value)[1]
            self.sheet.line([(left, py), (right, py)], RULE, 1)
            self.sheet.words((left - 8, py + 4.5), text, QUIET, "end", 13)
        self.sheet.words(((left + right) / 2, bottom + 38), x_label, INK, "middle")
        self.sheet.words((18, (top + bottom) / 2), y_label, INK, "middle", turn=-90)

    def curve(
        self, points: Iterable[Point], colour: str = INK, width: float = 2, dash: str = ""
    ) -> None:
        """A polyline through points of the data."""
        self.sheet.line([self.at(*p) for p in points], colour, width, dash)

    def dots(self, points: Iterable[Point], colour: str = INK, radius: float = 3.5) -> None:
        """A disc at each point of the data."""
        for p in points:
            self.sheet.dot(self.at(*p), colour, radius)

    def arrow(self, start: Point, end: Point, colour: str = INK, width: float = 2.5) -> None:
        """An arrow between two points of the data."""
        self.sheet.arrow(self.at(*start), self.at(*end), colour, width)

    def words(
        self,
        at: Point,
        text: str,
        colour: str = INK,
        anchor: str = "start",
        shift: Point = (0, 0),
        bold: bool = False,
    ) -> None:
        """Text at a point of the data, moved by `shift` pixels."""
        x, y = self.at(*at)
        self.sheet.words((x + shift[0], y + shift[1]), text, colour, anchor, bold=bold)
