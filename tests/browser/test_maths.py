"""Formulas in a reader's browser, with JavaScript and without."""

from __future__ import annotations

import pytest
from kinds import PAGE_KINDS, WITH_FORMULAS
from playwright.sync_api import Page

from conftest import OpenPage

NOTE = PAGE_KINDS["note"]
WITH = [pytest.param(PAGE_KINDS[kind], id=kind) for kind in WITH_FORMULAS]

GLYPHS = """
all => all.map(glyph => glyph.getBoundingClientRect())
  .filter(box => box.width === 0 || box.height === 0).length
"""


@pytest.mark.parametrize("address", WITH)
@pytest.mark.parametrize("script", [True, False], ids=["javascript", "no-javascript"])
def test_every_formula_is_drawn_in_mathjaxs_font(
    site: str, open_page: OpenPage, address: str, script: bool
) -> None:
    page = open_page(java_script_enabled=script)
    page.goto(site + address)
    page.wait_for_load_state("networkidle")
    page.locator("details").evaluate_all("all => all.forEach(d => d.open = true)")
    glyphs = page.locator("main mjx-math i:not(.cA0)")
    assert glyphs.count() > 0
    assert glyphs.evaluate_all(GLYPHS) == 0
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
    )
    assert any("MJX" in family.upper() for family in loaded), loaded


@pytest.mark.parametrize("address", WITH)
def test_no_tex_is_read_by_anybody(site: str, page: Page, address: str) -> None:
    page.goto(site + address)
    words = page.evaluate("document.body.textContent.replace(/\\s+/g, ' ')")
    scripts = page.evaluate(
        "[...document.querySelectorAll('script')].map(s => s.textContent.replace(/\\s+/g, ' '))"
    )
    for script in scripts:
        words = words.replace(script, "")
    for trace in ("\\frac", "\\nabla", "\\mathbb", "$"):
        assert trace not in words
    assert "$" not in page.title()
    assert "\\" not in page.title()


def test_each_formula_has_a_name_for_screen_readers(site: str, page: Page) -> None:
    page.goto(site + NOTE)
    names = page.eval_on_selector_all(
        "main mjx-container math", "all => all.map(m => m.getAttribute('aria-label') || '')"
    )
    assert names
    assert all(names)
    assert "∇f(x)" in names
    hidden = page.locator("main mjx-container mjx-math").evaluate_all(
        "all => all.every(m => m.closest('[aria-hidden=true]'))"
    )
    assert hidden is True


def test_formulas_do_not_move_the_text(site: str, open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries()"
        ".forEach(e => window.shift += e.value)).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(site + NOTE)
    page.wait_for_load_state("networkidle")
    # 0.008 where a busy machine has the fonts after the first paint; a few lines move by pixels.
    assert page.evaluate("window.shift") < 0.01


def test_copying_gives_the_tex(site: str, open_page: OpenPage) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(site + NOTE)
    page.wait_for_load_state("networkidle")
    page.evaluate(
        """() => {
          const range = document.createRange();
          range.selectNodeContents(document.querySelector('main h2').previousElementSibling);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    page.keyboard.press("ControlOrMeta+c")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "A gradient collects the slopes of a function" in copied
    assert r"$\nabla f(x)$" in copied


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_formulas_have_the_colour_of_the_text(site: str, open_page: OpenPage, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    page.goto(site + NOTE)
    colours = page.evaluate(
        """() => {
          const formula = document.querySelector('main p mjx-math i');
          return [getComputedStyle(formula).color, getComputedStyle(formula.closest('p')).color];
        }"""
    )
    assert colours[0] == colours[1]


def test_wide_formulas_scroll_and_inline_ones_wrap_on_a_narrow_screen(
    site: str, open_page: OpenPage
) -> None:
    page = open_page(viewport={"width": 320, "height": 700})
    page.goto(site + NOTE)
    page.wait_for_load_state("networkidle")
    page.locator("details").evaluate_all("all => all.forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    outside = page.locator("main mjx-container:not([display])").evaluate_all(
        """all => all.filter(m => !m.closest('.ls-scroll') && m.getBoundingClientRect().right > 320
             && getComputedStyle(m).overflowX !== 'auto').length"""
    )
    assert outside == 0


def test_a_page_without_formulas_fetches_no_font(site: str, page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{site}levels/")
    page.wait_for_load_state("networkidle")
    assert fetched
    assert not [url for url in fetched if url.endswith(".woff2")]
