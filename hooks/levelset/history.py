"""History: when the files of a folder were last changed, as git has it."""

from __future__ import annotations

import subprocess
from pathlib import Path

_LOG = (
    *("git", "log", "-z", "--name-only", "--relative", "--no-renames", "--no-show-signature"),
    # A change made on a branch counts from its merge: only then could anyone have seen it.
    *("--first-parent", "--diff-merges=first-parent"),
    *("--format=%x01%ct", "--", "."),
)


def last_commits(folder: Path) -> dict[str, int]:
    """The time of the last commit, in seconds since 1970, of each file below the folder.

    Files that were never committed are not in it, nor is any where there is no git or no
    repository. What is changed but not committed has the time of its last commit. The history
    must be whole: in a shallow clone, files seem to be as new as its oldest commit.
    """
    try:
        log = subprocess.run(_LOG, cwd=folder, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return {}
    times: dict[str, int] = {}
    for commit in log.decode("utf-8", "replace").split("\x01")[1:]:
        time, _, names = commit.partition("\0")
        for name in names.lstrip("\n").split("\0"):
            # Committers' clocks may differ; a file never becomes older.
            times[name] = max(times.get(name, 0), int(time))
    times.pop("", None)
    return times


def is_shallow(folder: Path) -> bool:
    """True when the folder is of a clone without its whole history."""
    ask = ("git", "rev-parse", "--is-shallow-repository")
    try:
        said = subprocess.run(ask, cwd=folder, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    return said.strip() == b"true"
