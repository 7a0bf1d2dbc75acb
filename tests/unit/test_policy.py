"""The Content-Security-Policy: what it trusts, and that all pages have the same."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from levelset.policy import META, Policy, seal, templates

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
    policy, strange = seal(site, templates([theme]))
    assert strange == ()
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
    policy, strange = seal(site, templates([theme]))
    assert strange == ("a/index.html",)
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
    assert seal(site, templates([theme])) == (Policy(), ())
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
    policy, _ = seal(site, templates([theme]), trusted_notes=True)
    assert directive(policy, "img-src") == "'self' data: https:"
    assert directive(policy, "script-src") == "'self'"


def test_header_files_say_the_policy_and_forbid_frames() -> None:
    files = Policy().header_files()
    whole = f"{Policy()}; frame-ancestors 'none'"
    assert f"/*\n  Content-Security-Policy: {whole}\n" in files["_headers"]
    assert f'Header always set Content-Security-Policy "{whole}"\n' in files[".htaccess"]
    assert f'add_header Content-Security-Policy "{whole}" always;\n' in files["headers.nginx.conf"]
