"""Draw the icons of the installed site: the logo on paper.

    python overrides/assets/icons.py BROWSER

The logo keeps to the middle, so that systems may cut the corners off. MkDocs copies no Python file
of a theme to the site.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ASSETS = Path(__file__).resolve().parent
PAPER = "#fbfaf7"
SIZES = (192, 512)


def icon() -> str:
    """The logo at 60 % of a square of paper."""
    logo = (ASSETS / "logo.svg").read_text(encoding="utf-8")
    found = re.search(r"<svg[^>]*>(.*)</svg>", logo, re.DOTALL)
    assert found is not None
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">'
        f'<path fill="{PAPER}" d="M0 0h40v40H0z"/><g transform="translate(8 8)">{found[1]}</g>'
        "</svg>\n"
    )


def main(browser: str) -> None:
    """Write the icon, and a picture of it for each size."""
    from playwright.sync_api import sync_playwright

    (ASSETS / "icon.svg").write_text(icon(), encoding="utf-8")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for size in SIZES:
            page = chromium.new_page(viewport={"width": size, "height": size})
            page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{icon()}")
            page.screenshot(path=ASSETS / f"icon-{size}.png")
        chromium.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
