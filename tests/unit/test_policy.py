"""The Content-Security-Policy: what it trusts, and that all pages have the same."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from levelset.inline import templates
from levelset.policy import META, Policy
from levelset.seal import Sealed, seal

TEMPLATE = """
<script>scope = new URL("{{ config.extra.scope | d(base_url) }}", location)</script>
<script type="module">{% if page %}start(){% endif %}</script>
<style>@page { @top-left { content: {{ quoted(site) }}; } }</style>
<script src="{{ 'a.js' | url }}"></script>
<script type="application/json">{{ app | tojson }}</script>
"""


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def directive(policy: Policy, name: str) -> str:
    return dict(policy.directives())[name]


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "base.html").write_text(TEMPLATE)
    return tmp_path / "theme"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site" / "a").mkdir(parents=True)
    return tmp_path / "site"


def page(body: str) -> str:
    return f"<head>{META}<title>é</title></head>{body}"


def test_what_templates_put_on_pages_is_trusted_on_all_of_them(theme: Path, site: Path) -> None:
    (site / "index.html").write_text(
        page(
            '<script>scope = new URL(".", location)</script><script type="module">start()</script>'
        )
    )
    (site / "a" / "index.html").write_text(
        page(
            '<script>scope = new URL("..", location)</script>'
            '<style>@page { @top-left { content: "a > \\"b\\" c"; } }</style>'
            '<script type="application/json">{"a": 1}</script><script src="../a.js"></script>'
        )
    )
    sealed = seal(site, templates([theme]))
    policy = sealed.policy
    assert (sealed.strange, sealed.refused) == ((), ())
    scripts = [f'scope = new URL("{base}", location)' for base in (".", "..")]
    wanted = sorted(map(digest, [*scripts, "start()"]))
    assert directive(policy, "script-src") == " ".join(["'self'", *wanted])
    style = digest('@page { @top-left { content: "a > \\"b\\" c"; } }')
    assert directive(policy, "style-src-elem") == f"'self' {style}"
    for path in ("index.html", "a/index.html"):
        assert policy.meta().decode() in (site / path).read_text()


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT >",
        '<script type="text/javascript">alert(1)</script>',
        '<script>scope = new URL("."); alert(1); ("", location)</script>',
        '<script>scope = new URL("`${alert(1)}`", location)</script>',
        "<style>p { color: red }</style>",
        '<style>@page { @top-left { content: "a"; } } p { content: "b"; } }</style>',
    ],
)
def test_what_no_template_has_is_not_trusted_and_named(
    written: str, theme: Path, site: Path
) -> None:
    (site / "a" / "index.html").write_text(page(written))
    sealed = seal(site, templates([theme]))
    policy = sealed.policy
    assert sealed.strange == ("a/index.html",)
    assert policy == Policy()
    assert "sha256" not in str(policy)


def test_sealing_again_changes_nothing(theme: Path, site: Path) -> None:
    (site / "index.html").write_text(page('<script type="module">start()</script>'))
    seal(site, templates([theme]))
    once = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    seal(site, templates([theme]))
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == once


def test_a_file_without_a_place_for_the_policy_stays_as_it_is(theme: Path, site: Path) -> None:
    (site / "a.html").write_text("<p>An author's own</p><script>alert(1)</script>")
    assert seal(site, templates([theme])) == Sealed(Policy())
    assert (site / "a.html").read_text() == "<p>An author's own</p><script>alert(1)</script>"


def test_no_script_runs_unnamed_and_nothing_comes_from_elsewhere() -> None:
    allowed = {
        *("'none'", "'self'", "data:", "'unsafe-inline'"),
    }
    for name, value in Policy().directives():
        assert set(value.split()) <= allowed, name
    assert directive(Policy(), "default-src") == "'none'"
    assert directive(Policy(), "script-src") == "'self'"
    assert directive(Policy(), "style-src-elem") == "'self'"


def test_trusted_notes_may_show_pictures_of_other_hosts(theme: Path, site: Path) -> None:
    policy = seal(site, templates([theme]), trusted_notes=True).policy
    assert directive(policy, "img-src") == "'self' data: https:"
    assert directive(policy, "script-src") == "'self'"


FOREIGN = """
<link rel="canonical" href="https://own.example/"><link rel="alternate" href="https://b.example/f">
<link rel="stylesheet" href="https://fonts.example/css?family=A">
<link rel=icon href=//icons.example/a.svg></head>
<a href="https://read.example/">a</a><link rel="stylesheet" href="https://below.example/a.css">
<script async src="https://CDN.example:8443/x.js"></script><script src="http://plain.example/"></script>
<script src="../a.js"></script><script>load("https://stats.example/a")</script>
<script type="application/json">"https://data.example/"</script>
<iframe src="https://films.example/1"></iframe>
"""
LOADS = 'load("https://stats.example/a")'


def refused(theme: Path, site: Path, *hosts: str, trusted: bool = False) -> list[str]:
    (theme / "more.html").write_text(f"<script>{LOADS}</script>")
    for name in ("index.html", "a/index.html"):
        (site / name).write_text(page(FOREIGN).replace("</head>", "", 1))
    sealed = seal(site, templates([theme]), trusted_notes=trusted, hosts=hosts)
    assert sealed.strange == ()
    assert {each.page for each in sealed.refused} == {"index.html"}
    return [each.origin for each in sealed.refused]


def test_what_a_page_loads_from_a_host_that_is_not_allowed_is_named(
    theme: Path, site: Path
) -> None:
    every = [
        *("http://plain.example", "https://cdn.example:8443", "https://fonts.example"),
        *("https://icons.example", "https://stats.example"),
    ]
    assert refused(theme, site) == every
    assert refused(theme, site, "https://fonts.example", "https://*.example") == every[:2]
    assert refused(theme, site, "https://cdn.example:8443", "https://*.stats.example") == [
        each for each in every if each != "https://cdn.example:8443"
    ]
    assert refused(theme, site, trusted=True)[2] == "https://films.example"


def test_hosts_that_the_owner_allows_may_send_everything_but_the_page_itself() -> None:
    policy = Policy(hosts=("https://*.b.example", "https://a.example"))
    named = {name for name, value in policy.directives() if "https://a.example" in value}
    assert named == {
        *("script-src", "style-src", "style-src-elem", "img-src", "font-src", "media-src"),
        *("connect-src", "frame-src"),
    }
    assert directive(policy, "script-src") == "'self' https://*.b.example https://a.example"
    assert "frame-src" not in dict(Policy().directives())
    assert policy.allows("https://x.y.b.example")
    for other in ("https://b.example", "http://a.example", "https://a.example.org"):
        assert not policy.allows(other)


def test_header_files_say_the_policy_and_forbid_frames() -> None:
    files = Policy().header_files()
    whole = f"{Policy()}; frame-ancestors 'none'"
    assert f"/*\n  Content-Security-Policy: {whole}\n" in files["_headers"]
    assert f'Header always set Content-Security-Policy "{whole}"\n' in files[".htaccess"]
    assert f'add_header Content-Security-Policy "{whole}" always;\n' in files["headers.nginx.conf"]
