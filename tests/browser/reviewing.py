"""Reviews put into a page's store, as practice does, and what the store then holds."""

from __future__ import annotations

import time
from itertools import count
from typing import Any

from playwright.sync_api import Page

DAY = 86_400_000

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4

# Of tests/sites/study, answered unless they say otherwise.
CHAIN_RULE = "math-gradients--state-the-chain-rule-for-y-f-g-x"  # mid
SADDLE = "math-gradients--why-is-a-saddle-point-not-a-minimum"  # mid
RATE = "math-gradients--when-is-a-learning-rate-too-large"  # mid, open
SKEW = "systems-features--what-is-training-serving-skew"  # mid
VANISHING = "math-gradients--why-do-gradients-vanish-in-a-long-chain-of-sigmoids"  # senior
FRIDAY = "systems-serving--who-may-deploy-on-a-friday"  # principal

_numbers = count()


def review(question: str, grade: int = GOOD, days_ago: float = 1, **more: Any) -> dict[str, Any]:
    """A row of the review log. A single Easy makes a question known, a single Good does not."""
    at = int(time.time() * 1000 - days_ago * DAY)
    row = {"question": question, "grade": grade, "at": at, "ticked": [], "points": 0, "seconds": 60}
    return {"id": f"test-{next(_numbers)}", **row, **more}


def write(page: Page, site: str, *reviews: dict[str, Any], **lists: Any) -> str:
    """Put rows into the store of the page's browser; gives the kind of state it is in then."""
    rows = {"reviews": list(reviews), **lists}
    kind: str = page.evaluate(_WITH_STORE % "(await store.write(rows)).kind", [site, rows])
    return kind


def stored(page: Page, site: str) -> dict[str, Any]:
    """All that the store of the page's browser holds."""
    progress: dict[str, Any] = page.evaluate(_WITH_STORE % "await store.progress()", [site, None])
    return progress


_WITH_STORE = """
async ([site, rows]) => {
  const { ReviewStore } = await import(`${site}source/js/review-store.mjs`);
  const store = await ReviewStore.open(new URL(site).pathname);
  const result = %s;
  store.close();
  return result;
}
"""
