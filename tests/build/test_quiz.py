"""The flashcards that level pages describe to search engines."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from building import ROOT, build
from jsonschema import Draft202012Validator

DOCS = ROOT / "tests" / "sites" / "study" / "docs"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
WORDS = {"type": "string", "pattern": r"\S"}


def thing(kind: str, required: list[str], **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["@type", *required],
        "properties": {"@type": {"const": kind}, **properties},
    }


# Google Search Central, "Education Q&A (Quiz, Question, and Answer) structured data", 2026: what
# it requires and recommends. The vocabulary is schema.org's.
ANSWER = thing("Answer", ["text"], text=WORDS)
QUESTION = thing(
    "Question",
    ["eduQuestionType", "text", "acceptedAnswer"],
    eduQuestionType={"const": "Flashcard"},
    text=WORDS,
    acceptedAnswer=ANSWER,
)
ALIGNMENT = thing(
    "AlignmentObject",
    ["alignmentType", "targetName"],
    alignmentType={"enum": ["educationalSubject", "educationalLevel"]},
    targetName=WORDS,
)
QUIZ = thing(
    "Quiz",
    ["@context", "about", "educationalAlignment", "hasPart"],
    **{"@context": {"enum": ["https://schema.org", "https://schema.org/"]}},
    about=thing("Thing", ["name"], name=WORDS),
    educationalAlignment={"type": "array", "minItems": 1, "items": ALIGNMENT},
    hasPart={"type": "array", "minItems": 1, "items": QUESTION},
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quiz")
    made = build(DOCS, folder)
    assert made.returncode == 0, made.stderr
    return folder


@pytest.mark.parametrize("level", ["mid", "senior", "principal"])
def test_a_level_page_describes_its_answered_questions_as_flashcards(
    site: Path, level: str
) -> None:
    page = (site / "levels" / level / "index.html").read_text(encoding="utf-8")
    [quiz] = [json.loads(block) for block in BLOCK.findall(page)]
    faults = [error.message for error in Draft202012Validator(QUIZ).iter_errors(quiz)]
    assert faults == []
    every = json.loads((site / "questions.json").read_text(encoding="utf-8"))["questions"]
    answered = [q["prompt"] for q in every if q["level"] == level and q["answered"]]
    assert sorted(card["text"] for card in quiz["hasPart"]) == sorted(answered)


def test_a_card_without_its_answer_would_be_found_out() -> None:
    card = {"@type": "Question", "eduQuestionType": "Flashcard", "text": "Why?"}
    assert not Draft202012Validator(QUESTION).is_valid(card)
    assert Draft202012Validator(QUESTION).is_valid(
        {**card, "acceptedAnswer": {"@type": "Answer", "text": "So."}}
    )
