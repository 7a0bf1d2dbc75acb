"""What every test shares: the browser that `dev.py test` found, and what the hostile tests tell."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import settings

from told import pytest_terminal_summary, tell  # noqa: F401

QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


# The same examples on every machine, however slow it is.
settings.register_profile("levelset", deadline=None, derandomize=True, database=None)
settings.load_profile("levelset")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--hostile-cases`: how many notes tests/hostile writes and damages."""
    parser.addoption("--hostile-cases", type=int, default=10_000, metavar="N", help="damaged notes")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the browser that `dev.py test` found; without one the test fails, it is not skipped."""
    browser = os.environ.get("LEVELSET_BROWSER")
    if not browser:
        pytest.fail("LEVELSET_BROWSER is not set; run: python3 dev.py test", pytrace=False)
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    args = [*QUIET, "--no-sandbox"] if as_root else [*QUIET]
    return {**browser_type_launch_args, "executable_path": browser, "args": args}
