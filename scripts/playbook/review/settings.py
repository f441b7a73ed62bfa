"""What a repository says of its own review: `[tool.playbook]` in pyproject.toml, or `.playbook.toml`."""

from __future__ import annotations

import datetime
import difflib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TIERS = ("everyone", "growing", "regulated")
FORMATS = ("toml", "yaml", "json", "ini", "env", "python")
KEYS = ("stage", "formats", "exclude", "standards", "exceptions")


class SettingsError(Exception):
    """The settings cannot be used; the message says where, why and how to mend it."""


@dataclass(frozen=True)
class Waiver:
    """An exception: why, until which day (inclusive; None is open-ended), and for which paths (none: all)."""

    standard: str
    reason: str
    until: datetime.date | None
    paths: tuple[str, ...]
    file: str
    line: int


@dataclass(frozen=True)
class Settings:
    """`stage` is the tier up to which standards are asked; `formats` those of parameter files (see CFG002)."""

    stage: str = "everyone"
    formats: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    standards: str = ""
    """A folder of the repository with private standards (900 to 999), of the same shape as docs/standards."""
    exceptions: tuple[Waiver, ...] = ()


def read_settings(data: dict[str, Any], text: str, file: str) -> Settings:
    """Give the settings in the table `data` of `file`, whose `text` is used to find lines. Raises SettingsError."""
    reader = _Reader(text, file)
    for key in data:
        if key not in KEYS:
            near = difflib.get_close_matches(key, KEYS, n=1)
            reader.fail(
                key, f"unknown key `{key}`", f"did you mean `{near[0]}`?" if near else f"allowed: {', '.join(KEYS)}"
            )
    stage = data.get("stage", "everyone")
    if stage not in TIERS:
        reader.fail("stage", f"the stage cannot be {stage!r}", f"use one of: {', '.join(TIERS)}")
    formats = reader.texts(data, "formats")
    for name in formats:
        if name not in FORMATS:
            reader.fail("formats", f"there is no format {name!r}", f"use some of: {', '.join(FORMATS)}")
    standards = data.get("standards", "")
    if not isinstance(standards, str) or Path(standards).is_absolute() or ".." in Path(standards).parts:
        reader.fail(
            "standards", "`standards` must be a folder of this repository", 'write standards = "path/to/folder"'
        )
    table = data.get("exceptions", {})
    if not isinstance(table, dict):
        reader.fail("exceptions", "`exceptions` must be a table", 'write PKG003 = {reason = "…", until = 2027-03-01}')
    waivers = tuple(reader.waiver(key, value) for key, value in table.items())
    return Settings(stage, formats, reader.texts(data, "exclude"), standards, waivers)


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self.lines = text.split("\n")
        self.file = file

    def line(self, word: str) -> int:
        """Give the first line that begins with the key `word`, or holds it, from 1."""
        key = re.compile(rf"\s*(\[.*\b)?[\"']?{re.escape(word)}\b")
        return next((number for number, line in enumerate(self.lines, 1) if key.match(line)), 1)

    def fail(self, word: str, what: str, mend: str) -> None:
        raise SettingsError(f"{self.file}:{self.line(word)}: {what}\n    mend: {mend}")

    def texts(self, data: dict[str, Any], key: str) -> tuple[str, ...]:
        value = data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fail(key, f"`{key}` must be a list of texts", f'write {key} = ["…"]')
        return tuple(value)

    def waiver(self, key: str, value: Any) -> Waiver:
        if not re.fullmatch(r"[A-Z]{2,4}[0-9]{3}", key):
            self.fail(key, f"`{key}` is no ID of a standard", "write it as PKG003")
        if not isinstance(value, dict):
            self.fail(
                key, f"the exception to {key} must be a table", f'write {key} = {{reason = "…", until = 2027-03-01}}'
            )
        for name in value:
            if name not in ("reason", "until", "paths"):
                self.fail(key, f"unknown key `{name}` in the exception to {key}", "allowed: reason, until, paths")
        reason = value.get("reason")
        if not isinstance(reason, str) or not reason.strip():
            self.fail(key, f"the exception to {key} has no reason", 'add reason = "…"')
        until = value.get("until")
        if isinstance(until, datetime.datetime) or not isinstance(until, datetime.date | None):
            self.fail(
                key, f"`until` of the exception to {key} must be a date", "write it without quotes: until = 2027-03-01"
            )
        return Waiver(key, str(reason), until, self.texts(value, "paths"), self.file, self.line(key))
