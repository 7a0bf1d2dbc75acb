"""`dev.py validate`, with a stand-in for the Nu checker, which needs Java."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

VALIDITY = Path(__file__).parents[1] / "validity"
TOGGLE = {
    "type": "error",
    "lastLine": 7,
    "message": "Attribute “autocomplete” is only allowed when the input type is “color”.",
    "extract": '<input class="md-toggle" autocomplete="off">',
}


@pytest.fixture
def validate(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The program as a module; building takes no time and makes one page."""
    spec = importlib.util.spec_from_file_location("validate", VALIDITY / "validate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "validate", module)
    spec.loader.exec_module(module)

    class Built:
        returncode = 0

    def build(docs: Path, site: Path, **_: str) -> Built:
        site.mkdir()
        (site / "index.html").write_text(str(docs))
        return Built()

    monkeypatch.setattr(module, "build", build)
    return module


def checker(folder: Path, *found: dict[str, object] | str) -> list[str]:
    """A program that says of the page below its last argument what it is told to."""
    program = folder / "checker.py"
    program.write_text(
        "import json, sys\n"
        f"found = json.loads({json.dumps(json.dumps(found))})\n"
        "for one in found:\n    one['url'] = f'file:{sys.argv[-1]}/notes/index.html'\n"
        "sys.stderr.write(json.dumps({'messages': found}))\n"
    )
    return [sys.executable, str(program)]


def test_what_is_allowed_is_counted_and_everything_else_printed(
    validate: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stray = {"type": "error", "lastLine": 3, "message": "Stray end tag “p”.", "extract": "a\n</p>"}
    hint = {"type": "info", "message": "Section lacks heading."}
    docs = ["--docs", str(tmp_path / "notes"), "--"]
    assert validate.main([*docs, *checker(tmp_path, TOGGLE, hint)]) == 0
    assert capsys.readouterr().out == "1 pages: 0 errors, 1 more allowed.\n"
    assert validate.main([*docs, *checker(tmp_path, TOGGLE, stray)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "notes/index.html:3: Stray end tag “p”.",
        "    a </p>",
        "1 pages: 1 errors, 1 more allowed.",
    ]


def test_an_allowance_that_nothing_needs_is_an_error_when_all_is_checked(
    validate: ModuleType,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    toggle = validate.Allowance("“autocomplete”", "md-toggle", "Material's.")
    monkeypatch.setattr(validate, "allowances", lambda _: [toggle])
    assert validate.main(checker(tmp_path, TOGGLE)) == 0
    assert validate.main(checker(tmp_path)) == 1
    assert "any more; take it out" in capsys.readouterr().out


def test_a_checker_that_does_not_answer_is_no_success(validate: ModuleType, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "print('no Java here')"]
    with pytest.raises(RuntimeError, match="the Nu checker failed: no Java here"):
        validate.main(["--docs", str(tmp_path), "--", *command])


def test_each_allowance_has_a_reason(validate: ModuleType) -> None:
    listed = validate.allowances(VALIDITY / "allowed.yml")
    assert listed
    assert all(len(one.reason.split()) > 5 for one in listed)


def test_the_lock_has_the_checker_alone_with_its_digest() -> None:
    package = json.loads((VALIDITY / "package.json").read_text())
    lock = json.loads((VALIDITY / "package-lock.json").read_text())["packages"]
    assert lock.pop("")["dependencies"] == package["dependencies"]
    assert [*lock] == ["node_modules/vnu-jar"]
    assert lock["node_modules/vnu-jar"]["integrity"].startswith("sha512-")
    assert "resolved" not in lock["node_modules/vnu-jar"]
