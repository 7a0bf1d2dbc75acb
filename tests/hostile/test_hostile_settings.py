"""An owner's settings of every type: a clear message, or a site whose addresses are its own."""

from __future__ import annotations

import re
from collections.abc import Callable

from accounts import as_written
from cases import fixed
from hypothesis import given
from hypothesis import strategies as st

from levelset import pages
from levelset.library import read_library
from levelset.settings import FAIL_ON, Settings, SettingsError
from levelset.settings import settings as checked

CASES = 600
KEYS = ("levels", "categories", "fail_on", "offline", "trust_notes", "hosts", "largest_page")
ODD = (
    *("mid", "Mid", "a/b", "../x", "..", "index", "README", "con", "x" * 61, "x" * 60, "a b", "é"),
    *(
        "-",
        "_",
        "L5",
        "staff-plus",
        "",
        "<b>",
        "a\nb",
        "a.b",
        "C++",
        "0",
        "levels",
        "\u200b",
        "a\0",
    ),
)
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.sampled_from(ODD), st.dates()
)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(scalars, inner, max_size=3),
    max_leaves=8,
)
entries = st.fixed_dictionaries(
    {"id": st.sampled_from(ODD)},
    optional={key: st.sampled_from(ODD) for key in ("label", "description")},
)
likely = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(KEYS, anything),
        "levels": st.lists(entries, max_size=3),
        "categories": st.lists(entries, max_size=3),
        "fail_on": st.lists(st.sampled_from(FAIL_ON)),
        "largest_page": st.integers(),
    },
)


def test_settings_of_every_type_are_taken_or_named(tell: Callable[..., None]) -> None:
    @fixed(CASES)
    @given(st.one_of(anything, likely, st.dictionaries(st.sampled_from(KEYS), anything)))
    def test(values: object) -> None:
        made, said = None, ""
        try:
            made = checked(values)
        except SettingsError as error:
            said = str(error)
        assert said.startswith("extra.levelset") or made
        if made:
            addresses_are_safe(made)
        tell("settings", cases=1, taken=int(made is not None))

    test()


def addresses_are_safe(made: Settings) -> None:
    """Every page has an address of its own, in the site's folder, on every file system."""
    level, category = made.levels[0], (made.categories or (None,))[0]
    topic = category.id if category else "topic"
    text = (
        f"---\ntitle: T\ncategory: {topic!a}\nlevels: [{level.id!r}]\nskills: [s]\n"
        f"questions: {{{level.id!r}: ['Why?']}}\n---\n# T\n\n## Questions\n\n1. What?\n   - x\n"
    )
    library = read_library({"a.md": text.encode()}, (), made, as_written)
    assert len(library.catalog.questions) == 2, library.problems
    paths = [page.path for page in pages.generated_pages(library.catalog, made.largest_page)]
    assert len({path.lower() for path in paths}) == len(paths)
    for path in paths:
        assert re.fullmatch(r"(?:[\w-]{1,100}/)*[\w-]{1,100}\.md", path, re.ASCII), path
