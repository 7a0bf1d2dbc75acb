"""The way through the house: which room may know which."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

HOOKS = Path(__file__).parents[2] / "hooks"
ROOMS = sorted((HOOKS / "levelset").glob("*.py"))
ORDER = (
    "model",
    "schema",
    "markdown",
    "questions",
    "notes",
    "catalog",
    "pages",
    "site",
    "site_files",
)


def imports(path: Path) -> set[str]:
    """The dotted names of the modules that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            found |= {node.module or "", *(f"{node.module}.{name.name}" for name in node.names)}
    return found


def everything_below(module: str) -> set[str]:
    """The modules of the core that a module imports, directly or through others."""
    seen: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        path = HOOKS / "levelset" / f"{name}.py"
        if name in seen or not path.is_file():
            continue
        seen.add(name)
        waiting += [n.split(".")[1] for n in imports(path) if n.startswith("levelset.")]
    return seen - {module}


def test_there_are_rooms_to_look_at() -> None:
    assert len(ROOMS) > 10


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: path.stem)
def test_the_core_does_not_know_mkdocs(path: Path) -> None:
    tops = {name.split(".")[0] for name in imports(path)}
    assert not tops & {"mkdocs", "material", "markdown", "mkdocs_events", "jinja2"}


def test_one_file_alone_knows_mkdocs() -> None:
    files = [path for path in HOOKS.rglob("*.py") if any("mkdocs" in n for n in imports(path))]
    assert [path.name for path in files] == ["mkdocs_events.py"]


def test_the_model_knows_nothing_of_the_core() -> None:
    assert everything_below("model") == set()


@pytest.mark.parametrize("place", range(len(ORDER)), ids=lambda place: ORDER[place])
def test_arrows_point_towards_the_model(place: int) -> None:
    assert not everything_below(ORDER[place]) & set(ORDER[place + 1 :])
