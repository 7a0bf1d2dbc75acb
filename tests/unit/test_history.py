"""History: when files were last changed, as git has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from repositories import commit, git

from levelset.history import is_shallow, last_commits


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    return tmp_path


def test_each_file_has_the_time_of_its_last_commit(repository: Path) -> None:
    commit(repository, "docs/a b.md", "1", 1000)
    commit(repository, 'docs/é/x"y.md', "1", 2000)
    commit(repository, "docs/a b.md", "2", 3000)
    commit(repository, "other.md", "1", 4000)
    assert last_commits(repository / "docs") == {"a b.md": 3000, 'é/x"y.md': 2000}


def test_what_is_not_committed_does_not_count(repository: Path) -> None:
    commit(repository, "a.md", "1", 1000)
    (repository / "a.md").write_text("2")
    (repository / "b.md").write_text("1")
    git(repository, "add", "b.md")
    assert last_commits(repository) == {"a.md": 1000}


def test_a_change_from_a_branch_counts_from_its_merge(repository: Path) -> None:
    commit(repository, "a.md", "1\n\n\n\n2\n", 1000)
    git(repository, "checkout", "-qb", "branch")
    commit(repository, "a.md", "1\n\n\n\n3\n", 2000)
    git(repository, "checkout", "-q", "main")
    commit(repository, "a.md", "0\n\n\n\n2\n", 3000)
    git(repository, "merge", "-q", "--no-edit", "branch", at=4000)
    assert last_commits(repository) == {"a.md": 4000}


def test_a_file_never_becomes_older(repository: Path) -> None:
    commit(repository, "a.md", "1", 2000)
    commit(repository, "a.md", "2", 1000)
    assert last_commits(repository) == {"a.md": 2000}


def test_a_readers_settings_of_git_change_nothing(repository: Path) -> None:
    commit(repository, "a/b.md", "1", 1000)
    for setting in ("log.showSignature=true", "log.follow=true", "color.ui=always"):
        git(repository, "config", *setting.split("="))
    assert last_commits(repository) == {"a/b.md": 1000}


def test_without_a_repository_or_git_nothing_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert last_commits(tmp_path) == {}
    monkeypatch.setenv("PATH", str(tmp_path))
    assert last_commits(tmp_path) == {}


def test_a_clone_without_its_whole_history_is_known_as_such(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    commit(repository, "a.md", "1", 1000)
    commit(repository, "a.md", "2", 2000)
    place = tmp_path_factory.mktemp("clones")
    git(place, "clone", "-q", "--depth", "1", repository.as_uri(), "shallow")
    git(place, "clone", "-q", repository.as_uri(), "whole")
    assert [is_shallow(place / name) for name in ("shallow", "whole")] == [True, False]
    assert not is_shallow(place)
