"""Which wordings are one question: near enough to be safe, and no nearer."""

from __future__ import annotations

import pytest
from reading import texts

from levelset.matching import same_words

SAME = [
    ("What is a derivative?", "**What is the derivative**"),
    ("Explain the Chain Rule.", "explain chain rule"),
    ("How does fine-tuning work?", "How does finetuning work"),
    ("What are gradients?", "What are the gradient?"),
    ("Describe optimisation.", "Describe optimization"),
    ("What is Newton's method?", "What is Newton’s Method"),
    (r"Why $\lambda \lVert w \rVert^2$?", r"Why $\lambda\,\lVert w\rVert^2$?"),
]
DIFFERENT = [
    ("What is a decorator?", "What is a lambda function?"),
    ("Derive Backpropagation for a simple MLP.", "Derive Backpropagation for a Linear Layer."),
    ("Supervised learning?", "Unsupervised learning?"),
    ("What is overfitting?", "What is underfitting?"),
    ("What does the encoder do?", "What does the decoder do?"),
    ("When would you use L1?", "When would you use L2?"),
    ("Why C?", "Why C++?"),
    ("Why C#?", "Why C++?"),
    ("When is AUC > 0.5?", "When is AUC < 0.5?"),
    ("Is loss decreasing?", "Is los decreasing?"),
    ("How does Adam optimizer work?", "Why does Adam work better than SGD?"),
    ("How do you notice drift?", "How do you notice data drift when labels arrive weeks late?"),
    ("為什麼？", "怎麼？"),
]
NOTE = """---
title: T
category: math
levels: [mid]
skills: [x]
questions:
  mid: ["{prompt}"]
---
## Questions
1. **{asked}**
   - *Answer*: Yes.
"""


@pytest.mark.parametrize(("one", "other"), SAME)
def test_wordings_that_ask_the_same(one: str, other: str) -> None:
    assert same_words(one) == same_words(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_wordings_that_ask_something_else(one: str, other: str) -> None:
    assert same_words(one) != same_words(other)


def test_a_prompt_and_its_question_are_one() -> None:
    made = texts(t=NOTE.format(prompt="What is a norm?", asked="What is the norm")).catalog
    assert [(q.id, q.answered) for q in made.questions] == [("t--what-is-the-norm", True)]


def test_a_prompt_unlike_the_question_stays_open() -> None:
    made = texts(t=NOTE.format(prompt="What is a norm?", asked="What is a trace?")).catalog
    assert [(q.id, q.answered) for q in made.questions] == [
        ("t--what-is-a-trace", True),
        ("t--what-is-a-norm", False),
    ]
