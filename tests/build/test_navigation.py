"""The navigation: as long on a page of a large topic as on one of a small topic."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from building import build

NOTES = 40


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    docs, made = tmp_path_factory.mktemp("docs"), tmp_path_factory.mktemp("site")
    for topic, notes in (("large", NOTES), ("small", 25)):
        (docs / topic).mkdir()
        for number in range(notes):
            text = f"---\ntitle: N{number:02}\ncategory: {topic}\nlevels: [mid]\nskills: [s]\n---\n"
            (docs / topic / f"n{number:02}.md").write_text(text)
    assert build(docs, made).returncode == 0
    return made


def listed(site: Path, address: str) -> list[str]:
    """The titles below the open topic, in order."""
    page = (site / address / "index.html").read_text(encoding="utf-8")
    sidebar = page[page.index('<nav class="md-nav md-nav--primary') : page.index("<article")]
    return re.findall(r"\b(N\d\d|All \d+ notes)\b", sidebar)


def titles(first: int, last: int) -> list[str]:
    return [f"N{number:02}" for number in range(first, last + 1)]


@pytest.mark.parametrize(
    ("address", "first", "last"),
    [
        ("large/n00", 0, 24),
        ("large/n12", 0, 24),
        ("large/n13", 1, 25),
        ("large/n20", 8, 32),
        ("large/n39", 15, 39),
        ("categories/large", 0, 24),
    ],
)
def test_a_large_topic_lists_the_notes_beside(
    site: Path, address: str, first: int, last: int
) -> None:
    every = [name for name in dict.fromkeys(listed(site, address)) if name.startswith("N")]
    assert every == titles(first, last)
    assert listed(site, address)[-1] == "All 40 notes"


def test_the_last_entry_leads_to_the_topics_own_page(site: Path) -> None:
    page = (site / "large" / "n20" / "index.html").read_text(encoding="utf-8")
    found = re.search(r'<a href="([^"]*)" class="md-nav__link">(?:\s|<[^>]*>)*All 40 notes', page)
    assert found is not None
    assert found[1] == "../../categories/large/"
    assert (site / "categories" / "large" / "index.html").is_file()


def test_a_small_topic_lists_all_its_notes(site: Path) -> None:
    assert list(dict.fromkeys(listed(site, "small/n20"))) == titles(0, 24)


def test_a_skills_page_lists_no_notes_beside(site: Path) -> None:
    assert listed(site, "skills/s") == []


def test_the_rooms_are_in_every_pages_navigation(site: Path) -> None:
    page = (site / "large" / "n20" / "index.html").read_text(encoding="utf-8")
    tabs = page[page.index('<nav class="md-tabs"') : page.index('<main class="md-main"')]
    rooms = ("skills", "questions", "practice", "mock", "progress", "coverage")
    found = re.findall(r'<a href="\.\./\.\./([a-z]+)/" class="md-tabs__link"', tabs)
    assert [name for name in found if name in rooms] == list(rooms)
