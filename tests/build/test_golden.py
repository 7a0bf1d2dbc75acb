"""The article of a note's page against the golden file beside its fixture.

After a change that is meant, write the files anew: `LEVELSET_GOLDEN=write`, then read the diff.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from building import ROOT, build
from selectolax.lexbor import LexborHTMLParser

SITES = ROOT / "tests" / "sites"
CASES = (
    ("numbered-prompts", "probability"),
    ("question-and-answer-bullets", "rollout"),
    ("a-heading-for-each-question", "trees"),
    ("a-heading-for-each-question", "levels/mid"),
    ("a-heading-for-each-question", "skills/trees"),
    ("a-heading-for-each-question", "coverage"),
)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = {}
    for name in dict.fromkeys(name for name, _ in CASES):
        made[name] = tmp_path_factory.mktemp(name)
        assert build(SITES / name / "docs", made[name]).returncode == 0
    return made


def article(page: str) -> str:
    """The page's article, a tag a line, each formula by its name for screen readers."""
    tree = LexborHTMLParser(page)
    for formula in tree.css("mjx-container"):
        name = formula.css_first("math")
        assert name is not None
        formula.replace_with(f"[{name.attributes.get('aria-label')}]")
    found = tree.css_first("article.md-content__inner")
    assert found is not None
    assert found.html is not None
    lines = re.sub(r"(<[^>]+>)", r"\n\1\n", found.html).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines if line.strip()) + "\n"


@pytest.mark.parametrize(("name", "address"), CASES, ids=lambda value: value.replace("/", "-"))
def test_an_article_is_its_golden_one(sites: dict[str, Path], name: str, address: str) -> None:
    made = article((sites[name] / address / "index.html").read_text(encoding="utf-8"))
    golden = SITES / name / "golden" / f"{address.replace('/', '-')}.html"
    if os.environ.get("LEVELSET_GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")
