"""Settings: levels and categories come from the configuration alone."""

from __future__ import annotations

import pytest
from reading import texts

from levelset.pages import generated_pages
from levelset.settings import SettingsError, settings

FOUR = {
    "levels": [
        {"id": "junior", "label": "Junior", "years": "about 2 years"},
        {"id": "mid"},
        {"id": "senior", "label": "Senior"},
        {"id": "staff", "label": "Staff+"},
    ],
    "categories": [{"id": "systems", "label": "ML systems"}],
}
NOTE = """---
title: T
category: systems
levels: [junior, staff]
skills: [x]
---
## Interview Questions
### Junior Level
1. One?
   - *Answer*: Yes.
### Staff+
1. Two?
   - *Answer*: Yes.
"""


def test_a_fourth_level_works_by_configuration_alone() -> None:
    library = texts(settings(FOUR), t=NOTE)
    assert library.problems == ()
    made = library.catalog
    assert [(q.level.id, q.level.rings) for q in made.questions] == [("junior", 1), ("staff", 4)]
    urls = {page.url for page in generated_pages(made)}
    assert {"levels/junior/", "sheet/staff/", "categories/systems/"} <= urls
    assert "levels/principal/" not in urls


def test_how_large_a_page_may_be_is_a_number_of_bytes() -> None:
    assert settings({"largest_page": 5000}).largest_page == 5000
    for wrong in ("2 MB", 0, -1, True, None):
        with pytest.raises(SettingsError, match=r"largest_page must be a number of bytes"):
            settings({"largest_page": wrong})


def test_hosts_are_named_alone_and_by_https() -> None:
    hosts = ["https://*.stats.example:8443", "https://cdn.example", "https://cdn.example"]
    assert settings({"hosts": hosts}).hosts == tuple(hosts[:2])
    wrong = ("cdn.example", "http://cdn.example", "https://cdn.example/x.js", "https://*", "*")
    for host in (*wrong, "https://a.example; script-src *", "https://a.example 'unsafe-inline'"):
        with pytest.raises(SettingsError, match=r"hosts has `.*`; write a host alone"):
            settings({"hosts": [host]})
    with pytest.raises(SettingsError, match="hosts must be a list"):
        settings({"hosts": "https://cdn.example"})


def test_a_category_nobody_configured_has_its_page_last() -> None:
    library = texts(settings(FOUR), t=NOTE, u=NOTE.replace("systems", "a-new one"))
    assert [c.label for c in library.catalog.categories] == ["ML systems", "A new one"]
    assert "categories/a-new-one/" in {page.url for page in generated_pages(library.catalog)}


def test_gaps_are_problems_when_the_settings_say_so() -> None:
    note = NOTE.replace("   - *Answer*: Yes.\n### Staff+", "### Staff+")
    strict = settings({**FOUR, "fail_on": ["open-prompts", "missing-sources"]})
    assert [str(problem) for problem in texts(strict, t=note).problems] == [
        "t.md:9: the junior prompt “One?” has no answer; "
        "answer it in the body, with the same words",
        "t.md:11: the answer to “Two?” names no source; add a `*Source*:` part",
    ]
    assert texts(settings(FOUR), t=note).problems == ()


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        ([], "extra.levelset must be a map"),
        ({"level": []}, "has the unknown key `level`; did you mean `levels`?"),
        ({"levels": {"mid": "Mid"}}, "extra.levelset.levels must be a list"),
        ({"levels": [{"label": "Mid"}]}, "entry 1, needs an `id`"),
        ({"levels": [{"id": "mid"}, {"id": "mid"}]}, "has `mid` twice"),
        ({"levels": [{"id": "mid"}, {"id": "MID"}]}, "has `mid` twice"),
        ({"levels": [{"id": "../x"}]}, "has the id `../x`, part of addresses"),
        ({"levels": [{"id": "index"}]}, "has the id `index`, part of addresses"),
        ({"categories": [{"id": "a", "lable": "A"}]}, "`lable`; did you mean `label`?"),
        ({"fail_on": ["open-prompt"]}, "did you mean `open-prompts`?"),
        ({"fail_on": "open-prompts"}, "must be a list"),
        ({"offline": "yes"}, "must be `true` or `false`"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused(extra: object, message: str) -> None:
    with pytest.raises(SettingsError, match=r"extra\.levelset") as caught:
        settings(extra)
    assert message in str(caught.value)
