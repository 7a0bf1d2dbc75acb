"""One address of each kind of page on the site made of tests/sites/study."""

from __future__ import annotations

PAGE_KINDS = {
    "home": "",
    "note": "math/gradients/",
    "levels": "levels/",
    "level": "levels/mid/",
    "skills": "skills/",
    "skill": "skills/ci-cd/",
    "category": "categories/math/",
    "explorer": "questions/",
    "practice": "practice/",
    "mock": "mock/",
    "progress": "progress/",
    "coverage": "coverage/",
    "sources": "sources/",
    "sheet": "sheet/mid/",
    "offline": "offline/",
    "missing": "no-such-page/",
}
"""The path below the site's address, by kind."""

WITH_FORMULAS = ("note", "level", "category", "sheet")
