"""dev.py on a project of its own, with stand-ins for what it would install and start."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import re
import runpy
import socket
import subprocess
import sys
import threading
import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import pytest

REPOSITORY = Path(__file__).parents[2]
FAKE_PYTHON = """\
#!/bin/sh
echo "$*" >> {log}
env | grep -E '^(LEVELSET_|PYTHONPATH|NO_MKDOCS)' >> {log}
case "$*" in *"{fails}"*) exit {code};; esac
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder with dev.py and lock files, and nothing installed."""
    root = tmp_path.resolve() / "project"
    (root / "hooks" / "npm").mkdir(parents=True)
    (root / "docs").mkdir()
    (root / "dev.py").write_text((REPOSITORY / "dev.py").read_text())
    (root / "requirements.txt").write_text("mkdocs==1.6.1\n")
    for name in ("package.json", "package-lock.json"):
        (root / "hooks" / "npm" / name).write_text("{}\n")
    return root


@pytest.fixture
def dev(project: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The project's dev.py as a module; nothing of this machine's browsers is in sight."""
    spec = importlib.util.spec_from_file_location("dev_under_test", project / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.delenv("CHROME_BIN", raising=False)
    return module


def program(path: Path, script: str = "exit 0") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def install(dev: ModuleType, fails: str = "nothing at all", code: int = 0) -> Path:
    """Make the project look set up, its Python a script that logs what it is asked to do."""
    log = Path(dev.ROOT) / "log"
    dev.BIN.mkdir(parents=True)
    dev.PYTHON.write_text(FAKE_PYTHON.format(log=log, fails=fails, code=code))
    dev.PYTHON.chmod(0o755)
    program(dev.BIN / "node", f'echo "node $*" >> {log}')
    dev.NPM_PACKAGES.mkdir()
    (dev.VENV / ".stamp").write_text(dev.fingerprint(dev.REQUIREMENTS))
    (dev.NPM_PACKAGES / ".stamp").write_text(dev.fingerprint(*dev.NPM_FILES))
    return log


def run(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("LEVELSET_")}
    return subprocess.run(
        [sys.executable, str(project / "dev.py"), *arguments],
        capture_output=True,
        text=True,
        cwd=project,
        env={**kept, **environment},
        timeout=60,
    )


# --- The file itself, and the locks --------------------------------------------------------------


def test_an_old_python_can_read_the_file_and_is_told_what_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ast.parse((REPOSITORY / "dev.py").read_text(), feature_version=(3, 8))
    monkeypatch.setattr(sys, "version_info", (3, 10, 14))
    monkeypatch.setattr(sys, "version", "3.10.14 (main)")
    with pytest.raises(SystemExit) as stop:
        runpy.run_path(str(REPOSITORY / "dev.py"), run_name="__main__")
    assert stop.value.code == 2
    assert "needs Python 3.11 or newer; this is 3.10.14" in capsys.readouterr().err


def test_locks_name_every_dependency_and_no_host() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    lock = (REPOSITORY / "requirements.txt").read_text()
    pinned = set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
    assert {re.split(r"[<>=]", name)[0].lower() for name in wanted} <= pinned
    assert "://" not in lock
    folder = REPOSITORY / "hooks" / "npm"
    package = json.loads((folder / "package.json").read_text())
    npm_lock = json.loads((folder / "package-lock.json").read_text())["packages"]
    root = npm_lock.pop("")
    for kind in ("dependencies", "devDependencies"):
        assert root[kind] == package[kind]
    for entry in npm_lock.values():
        assert entry["integrity"].startswith("sha512-")
        assert "resolved" not in entry


# --- Setting up ----------------------------------------------------------------------------------


@pytest.fixture
def steps(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What set-up would have run; each step leaves behind what the real one would."""
    done: list[str] = []

    def follow(command: list[str], doing: str, expected: str, cwd: Path = Path()) -> None:
        assert expected
        assert cwd
        done.append(" ".join(doing.split()[:2]))
        if "venv" in command:
            program(dev.PYTHON)

    monkeypatch.setattr(dev, "follow", follow)
    return done


EVERYTHING = ["Making .venv", "Installing Python", "Installing npm"]


def test_set_up_runs_once(dev: ModuleType, steps: list[str]) -> None:
    dev.set_up()
    dev.set_up()
    assert steps == EVERYTHING


def test_a_change_of_the_npm_lock_touches_only_npm_packages(
    dev: ModuleType, steps: list[str]
) -> None:
    install(dev)
    dev.NPM_FILES[1].write_text('{"packages": {}}\n')
    (dev.NPM_PACKAGES / "old").touch()
    dev.set_up()
    assert steps == ["Installing npm"]
    assert not (dev.NPM_PACKAGES / "old").exists()


def spoil_requirements(dev: ModuleType) -> None:
    dev.REQUIREMENTS.write_text("mkdocs==1.6.2\n")


def spoil_python(dev: ModuleType) -> None:
    dev.PYTHON.unlink()
    dev.PYTHON.symlink_to(dev.ROOT / "gone")


def spoil_stamp(dev: ModuleType) -> None:
    (dev.VENV / ".stamp").write_text("half a sta")


def spoil_place(dev: ModuleType) -> None:
    dev.ROOT = dev.ROOT.parent


def spoil_version(dev: ModuleType) -> None:
    dev.sysconfig = type("Other", (), {"get_platform": staticmethod(lambda: "other")})


@pytest.mark.parametrize(
    "spoil", [spoil_requirements, spoil_python, spoil_stamp, spoil_place, spoil_version]
)
def test_an_environment_that_does_not_fit_is_made_anew(
    dev: ModuleType, steps: list[str], spoil: Callable[[ModuleType], None]
) -> None:
    install(dev)
    dev.set_up()
    assert steps == []
    for path in dev.NPM_FILES:
        (dev.ROOT.parent / path.relative_to(dev.ROOT)).parent.mkdir(parents=True, exist_ok=True)
    spoil(dev)
    dev.set_up()
    assert steps[:2] == EVERYTHING[:2]


@pytest.mark.parametrize("broken", EVERYTHING)
def test_a_set_up_that_was_cut_off_is_done_again(
    dev: ModuleType, steps: list[str], monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    install(dev)
    spoil_python(dev)
    whole = dev.follow

    def cut_off(command: list[str], doing: str, *rest: object) -> None:
        if doing.startswith(broken):
            raise KeyboardInterrupt
        whole(command, doing, *rest)

    dev.NPM_FILES[1].write_text("{ }\n")
    monkeypatch.setattr(dev, "follow", cut_off)
    with pytest.raises(KeyboardInterrupt):
        dev.set_up()
    monkeypatch.setattr(dev, "follow", whole)
    steps.clear()
    dev.set_up()
    assert steps[-1] == "Installing npm"
    assert (EVERYTHING[1] in steps) == (broken != EVERYTHING[2])


@pytest.mark.parametrize(
    ("tool", "remedy"),
    [
        ("apt", "apt install python3-venv"),
        ("dnf", "dnf install python3-libs"),
        ("other", "install the modules venv and ensurepip"),
    ],
)
def test_missing_venv_names_the_package_to_install(
    dev: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tool: str,
    remedy: str,
) -> None:
    program(tmp_path / "bin" / tool)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "ensurepip" else find_spec(name)
    )
    assert dev.main(["setup"]) == 2
    assert remedy in capsys.readouterr().err
    assert not dev.PYTHON.exists()


def test_a_missing_lock_file_is_named(project: Path) -> None:
    (project / "requirements.txt").unlink()
    (project / ".venv" / "bin").mkdir(parents=True)
    (project / ".venv" / "bin" / "python3").touch()
    (project / ".venv" / ".stamp").touch()
    result = run(project, "setup")
    assert (result.returncode, result.stdout) == (2, "")
    assert "requirements.txt is missing; restore it from git" in result.stderr


def test_a_second_set_up_waits_for_the_first(
    dev: ModuleType, steps: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with dev.one_at_a_time():
        second = threading.Thread(target=dev.set_up)
        second.start()
        second.join(timeout=1)
        assert second.is_alive()
        assert steps == []
        assert "Waiting for another dev.py" in capsys.readouterr().out
        install(dev)
    second.join(timeout=10)
    assert steps == [], "the second finds that all is done"


def test_the_lock_outlives_a_killed_set_up_while_its_installer_runs(dev: ModuleType) -> None:
    with dev.one_at_a_time():
        installer = subprocess.Popen(["sleep", "60"], close_fds=False)
    with (dev.ROOT / ".cache" / "setup.lock").open("a") as other:
        try:
            assert not dev.locked(other.fileno())
        finally:
            installer.kill()
            installer.wait()
        assert dev.locked(other.fileno())


def test_a_failing_step_shows_what_the_program_said(dev: ModuleType) -> None:
    with pytest.raises(dev.SetupError, match=r"(?s)Installing.*exit 3.*no such package"):
        dev.follow(["sh", "-c", "echo no such package >&2; exit 3"], "Installing", "a second")


# --- Commands ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "COMMAND"),
        (["serve", "--docs", "nowhere"], "there is no folder nowhere"),
        (["build", "--config", "nowhere.yml"], "there is no file nowhere.yml"),
        (["serve", "--addr", "8000"], "8000 is not HOST:PORT"),
        (["serve", "--", "-k", "x"], "unrecognized arguments"),
    ],
)
def test_wrong_arguments_are_named(project: Path, arguments: list[str], message: str) -> None:
    result = run(project, *arguments)
    assert result.returncode == 2
    assert message in result.stderr
    assert not (project / ".venv").exists()


@pytest.mark.parametrize("code", [0, 1, 7])
@pytest.mark.parametrize("arguments", [["build", "--strict"], ["check"], ["serve", "--port", "0"]])
def test_the_exit_code_is_that_of_the_program(
    dev: ModuleType, project: Path, arguments: list[str], code: int
) -> None:
    install(dev, fails=arguments[0], code=code)
    assert run(project, *arguments).returncode == code


def test_build_passes_folders_as_absolute_paths(dev: ModuleType, project: Path) -> None:
    log = install(dev)
    (project / "site.yml").touch()
    result = run(project, "build", "--docs", "docs", "--config", "site.yml", "--site", "out")
    assert result.returncode == 0
    command, *environment = log.read_text().splitlines()
    assert command == f"-P -m mkdocs build -d {project}/out -f {project}/site.yml"
    assert sorted(environment) == [
        f"LEVELSET_DOCS={project}/docs",
        "LEVELSET_FAIL_ON=null",
        f"LEVELSET_HOOK={project}/hooks/mkdocs_events.py",
        f"LEVELSET_HOOKS={project}/hooks",
        f"LEVELSET_THEME={project}/overrides",
        "NO_MKDOCS_2_WARNING=1",
    ]


def test_a_copy_that_opens_as_a_folder_is_asked_for_beside_all_else(
    dev: ModuleType, project: Path
) -> None:
    log = install(dev)
    run(project, "build", "--offline", "--strict", "--docs", "docs", "--site", "out")
    command, *environment = log.read_text().splitlines()
    assert command == f"-P -m mkdocs build --strict -d {project}/out -f {project}/mkdocs.yml"
    assert {"LEVELSET_OFFLINE=true", f"LEVELSET_DOCS={project}/docs"} <= set(environment)
    assert run(project, "serve", "--offline").returncode == 2


def test_our_own_configuration_is_used_as_it_is(dev: ModuleType, project: Path) -> None:
    log = install(dev)
    assert run(project, "build", "--strict").returncode == 0
    assert log.read_text().splitlines() == [
        f"-P -m mkdocs build --strict -f {project}/mkdocs.yml",
        "NO_MKDOCS_2_WARNING=1",
    ]


def test_every_path_in_our_configuration_can_be_set_by_one_that_inherits_it() -> None:
    """MkDocs reads a relative path from the folder of the file that inherits ours."""
    ours = (REPOSITORY / "mkdocs.yml").read_text()
    paths = [line for line in ours.splitlines() if re.search(r"\b(hooks/|hooks\]|overrides)", line)]
    assert paths
    for line in paths:
        assert re.search(r"!ENV \[LEVELSET_(HOOK|HOOKS|THEME), ", line), line


def test_check_reads_the_files_and_the_configuration_that_it_is_given(
    dev: ModuleType, project: Path
) -> None:
    log = install(dev)
    (project / "site.yml").touch()
    run(project, "check", "docs/a.md", "docs/b.md")
    run(project, "check", "--config", str(project / "site.yml"))
    adapter = f"{project}/hooks/mkdocs_events.py"
    assert [line for line in log.read_text().splitlines() if line.startswith(adapter)] == [
        f"{adapter} check {project}/mkdocs.yml docs/a.md docs/b.md",
        f"{adapter} check {project}/site.yml",
    ]


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ([], False),
        (["--docs", "docs"], True),
    ],
)
def test_gaps_in_other_peoples_notes_are_not_problems(
    dev: ModuleType, project: Path, arguments: list[str], asked: bool
) -> None:
    log = install(dev)
    run(project, "build", "--strict", *arguments)
    assert ("LEVELSET_FAIL_ON=null" in log.read_text().splitlines()) == asked


def test_a_folder_that_is_not_a_site_is_not_emptied(dev: ModuleType, project: Path) -> None:
    log = install(dev)
    thesis = project / "out" / "thesis.md"
    thesis.parent.mkdir()
    thesis.touch()
    result = run(project, "build", "--site", str(thesis.parent))
    assert result.returncode == 2
    assert "holds something other than a site" in result.stderr
    assert not log.exists()
    (thesis.parent / "404.html").touch()
    assert run(project, "build", "--site", str(thesis.parent)).returncode == 0


def test_a_port_in_use_is_reported_before_anything_is_built(dev: ModuleType, project: Path) -> None:
    log = install(dev)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = run(project, "serve", "--port", str(port))
    assert result.returncode == 2
    assert f"cannot serve on 127.0.0.1:{port}: " in result.stderr
    assert f"--port {port + 1}" in result.stderr
    assert not log.exists()


def test_serve_takes_an_address(dev: ModuleType, project: Path) -> None:
    log = install(dev)
    assert run(project, "serve", "--addr", "localhost:0").returncode == 0
    assert "serve -a localhost:0" in log.read_text()


# --- test ----------------------------------------------------------------------------------------


@pytest.fixture
def browser(tmp_path: Path) -> str:
    return str(program(tmp_path / "browser"))


def test_all_steps_run_though_one_fails_and_pytest_is_last(
    dev: ModuleType, project: Path, browser: str
) -> None:
    log = install(dev, fails="ruff check", code=1)
    program(project / "tests" / "js" / "a.test.mjs")
    result = run(project, "test", "--", "-k", "name", CHROME_BIN=browser, LEVELSET_DOCS="elsewhere")
    lines = log.read_text().splitlines()
    commands = [re.sub(r"/\S*/", "", line) for line in lines if re.match("-m|node", line)]
    assert [" ".join(line.split()[:4]) for line in commands] == [
        "-m ruff check",
        "-m ruff format --check",
        "-m mypy",
        "node --import file:libraries.mjs --test",
        "-m mkdocs build --strict",
        "-m pytest -k name",
    ]
    assert f"LEVELSET_BROWSER={browser}" in lines
    assert "LEVELSET_DOCS=elsewhere" not in lines, "the tests are about our own docs"
    assert result.returncode == 1
    assert result.stderr.strip() == "dev.py: failed: ruff check"
    assert result.stdout.split("\n== ")[-1].strip() == "pytest"


def test_the_exit_code_is_0_when_every_step_passes(
    dev: ModuleType, project: Path, browser: str
) -> None:
    install(dev)
    result = run(project, "test", CHROME_BIN=browser)
    assert (result.returncode, result.stderr) == (0, "")


def test_a_folder_of_script_tests_without_tests_fails(
    dev: ModuleType, project: Path, browser: str
) -> None:
    install(dev, fails="tests/js holds no", code=1)
    (project / "tests" / "js").mkdir(parents=True)
    result = run(project, "test", CHROME_BIN=browser)
    assert result.returncode == 1
    assert "failed: node --test" in result.stderr


# --- A browser -----------------------------------------------------------------------------------


@pytest.fixture
def places(dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder that programs are looked for in; fetching a browser finds nothing."""
    names = tuple(name for name in dev.BROWSERS if "/" not in name and "\\" not in name)
    monkeypatch.setattr(dev, "BROWSERS", names)
    monkeypatch.setattr(dev, "playwright_browser", lambda: None)
    monkeypatch.setattr(dev, "debian_browser", lambda: None)
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_the_chosen_browser_comes_first(
    dev: ModuleType, places: Path, browser: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(places / "chromium")
    monkeypatch.setenv("CHROME_BIN", browser)
    assert dev.find_browser() == browser


def test_a_chosen_browser_that_does_not_start_is_an_error_and_not_replaced(
    dev: ModuleType, places: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(places / "chromium")
    monkeypatch.setenv("CHROME_BIN", str(tmp_path / "nowhere"))
    with pytest.raises(dev.SetupError, match=r"CHROME_BIN is .*nowhere, which does not start"):
        dev.find_browser()


def test_an_installed_browser_is_found_in_order_and_must_start(
    dev: ModuleType, places: Path
) -> None:
    program(places / "microsoft-edge")
    program(places / "google-chrome")
    program(places / "chromium")
    assert dev.find_browser() == str(places / "chromium")
    program(places / "chromium", "exit 127")
    assert dev.find_browser() == str(places / "google-chrome")


def test_without_an_installed_browser_playwright_then_debian_is_asked(
    dev: ModuleType, places: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched = program(tmp_path / "fetched")
    asked: list[str] = []
    monkeypatch.setattr(dev, "playwright_browser", lambda: asked.append("playwright"))
    monkeypatch.setattr(dev, "debian_browser", lambda: asked.append("debian") or str(fetched))
    assert dev.find_browser() == str(fetched)
    assert asked == ["playwright", "debian"]
    assert not list(places.iterdir())


@pytest.mark.usefixtures("places")
def test_no_browser_is_an_error_that_says_what_to_do(
    dev: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    log = install(dev)
    assert dev.main(["test"]) == 2
    assert "install Chromium, or set CHROME_BIN" in capsys.readouterr().err
    assert not log.exists(), "no step runs as though there were a browser"


def test_playwright_names_the_place_of_its_browser(dev: ModuleType, tmp_path: Path) -> None:
    shell = program(tmp_path / "cache" / "shell-1" / "chrome-linux" / "chrome-headless-shell")
    plan = f"Chrome Headless Shell 1\\n  Install location:    {tmp_path}/cache/shell-1\\n"
    install(dev)
    program(dev.PYTHON, f"case \"$*\" in *--dry-run) printf '{plan}';; esac")
    assert dev.playwright_browser() == str(shell)
    program(dev.PYTHON, "echo no network; exit 1")
    assert dev.playwright_browser() is None


@pytest.mark.parametrize(("user", "called"), [(0, ["update", "install -y chromium"]), (1000, [])])
def test_debian_installs_chromium_only_for_root(
    dev: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    user: int,
    called: list[str],
) -> None:
    folder, log = tmp_path / "debian", tmp_path / "apt.log"
    program(folder / "apt-get", f'shift 2; echo "$*" >> {log}')
    program(folder / "env", 'shift; exec "$@"')
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(os, "geteuid", lambda: user)
    assert dev.debian_browser() is None, "what was installed here is no browser"
    with suppress(FileNotFoundError):
        assert log.read_text().splitlines() == called
    assert log.exists() == bool(called)


# --- Validating ----------------------------------------------------------------------------------


def test_without_java_validate_says_what_to_install(
    project: Path, dev: ModuleType, tmp_path: Path
) -> None:
    log = install(dev)
    ran = run(project, "validate", PATH=str(tmp_path))
    assert ran.returncode == 2
    assert "no Java to run the Nu HTML checker with" in ran.stderr
    assert "apt install default-jre-headless" in ran.stderr
    assert not log.exists()


def test_validate_installs_the_checker_once_and_hands_it_over(
    project: Path, dev: ModuleType, tmp_path: Path
) -> None:
    log = install(dev)
    java = program(tmp_path / "bin" / "java")
    (project / "tests" / "validity").mkdir(parents=True)
    for path in dev.VALIDITY_FILES:
        path.write_text("{}\n")
    program(dev.BIN / "npm", f'echo "npm $*" >> {log}')
    for _ in range(2):
        ran = run(project, "validate", "--docs", "docs", PATH=f"{java.parent}:{os.environ['PATH']}")
        assert ran.returncode == 0, ran.stderr
    said = log.read_text().splitlines()
    assert sum(line.startswith("npm ci") for line in said) == 1
    (handed, _) = (line for line in said if "validate.py" in line)
    assert handed.startswith(f"{project}/tests/validity/validate.py --docs={project}/docs -- ")
    assert f"{java} -jar {project}/.venv/validity/node_modules/vnu-jar" in handed


# --- Links, licences and the audit --------------------------------------------------------------


def test_links_are_checked_of_the_notes_that_are_named(dev: ModuleType, project: Path) -> None:
    log = install(dev)
    assert run(project, "links", "--docs", "docs", "--older-than", "30").returncode == 0
    said = log.read_text().splitlines()
    assert said[0] == f"{project}/hooks/mkdocs_events.py links {project}/mkdocs.yml 30"
    assert f"LEVELSET_DOCS={project / 'docs'}" in said


def test_the_audit_has_an_environment_of_its_own_that_is_made_once(
    dev: ModuleType, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(dev)
    (project / "tools" / "audit").mkdir(parents=True)
    (project / "tools" / "audit" / "requirements.txt").write_text("pip-audit==1\n")
    done: list[str] = []
    asked: list[list[str]] = []

    def follow(command: list[str], doing: str, *_: object) -> None:
        done.append(doing)
        if "venv" in command:
            program(Path(command[-1]) / dev.BIN.name / dev.PYTHON.name)
        else:
            assert "--require-hashes" in command

    monkeypatch.setattr(dev, "follow", follow)
    monkeypatch.setattr(dev.subprocess, "call", lambda command, **_: asked.append(command) or 1)
    assert dev.main(["audit"]) == dev.main(["audit"]) == 1
    assert done == ["Making audit", "Installing pip-audit"]
    locks = [str(Path(name).relative_to(project)) for name in asked[0][4:]]
    assert locks == [
        *("requirements.txt", "tests/bench/requirements.txt", "tools/audit/requirements.txt"),
        *(
            f"{folder}/package-lock.json"
            for folder in ("hooks/npm", "tests/validity", "tests/bench")
        ),
    ]
