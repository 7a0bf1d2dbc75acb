"""Whole builds: what the adapter makes of a folder."""

from __future__ import annotations

import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from building import ROOT, build

SITES = ROOT / "tests" / "sites"
OWN = SITES / "own-pages" / "docs"
HOST = "https://notes.example"
BASE = f"{HOST}/study/"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own-pages")
    made = build(OWN, folder, SITE_URL=BASE)
    assert made.returncode == 0, made.stderr
    (folder.parent / "own-pages.log").write_text(made.stderr)
    return folder


@pytest.fixture(scope="session")
def log(site: Path) -> str:
    return (site.parent / "own-pages.log").read_text()


def text(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def test_an_authors_page_wins_over_a_generated_one(site: Path, log: str) -> None:
    assert "My own page about mid" in text(site, "levels/mid")
    assert "levels/mid.md:1: this page stands at `levels/mid/`" in log
    assert "My own front page" in text(site, "")


def test_problems_are_printed_together_with_their_lines(log: str) -> None:
    warnings = [line.partition("- ")[2].strip() for line in log.splitlines() if "WARNING" in line]
    assert warnings == [
        "levels/mid.md:1: this page stands at `levels/mid/`, where the site puts its own; "
        "rename the file to have both",
        "note.md:14: `\\undefinedmacro` is not valid TeX: Undefined control sequence "
        "\\undefinedmacro; correct the formula, or write `\\$` for a dollar sign",
        "2 problems in the notes",
    ]


def test_a_strict_build_fails_on_a_problem(tmp_path: Path) -> None:
    made = build(OWN, tmp_path / "site", "--strict")
    assert made.returncode == 1
    assert "note.md:14: " in made.stderr


def test_a_folder_without_problems_passes_a_strict_build(tmp_path: Path) -> None:
    made = build(SITES / "numbered-prompts" / "docs", tmp_path / "site", "--strict")
    assert made.returncode == 0, made.stderr


def test_two_builds_are_equal_and_leave_the_docs_alone(site: Path, tmp_path: Path) -> None:
    before = digests(OWN)
    again = build(OWN, tmp_path / "site", SITE_URL=BASE, PYTHONHASHSEED="1", TZ="Asia/Tokyo")
    assert again.returncode == 0
    assert digests(tmp_path / "site") == digests(site)
    assert digests(OWN) == before


def test_all_pages_have_one_policy_and_hosts_the_same(site: Path) -> None:
    pattern = re.compile('<meta http-equiv="Content-Security-Policy" content="([^"]+)">')
    found = [pattern.findall(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")]
    (policy,) = {tuple(each) for each in found}
    assert len(policy) == 1
    whole = f"{policy[0]}; frame-ancestors 'none'"
    assert f"Content-Security-Policy: {whole}\n" in (site / "_headers").read_text()
    assert f'"{whole}"' in (site / ".htaccess").read_text()


def test_scripts_have_a_name_that_every_server_calls_a_script(site: Path) -> None:
    assert '<script type="module" src="assets/js/levelset.js">' in text(site, "")
    assert [path.name for path in site.rglob("*.mjs")] == []


def test_questions_json_keeps_its_contract(site: Path) -> None:
    whole = json.loads((site / "questions.json").read_text(encoding="utf-8"))
    assert list(whole) == ["version", "questions"]
    assert whole["version"] == 1
    by_id = {question["id"]: question for question in whole["questions"]}
    assert set(by_id) == {"note--why-lvert-x-rvert", "note--what-is-beta", "note--decide"}
    why = by_id["note--why-lvert-x-rvert"]
    assert set(why) == {
        *("id", "prompt", "prompt_html", "level", "category", "skills", "note", "url"),
        *("answered", "checked", "parts"),
    }
    assert (why["level"], why["category"]) == ("mid", 'new "><x> topic')
    assert why["skills"] == ["C++", "ci/cd", "<skill>"]
    assert why["note"] == "note.md"
    assert why["url"] == "/study/note/#note--why-lvert-x-rvert"
    assert why["answered"] is True
    assert why["checked"] is False
    assert [part["label"] for part in why["parts"]] == ["Answer"]
    assert 'href="/study/note/#a-heading"' in why["parts"][0]["html"]
    assert 'src="/study/pictures/dot.svg"' in why["parts"][0]["html"]
    assert "\\" not in why["prompt"]
    assert "$" not in why["prompt"]
    assert by_id["note--what-is-beta"]["answered"] is False
    assert by_id["note--what-is-beta"]["parts"] == []


def test_every_question_has_its_anchor_where_its_address_says(site: Path) -> None:
    whole = json.loads((site / "questions.json").read_text(encoding="utf-8"))
    for question in whole["questions"]:
        address, _, anchor = question["url"].removeprefix("/study/").partition("#")
        assert text(site, address).count(f'id="{anchor}"') == 1


def test_no_tex_and_no_yaml_reach_a_reader(site: Path) -> None:
    packs = sorted(site.glob("search/*/r*.json"))
    found = [record for pack in packs for record in json.loads(pack.read_text(encoding="utf-8"))]
    words = " ".join(f"{title} {text}" for _, title, _, text in found)
    assert "α" in words
    assert "\\" not in words
    assert re.findall(r"\$\S*", words) == ["$5", "$10."]
    page = text(site, "note")
    title = re.search(r"<title>(.*?)</title>", page)
    assert title is not None
    assert title[1] == "A &lt;note&gt; &amp; more - Levelset"
    assert "category:" not in page
    assert "skills:" not in page


class Links(HTMLParser):
    """Collects a page's links and ids."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(values["id"] or "")
        address = values.get("href" if tag in ("a", "link") else "src")
        if address and values.get("rel") != "canonical":
            self.links.append(address)


def every_page(site: Path) -> dict[str, Links]:
    found = {}
    for path in sorted(site.rglob("*.html")):
        parser = Links()
        parser.feed(path.read_text(encoding="utf-8"))
        found[path.relative_to(site).as_posix()] = parser
    return found


def test_every_link_and_anchor_inside_the_site_holds(site: Path) -> None:
    pages = every_page(site)
    broken = []
    for name, page in pages.items():
        here = urljoin(BASE, name.removesuffix("index.html"))
        for link in page.links:
            target = urlsplit(urljoin(here, link))
            if f"{target.scheme}://{target.netloc}" != HOST:
                continue
            assert target.path.startswith("/study/"), f"{name} leaves the site: {link}"
            path = target.path.removeprefix("/study/")
            file = f"{path}index.html" if path.endswith("/") or not path else path
            known = pages[file].ids if file in pages else [target.fragment]
            if path == "levels/mid/":  # The author's page, which has other anchors than ours.
                known = [target.fragment]
            if not (site / file).is_file() or (target.fragment and target.fragment not in known):
                broken.append(f"{name}: {link}")
    assert broken == []


def test_no_page_repeats_an_id(site: Path) -> None:
    for name, page in every_page(site).items():
        twice = {i for i in page.ids if page.ids.count(i) > 1}
        assert not twice, f"{name}: {twice}"


def test_the_site_asks_no_other_host_for_anything(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        for address in re.findall(
            r'<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)="([^"]+)"', page
        ):
            if 'rel="canonical"' in page.split(address)[0][-60:]:
                continue
            host = urlsplit(urljoin(BASE, address)).netloc
            assert host == urlsplit(BASE).netloc, f"{path.name}: {address}"


def test_the_sitemap_is_right_below_a_sub_path(site: Path) -> None:
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    addresses = re.findall(r"<loc>(.*?)</loc>", sitemap)
    assert f"{BASE}note/" in addresses
    assert f"{BASE}skills/ci-cd/" in addresses
    assert all(address.startswith(BASE) for address in addresses)


def test_every_page_has_a_title_description_and_address_of_its_own(site: Path) -> None:
    seen: dict[str, str] = {}
    for path in sorted(site.rglob("index.html")):
        page = path.read_text(encoding="utf-8")
        title = re.search(r"<title>(.*?)</title>", page)
        canonical = re.search(r'<link rel="canonical" href="(.*?)"', page)
        assert title is not None
        assert canonical is not None, path
        assert title[1] not in seen, f"{path} and {seen[title[1]]} share a title"
        seen[title[1]] = str(path)
        assert canonical[1] == urljoin(
            BASE, path.relative_to(site).as_posix()[: -len("index.html")]
        )
        assert re.search(r'<meta name="description" content="[^"]+"', page), path


def test_what_a_note_says_of_itself_is_text_everywhere(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        for hostile in ("<note>", "<skill>", '"><x>'):
            assert hostile not in page, f"{path.relative_to(site)} repeats {hostile} as markup"


def test_other_peoples_python_is_never_called_checked(tmp_path: Path) -> None:
    made = build(SITES / "a-heading-for-each-question" / "docs", tmp_path / "site")
    assert made.returncode == 0
    whole = json.loads((tmp_path / "site" / "questions.json").read_text(encoding="utf-8"))
    assert not any(question["checked"] for question in whole["questions"])


def test_a_configuration_of_ones_own_inherits_ours(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\n"
        f"docs_dir: {SITES / 'numbered-prompts' / 'docs'}\n"
        "site_name: Mine\n"
        "extra:\n  levelset:\n    levels:\n"
        "      - {id: mid}\n      - {id: senior}\n      - {id: principal}\n"
        "      - {id: fellow, label: Fellow}\n"
    )
    made = build(OWN, tmp_path / "site", config=config)
    assert made.returncode == 0, made.stderr
    assert "Fellow" in text(tmp_path / "site", "levels/fellow")
    assert "Mine" in text(tmp_path / "site", "")


def test_what_the_policy_forbids_of_an_owners_settings_is_said_with_the_remedy(
    tmp_path: Path,
) -> None:
    docs = SITES / "numbered-prompts" / "docs"
    config = tmp_path / "mkdocs.yml"
    own = (
        f"INHERIT: {ROOT / 'mkdocs.yml'}\n"
        "extra_javascript: [https://cdn.example/x.js, own.js]\n"
        "extra_css: ['https://cdn.example/x.css', 'https://looks.example/y.css']\n"
        "theme: {font: {text: Roboto}}\nextra:\n"
        "  analytics: {provider: google, property: G-ABC123}\n"
    )
    config.write_text(own)
    made = build(docs, tmp_path / "site", "--strict", config=config)
    assert made.returncode == 1
    refused = re.findall(r"(\S+) loads (\S+), and browsers will not: .*add `(.*)` to", made.stderr)
    assert refused == [
        ("404.html", "https://cdn.example/x.js", "https://cdn.example"),
        ("404.html", "https://fonts.googleapis.com/css?family=Roboto:300,300i,400,400i,700,700i%7C"
         "Roboto+Mono:400,400i,700,700i&display=fallback", "https://fonts.googleapis.com"),
        ("404.html", "https://looks.example/y.css", "https://looks.example"),
        ("404.html", "https://www.googletagmanager.com", "https://www.googletagmanager.com"),
    ]  # fmt: skip
    hosts = ", ".join(host for *_, host in refused)
    config.write_text(f"{own}  levelset: {{hosts: [{hosts}]}}\n")
    made = build(docs, tmp_path / "site", "--strict", config=config)
    assert made.returncode == 0, made.stderr
    assert f"script-src 'self' {hosts.replace(',', '')} " in text(tmp_path / "site", "")


def test_a_site_with_one_set_of_colours_has_no_script_to_choose(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"INHERIT: {ROOT / 'mkdocs.yml'}\ntheme: {{palette: []}}\n")
    made = build(SITES / "numbered-prompts" / "docs", tmp_path / "site", config=config)
    assert made.returncode == 0, made.stderr
    assert "data-md-color-media" not in text(tmp_path / "site", "")


def test_a_wrong_setting_stops_the_build_and_names_the_file(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: {OWN}\nextra:\n  levelset:\n    levles: []\n"
    )
    made = build(OWN, tmp_path / "site", config=config)
    assert made.returncode == 1
    assert "mkdocs.yml: extra.levelset has the unknown key `levles`" in made.stderr
    assert "did you mean `levels`?" in made.stderr
    assert "Traceback" not in made.stderr
