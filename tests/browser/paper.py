"""A page of the site as it comes out of the printer."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page
from pypdf import PdfReader

A4 = (210, 297)
LETTER = (216, 279)


@dataclass(frozen=True)
class Paper:
    """Printed pages: their sizes in whole millimetres and their text, line by line."""

    sizes: tuple[tuple[int, int], ...]
    pages: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        """All the text with its white space folded."""
        return folded(" ".join(line for page in self.pages for line in page))

    @property
    def letters(self) -> str:
        """All the text without white space, for what may break anywhere."""
        return re.sub(r"\s", "", self.text)


def printed(page: Page, **options: Any) -> Paper:
    """Print to PDF, on the paper that the style sheet asks for, and read what came out."""
    made = page.pdf(**{"prefer_css_page_size": True, **options})
    reader = PdfReader(io.BytesIO(made))
    sizes, pages = [], []
    for sheet in reader.pages:
        box = sheet.mediabox
        sizes.append((millimetres(box.width), millimetres(box.height)))
        pages.append(tuple(filter(None, map(folded, sheet.extract_text().splitlines()))))
    return Paper(tuple(sizes), tuple(pages))


def millimetres(points: float) -> int:
    return round(float(points) * 25.4 / 72)


def folded(text: str) -> str:
    return " ".join(text.split())
