"""Builds the site: records first, then mkdocs in strict mode, then a tidy-up."""

from __future__ import annotations

import logging
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playbook.publish.design import write_designs
from playbook.publish.doors import write_doors
from playbook.publish.exports import write_exports
from playbook.publish.one_sheet import one_sheet
from playbook.publish.papers.placing import place
from playbook.publish.slim import slim
from playbook.publish.terms import link_terms
from playbook.publish.terse import terse
from playbook.publish.tidy import tidy
from playbook.records.current import current
from playbook.records.library import Library

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


class BuildError(Exception):
    """The site could not be built; the message says why, with mkdocs' own words."""


@dataclass(frozen=True)
class Target:
    """Where a build goes: `folder`; the `url` that its pages name as theirs; `edition` for the footer.

    `versioned` adds the version selector, which asks the server for versions.json.
    """

    folder: Path
    url: str | None = None
    edition: str = "dev"
    versioned: bool = False


def build(root: Path, target: Target) -> Library:
    """Build the playbook in `root`. Raises ProblemsError (records) or BuildError (mkdocs)."""
    library = current(root)
    write_doors(library)
    with quiet_mkdocs() as notes, configured(root, library, target, notes) as config:
        run(config, notes)
        languages = search_languages(config)
    link_terms(library, target.folder)
    write_exports(library, target.folder, target.edition)
    write_designs(library, target.folder)
    tidy(target.folder, languages)
    slim(target.folder)
    terse(target.folder)
    try:
        one_sheet(target.folder)
    except ValueError as error:
        raise BuildError(f"error: {error}") from None
    place(library, target.folder)  # behind what judges and joins the pages: papers have a look of their own
    return library


@contextmanager
def configured(root: Path, library: Library, target: Target, notes: list[str]) -> Iterator[MkDocsConfig]:
    """Give mkdocs.yml with what playbook.yml says of the site. Raises BuildError with the `notes` of mkdocs.

    mkdocs reads some of it from the environment, and snippets from the working folder, so both are set
    until the block ends, and then as they were: the next build in this process may be of another commit.
    """
    settings = environment(root, library, target)
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        with chdir(root):
            config = _load(root / "mkdocs.yml", target.folder.absolute(), notes)
            if not target.versioned:
                config.extra.pop("version", None)
            yield config
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def environment(root: Path, library: Library, target: Target) -> dict[str, str]:
    """Give what mkdocs.yml takes from the environment, and what keeps the builders quiet and repeatable."""
    site = library.organisation.site
    return {
        "PLAYBOOK_NAME": site.name,
        "PLAYBOOK_URL": target.url or site.url,
        "PLAYBOOK_EDITION": target.edition,
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH") or last_change(root),
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
    }


def _load(file: Path, into: Path, notes: list[str]) -> MkDocsConfig:
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    try:
        return load_config(str(file), strict=True, site_dir=str(into))
    except (MkDocsException, SystemExit) as error:
        raise BuildError("\n".join([*notes, str(error)])) from None


def search_languages(config: MkDocsConfig) -> tuple[str, ...]:
    """Give the languages that the search of the built site stems, such as `en`."""
    search = config.plugins.get("search") or config.plugins.get("material/search")
    return tuple(search.config.lang or ()) if search else ()


def run(config: MkDocsConfig, notes: list[str], *, changed_only: bool = False) -> None:
    """Run mkdocs once. Raises BuildError with every warning, because a warning is a fault here.

    `changed_only` renders the pages that are newer than what is built of them, and leaves the others.
    """
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.exceptions import MkDocsException

    config.plugins.on_startup(command="build", dirty=changed_only)
    config.strict = not changed_only  # mkdocs counts its own warning of such a build
    try:
        mkdocs_build(config, dirty=changed_only)
        if changed_only and notes:
            raise BuildError("\n".join(notes))
    except (MkDocsException, SystemExit) as error:
        raise BuildError("\n".join(notes or [str(error)])) from None
    finally:
        config.plugins.on_shutdown()


def last_change(root: Path) -> str:
    """Give the time of the last commit in seconds, so that two builds of it are identical; "0" without git."""
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() or "0"
    except (OSError, subprocess.CalledProcessError):
        return "0"


@contextmanager
def quiet_mkdocs() -> Iterator[list[str]]:
    """Collect mkdocs' warnings and errors instead of printing them."""

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage()
            if not message.startswith("A 'dirty' build"):  # said of each build of some pages; no fault
                notes.append(_plain(record.levelname.lower(), message))

    notes: list[str] = []
    logger = logging.getLogger("mkdocs")
    handler = Collect(logging.WARNING)
    before: tuple[Any, ...] = (logger.level, logger.propagate)
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield notes
    finally:
        logger.removeHandler(handler)
        logger.level, logger.propagate = before


def _plain(level: str, message: str) -> str:
    """Give a message of mkdocs; of a macro's error the page and the whole cause, without the traceback."""
    macro = re.search(r"_File_: `(.+?)`\s+_(\w+)_: (.+?)\s*(?:\n *```|\Z)", message, re.DOTALL)
    return f"docs/{macro[1]}: a macro failed: {macro[3]} ({macro[2]})" if macro else f"{level}: {message}"
