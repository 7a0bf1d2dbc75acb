"""Settings: what `extra.levelset` in the configuration may say, checked once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from levelset.model import Category, Level
from levelset.room import ROOM
from levelset.slugs import slug
from levelset.suggestion import suggestion

DEFAULT_LEVELS = (
    Level(
        "mid",
        "Mid",
        "about 5 years",
        "The mechanism, a sane default and one worked number: you can explain how it works "
        "and use it without supervision.",
        1,
    ),
    Level(
        "senior",
        "Senior",
        "about 10 years",
        "Trade-offs and failure modes: you can say what breaks, how you would measure it and "
        "what you would try first.",
        2,
    ),
    Level(
        "principal",
        "Principal",
        "15 years and more",
        "Decisions under constraints: you can say what it costs, what not to build and who "
        "owns it afterwards.",
        3,
    ),
)
_KEYS = ("levels", "categories", "fail_on", "offline", "trust_notes", "hosts", "largest_page")
_LEVEL_KEYS = ("id", "label", "years", "description")
_CATEGORY_KEYS = ("id", "label", "description", "icon")
_HOST = re.compile(r"https://(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?")
_ID = re.compile(r"(?!(?:index|readme|con|prn|aux|nul)$)[a-z0-9][a-z0-9_-]{0,59}", re.IGNORECASE)
FAIL_ON = ("open-prompts", "missing-sources")


class SettingsError(Exception):
    """The configuration says something that cannot be meant; the text says what and where."""


@dataclass(frozen=True)
class Settings:
    """The site's vocabulary, which gaps in the content count as problems, and when pages split.

    `offline` makes it a copy that opens as a folder, without a server.
    `trusted` lets notes have any HTML and files that run scripts.
    `hosts` are those that pages may load from besides their own, such as `https://a.example`.
    `largest_page` is in bytes: a level's or skill's page that would be larger is split by category.
    """

    levels: tuple[Level, ...] = DEFAULT_LEVELS
    categories: tuple[Category, ...] = ()
    fail_on: frozenset[str] = frozenset()
    checks_run: bool = False
    offline: bool = False
    trusted: bool = False
    hosts: tuple[str, ...] = ()
    largest_page: int = ROOM

    def level(self, identity: str) -> Level:
        """The configured level of that id. Raises KeyError when there is none."""
        return {level.id: level for level in self.levels}[identity]


def settings(extra: object, *, checks_run: bool = False) -> Settings:
    """Settings from the value of `extra.levelset`. Raises SettingsError on a wrong one."""
    if extra is None:
        return Settings(checks_run=checks_run)
    values = _mapping(extra, "extra.levelset", _KEYS)
    levels = tuple(
        _level(entry, rings)
        for rings, entry in enumerate(_entries(values, "levels", _LEVEL_KEYS), start=1)
    )
    categories = tuple(
        Category(
            entry["id"],
            entry.get("label") or entry["id"],
            slug(entry["id"]),
            entry.get("description", ""),
        )
        for entry in _entries(values, "categories", _CATEGORY_KEYS)
    )
    for level in levels:
        if not _ID.fullmatch(level.id):
            raise SettingsError(
                f"extra.levelset.levels has the id `{level.id}`, part of addresses; use up "
                "to 60 letters, digits, `-` and `_`, and not `index` or `readme`"
            )
    _unique("levels", [level.id.lower() for level in levels])
    _unique("categories", [category.slug for category in categories])
    offline, trusted = (_flag(values, name) for name in ("offline", "trust_notes"))
    return Settings(
        levels or DEFAULT_LEVELS,
        categories,
        _fail_on(values),
        checks_run,
        offline,
        trusted,
        _hosts(values),
        _largest_page(values),
    )


def _level(entry: dict[str, str], rings: int) -> Level:
    known = {level.id: level for level in DEFAULT_LEVELS}.get(entry["id"])
    return Level(
        entry["id"],
        entry.get("label") or (known.label if known else entry["id"].capitalize()),
        entry.get("years") or (known.years if known else ""),
        entry.get("description") or (known.description if known else ""),
        rings,
    )


def _mapping(value: object, where: str, keys: tuple[str, ...]) -> dict[str, object]:
    if not isinstance(value, Mapping):
        raise SettingsError(f"{where} must be a map with the keys {', '.join(keys)}")
    for key in value:
        if key not in keys:
            remedy = suggestion(str(key), keys)
            raise SettingsError(f"{where} has the unknown key `{key}`; {remedy}")
    return {str(key): item for key, item in value.items()}


def _entries(values: dict[str, object], name: str, keys: tuple[str, ...]) -> list[dict[str, str]]:
    listed = values.get(name) or []
    if not isinstance(listed, list):
        raise SettingsError(f"extra.levelset.{name} must be a list of maps with `id` and `label`")
    entries = []
    for number, item in enumerate(listed, start=1):
        where = f"extra.levelset.{name}, entry {number},"
        entry = {key: str(text) for key, text in _mapping(item, where, keys).items()}
        if not slug(entry.get("id", "")):
            raise SettingsError(f"{where} needs an `id` with a letter or digit in it")
        entries.append(entry)
    return entries


def _fail_on(values: dict[str, object]) -> frozenset[str]:
    wanted = values.get("fail_on") or []
    if not isinstance(wanted, list):
        raise SettingsError(f"extra.levelset.fail_on must be a list of {', '.join(FAIL_ON)}")
    for word in wanted:
        if word not in FAIL_ON:
            raise SettingsError(
                f"extra.levelset.fail_on has `{word}`; {suggestion(str(word), FAIL_ON)}"
            )
    return frozenset(map(str, wanted))


def _flag(values: dict[str, object], name: str) -> bool:
    value = values.get(name) or False
    if not isinstance(value, bool):
        raise SettingsError(f"extra.levelset.{name} must be `true` or `false`")
    return value


def _hosts(values: dict[str, object]) -> tuple[str, ...]:
    listed = values.get("hosts") or []
    if not isinstance(listed, list):
        raise SettingsError("extra.levelset.hosts must be a list, such as [https://a.example]")
    for host in listed:
        if not _HOST.fullmatch(str(host)):
            raise SettingsError(
                f"extra.levelset.hosts has `{host}`; write a host alone, in lower case and by "
                "https, such as `https://a.example` or `https://*.a.example`"
            )
    return tuple(sorted(set(map(str, listed))))


def _largest_page(values: dict[str, object]) -> int:
    size = values.get("largest_page", ROOM)
    if not isinstance(size, int) or isinstance(size, bool) or size < 1:
        raise SettingsError(
            f"extra.levelset.largest_page must be a number of bytes, such as {ROOM}"
        )
    return size


def _unique(name: str, ids: list[str]) -> None:
    for identity in ids:
        if ids.count(identity) > 1:
            raise SettingsError(f"extra.levelset.{name} has `{identity}` twice; remove one of them")
