"""The study sheet and a note on paper, with JavaScript off."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from conftest import OpenPage

POINTS = 72
A4 = (595, 842)


def printed(page: Page) -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def words(pdf: PdfReader) -> str:
    return " ".join(" ".join(sheet.extract_text() for sheet in pdf.pages).split())


@pytest.fixture
def paper(open_page: OpenPage) -> Page:
    return open_page(java_script_enabled=False)


def test_a_sheet_prints_whole_without_javascript(site: str, paper: Page) -> None:
    paper.goto(f"{site}sheet/mid/")
    paper.wait_for_load_state("networkidle")
    pdf = printed(paper)
    text = words(pdf)
    assert text.count("At the steepest way up") == 1
    assert "The share of the cases with" in text
    assert "Levelset" in text
    for navigation in ("Search", "Table of contents", "Skip to content"):
        assert navigation not in text


def test_a_sheet_is_a4_with_a_number_on_every_page(site: str, paper: Page) -> None:
    paper.goto(f"{site}sheet/mid/")
    pdf = printed(paper)
    count = len(pdf.pages)
    assert count > 1
    for number, sheet in enumerate(pdf.pages, 1):
        size = (round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height)))
        assert all(abs(a - b) <= 2 for a, b in zip(size, A4, strict=True)), size
        folded = "".join(sheet.extract_text().split())
        assert f"{number}/{count}" in folded or f"{number}of{count}" in folded


def test_closed_answers_of_a_note_are_on_paper(site: str, paper: Page) -> None:
    paper.goto(f"{site}math/gradients/")
    paper.wait_for_load_state("networkidle")
    text = words(printed(paper))
    assert "At the steepest way up" in text
    assert "Up to 2/" in text.replace(" ∕ ", "/") or "beyond it the loss" in text
    assert "Table of contents" not in text
