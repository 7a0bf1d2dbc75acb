"""Addresses: pages, slugs, relative links and questions' ids."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levelset.addresses import Folder, NoteSite, page_url, relative
from levelset.placing import placed, rooted, without_ids, without_links
from levelset.slugs import question_id, slug


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("a/b.md", "a/b/"),
        ("README.md", ""),
        ("index.md", ""),
        ("a/README.md", "a/"),
        ("a/index.md", "a/"),
        ("b.md", "b/"),
        ("a b/ü.md", "a%20b/%C3%BC/"),
    ],
)
def test_a_file_has_its_pages_address(path: str, url: str) -> None:
    assert page_url(path) == url


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C++", "cplusplus"),
        ("C#", "csharp"),
        ("aws/gcp", "aws-gcp"),
        ("Data Drift", "data-drift"),
        ("naïve Bayes", "naive-bayes"),
        ("--x--", "x"),
        ("為什麼", ""),
    ],
)
def test_slugs_are_ascii(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_question_without_latin_letters_is_named_by_its_hash() -> None:
    assert question_id("math/a b.md", "為什麼？") == "math-a-b--b1395cd4"
    assert question_id("math/calculus.md", r"Why $\nabla f$?") == "math-calculus--why-nabla-f"


@pytest.mark.parametrize(
    ("target", "url", "expected"),
    [
        ("a/b/#x", "a/b/", "#x"),
        ("a/b/", "a/b/", "./"),
        ("a/c/#x", "a/b/", "../c/#x"),
        ("a/c/", "", "a/c/"),
        ("", "a/b/", "../../"),
        ("", "", "./"),
        ("figures/x.svg", "a/b/", "../../figures/x.svg"),
        ("levels/mid/", "levels/", "mid/"),
        ("levels/", "levels/mid/", "../"),
        ("x/", "404.html", "x/"),
    ],
)
def test_addresses_are_relative_to_the_page(target: str, url: str, expected: str) -> None:
    assert relative(target, url) == expected


SEGMENTS = st.lists(st.sampled_from(["a", "b", "%20", ".x", "c.md"]), max_size=4).map("/".join)


@given(SEGMENTS, st.booleans(), SEGMENTS)
def test_addresses_are_the_shortest_way(target: str, is_page: bool, folder: str) -> None:
    target += "/" * (is_page and bool(target))
    found = relative(target, f"{folder}/" if folder else "")
    assert posixpath.normpath(found) == posixpath.relpath(target or ".", folder or ".")
    assert found.endswith("/") == (is_page or not target)


def test_stored_addresses_become_the_pages() -> None:
    stored = '<a href="site:a/b/#x" id="y">see</a> <img src="site:f.svg"> href="site:no"'
    assert placed(stored, "a/c/") == (
        '<a href="../b/#x" id="y">see</a> <img src="../../f.svg"> href="../../no"'
    )
    assert rooted('<a href="site:a/">', "/study/") == '<a href="/study/a/">'
    assert without_ids('<h5 id="x" class="y">t</h5>') == '<h5 class="y">t</h5>'
    assert without_links('<a href="x">t</a> <abbr>u</abbr>') == "t <abbr>u</abbr>"


def note_site() -> NoteSite:
    pages = {"a/b.md": "a/b/", "a/README.md": "a/", "top page.md": "top%20page/"}
    folder = Folder(pages, frozenset({"f/x y.svg"}), frozenset({"levels/"}))
    return NoteSite("a/b.md", folder, lambda formula: formula.tex)


@pytest.mark.parametrize(
    ("href", "stored"),
    [
        ("#x", "site:a/b/#x"),
        ("../top%20page.md#s", "site:top%20page/#s"),
        ("./", "site:a/"),
        ("../f/x%20y.svg", "site:f/x%20y.svg"),
        ("/f/x%20y.svg", "site:f/x%20y.svg"),
        ("../levels/", "site:levels/"),
        ("https://example.org/a.md", "https://example.org/a.md"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("//example.org", "//example.org"),
    ],
)
def test_links_for_github_lead_to_the_page(href: str, stored: str) -> None:
    site = note_site()
    assert site.link(href, 3) == stored
    assert site.problems == []


def test_a_link_out_of_the_folder_is_a_problem_with_its_line() -> None:
    site = note_site()
    assert site.link("../../etc/x y.svg", 7) == "../../etc/x y.svg"
    assert [str(problem) for problem in site.problems] == [
        "a/b.md:7: the link `../../etc/x y.svg` leads to no file; did you mean `../f/x y.svg`?"
    ]
