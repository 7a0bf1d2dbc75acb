"""What comes from elsewhere is pinned by digest, listed with its licence, and can be audited."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PYTHON_LOCKS = sorted(p for p in ROOT.glob("**/requirements.txt") if ".venv" not in p.parts)
NPM_LOCKS = sorted(p for p in ROOT.glob("**/package-lock.json") if ".venv" not in p.parts)
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"tools_{name}", ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("lock", [p for p in PYTHON_LOCKS if ".cache" not in p.parts], ids=shown)
def test_every_python_package_of_every_lock_has_a_version_and_digests(lock: Path) -> None:
    text = re.sub(r"\\\n", " ", lock.read_text())
    entries = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert len(entries) > 3
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+ ", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry
    assert "://" not in text
    source = lock.with_name("requirements.in")
    wanted = source.read_text().split() if source.exists() else []
    for name in wanted:
        assert re.search(rf"^{re.split('[[<>=]', name)[0]}==", text, re.MULTILINE), name


@pytest.mark.parametrize("lock", [p for p in NPM_LOCKS if ".cache" not in p.parts], ids=shown)
def test_every_npm_package_of_every_lock_has_a_digest(lock: Path) -> None:
    packages = json.loads(lock.read_text())["packages"]
    wanted = json.loads(lock.with_name("package.json").read_text())
    root = packages.pop("")
    for kind in ("dependencies", "devDependencies"):
        assert root.get(kind, {}) == wanted.get(kind, {})
        for version in wanted.get(kind, {}).values():
            assert re.fullmatch(r"(npm:\S+@)?\d+\.\d+\.\d+", version), version
    assert packages
    for entry in packages.values():
        assert entry["integrity"].startswith("sha512-")
        assert "resolved" not in entry


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=shown)
def test_actions_are_pinned_by_digest_and_workflows_may_do_little(workflow: Path) -> None:
    text = workflow.read_text()
    for action in re.findall(r"uses: (.*)", text):
        assert action.startswith("./") or re.fullmatch(
            r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action
        ), action
    whole = yaml.safe_load(text)
    assert whole["permissions"] == {"contents": "read"}
    written = {
        name: sorted(right for right, kind in job.get("permissions", {}).items() if kind == "write")
        for name, job in whole["jobs"].items()
    }
    assert {n: w for n, w in written.items() if w} in ({}, {"deploy": ["id-token", "pages"]})
    for job in whole["jobs"].values():
        assert "timeout-minutes" in job or "uses" in job
        for step in job.get("steps", []):
            if "actions/checkout@" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


# --- Licences ------------------------------------------------------------------------------------


def test_the_list_of_licences_is_up_to_date() -> None:
    """For all that is installed here; another system may have some that this one has not."""
    licences = tool("licences")
    listed = licences.names((ROOT / "THIRD-PARTY.md").read_text())
    now = {package.name: package.licence for package in licences.packages()}
    wrong = {name for name, licence in now.items() if listed.get(name) != licence}
    assert wrong == set(), "run: python3 dev.py licences"
    assert {name for name in licences.READERS if name not in listed} == set()


def test_all_that_reaches_readers_is_named_as_such() -> None:
    from levelset.browser_libraries import LIBRARIES

    licences = tool("licences")
    assert set(LIBRARIES) <= set(licences.READERS)
    assert {"mkdocs-material", "@mathjax/mathjax-newcm-font"} <= set(licences.READERS)


# --- The audit -----------------------------------------------------------------------------------

CLEAN = {"dependencies": [{"name": "a", "version": "1", "vulns": []}]}
KNOWN = {
    "dependencies": [
        {"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}
    ]
}
SKIPPED = {"dependencies": [{"name": "a", "skip_reason": "not found"}]}
NPM_CLEAN = {"vulnerabilities": {}}
NPM_KNOWN = {"vulnerabilities": {"b": {"via": [{"range": "<3", "title": "Bad", "url": "u"}, "c"]}}}
NPM_DOWN = {"message": "405 Method Not Allowed"}


@pytest.mark.parametrize(
    ("python", "npm", "code", "words"),
    [
        (CLEAN, NPM_CLEAN, 0, "nothing is known"),
        (KNOWN, NPM_CLEAN, 1, "a 1: CVE-1; mended in 2"),
        (CLEAN, NPM_KNOWN, 1, "b <3: Bad (u)"),
        (CLEAN, NPM_DOWN, 2, "no answer: 405 Method Not Allowed"),
        (SKIPPED, NPM_CLEAN, 2, "no answer: 1 of 1 packages: a"),
        (KNOWN, NPM_DOWN, 2, "a 1: CVE-1; mended in 2"),
        (None, NPM_CLEAN, 2, "no answer: connection refused"),
    ],
)
def test_the_audit_tells_what_is_known_from_what_nobody_could_say(
    tmp_path: Path, python: object, npm: object, code: int, words: str
) -> None:
    for name, said in (("pip-audit", python), ("npm", npm)):
        program = tmp_path / name
        says = f"echo '{json.dumps(said)}'" if said else "echo connection refused >&2; exit 1"
        program.write_text(f"#!/bin/sh\n{says}\n")
        program.chmod(0o755)
    locks = [str(tmp_path / name) for name in ("requirements.txt", "package-lock.json")]
    done = subprocess.run(
        [
            sys.executable,
            str(ROOT / "tools/audit.py"),
            str(tmp_path / "pip-audit"),
            str(tmp_path / "npm"),
            *locks,
        ],
        capture_output=True,
        text=True,
    )
    assert done.returncode == code
    assert words in done.stdout + done.stderr
    assert ("needs the network" in done.stderr) == (code == 2)
