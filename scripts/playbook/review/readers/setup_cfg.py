"""setup.cfg: the declarative metadata of setuptools."""

from __future__ import annotations

import configparser
import re

from playbook.review.readers.declared import Declared, place
from playbook.review.readers.requirements import requirement
from playbook.review.readers.setup_py import entry_points
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

_DECLARES = re.compile(r"^\[(?:metadata|options)[\]. ]", re.MULTILINE)


def read_setup_cfg(repository: Repository, path: str) -> Declared:
    """Read a setup.cfg. One that only configures tools declares no package."""
    found = Declared(path)
    try:
        text = repository.text(path)
    except UnreadError as error:
        found.unread = [error.finding]
        return found
    if _DECLARES.search(text):
        parser = configparser.RawConfigParser(strict=False)
        try:
            parser.read_string(text)
        except configparser.Error as error:
            found.package = True
            found.dark(int(getattr(error, "lineno", 0) or 0), f"this is no configuration: {type(error).__name__}")
            return found
        _Reader(repository, found, parser).read()
    return found


class _Reader:
    def __init__(self, repository: Repository, found: Declared, parser: configparser.RawConfigParser) -> None:
        self.repository, self.found, self.parser = repository, found, parser
        self.folder = found.path.rpartition("/")[0]
        self.lines = repository.lines(found.path)

    def read(self) -> None:
        found, parser = self.found, self.parser
        found.name = parser.get("metadata", "name", fallback="").strip()
        found.package = found.build_system = bool(found.name)
        self._take("options", "install_requires", "")
        self._take("options", "install-requires", "")
        for extra in _keys(parser, "options.extras_require"):
            self._take("options.extras_require", extra, extra.partition(":")[0])
        for group in ("console_scripts", "gui_scripts"):
            found.scripts |= entry_points(parser.get("options.entry_points", group, fallback="").split("\n"))
        for file in parser.get("options", "scripts", fallback="").split():
            found.scripts[file.rpartition("/")[2]] = file

    def _take(self, section: str, key: str, group: str) -> None:
        value = self.parser.get(section, key, fallback="")
        if value.strip().startswith("file:"):
            files = [name.strip() for name in value.strip().removeprefix("file:").split(",")]
            self.found.take_files(self.repository, self.folder, files, group)
            return
        pieces = value.split("\n") if "\n" in value else value.split(";")  # as setuptools splits them
        for text in (piece.strip() for piece in pieces):
            if text and not text.startswith("#") and "%(" not in text:
                line = place(self.lines, section, key, text)
                self.found.requirements.append(requirement(text, self.found.path, line, group))


def _keys(parser: configparser.RawConfigParser, section: str) -> list[str]:
    return list(parser[section]) if parser.has_section(section) else []
