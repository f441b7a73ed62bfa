"""`playbook design new`: a document as a new file with the next number, never over another one."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playbook.commands import clock
from playbook.commands.design_files import one_of, refused
from playbook.design_docs.layout import file_name, laid_out, next_number
from playbook.design_docs.writing import PLACEHOLDER
from playbook.records.design_catalogue import Designs, TemplateEntry
from playbook.records.problems import ProblemsError

LONGEST = 90
"""Characters of a title; see records/design_front.py."""
MOST_TRIES = 1_000
"""Numbers that others may take while we look for one."""

_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")
"""Where nobody else reads a playbook."""
_HANDLE = re.compile(r"@[A-Za-z0-9][A-Za-z0-9._-]{0,59}")


@dataclass(frozen=True)
class Wanted:
    """What the caller asks for, as it was written."""

    template: str
    title: str
    folder: Path
    point: str | None
    owner: str | None
    stage: str


@dataclass(frozen=True)
class Laid:
    """A document that was laid out."""

    file: Path
    number: int
    template: TemplateEntry
    stage: str


def names(designs: Designs) -> Iterator[str]:
    """Give a line or two for each template."""
    wide = max(map(len, designs.templates), default=0)
    for one in designs.templates.values():
        first = len(one.sections(one.version, "problem"))
        title = one.title.removeprefix("Template: ")
        yield f"{one.id:{wide}}  {title[:1].upper()}{title[1:]}; version {one.version}; begins with {first} sections"
        yield f"{'':{wide}}  {one.url}"


def lay(designs: Designs, wanted: Wanted) -> Laid:
    """Write the document, and give where it is. Raises UsageError if something cannot be."""
    template = designs.templates[one_of(wanted.template, designs.templates, "template")]
    title = _title(wanted.title)
    point = designs.pain_points[one_of(wanted.point, designs.pain_points, "pain point")] if wanted.point else None
    owner = PLACEHOLDER if wanted.owner is None else _owner(wanted.owner, designs)
    try:
        wanted.folder.mkdir(parents=True, exist_ok=True)
        with _number(wanted.folder) as number:
            text = laid_out(
                designs, template, title, number, clock.today(), stage=wanted.stage, point=point, owner=owner
            )
            file = wanted.folder / file_name(number, title)
            _write(file, text)
    except OSError as error:
        raise refused(
            f"--dir {wanted.folder}: {error.strerror}", "name a folder that can be written to, or a new one"
        ) from None
    except ProblemsError as error:
        raise refused(f"--dir {wanted.folder}: {error.problems[0].what}", error.problems[0].mend) from None
    return Laid(file, number, template, wanted.stage)


def said(laid: Laid) -> Iterator[str]:
    """Give what was done, and what to do next."""
    file = shlex.quote(laid.file.as_posix())
    sections = laid.template.sections(laid.template.version, laid.stage)
    yield f"{laid.file.as_posix()} is laid out: DD-{laid.number:04d}, {laid.template.id}@{laid.template.version}"
    yield ""
    yield f"Fill in its {len(sections)} sections; each says in a comment what it asks:"
    yield from (f"  {section.title}" for section in sections)
    yield f"How each is written well and badly: {laid.template.url}"
    if urlsplit(laid.template.url).hostname in _THIS_MACHINE:
        yield "That address is this machine's, and stands in the comments: set `site.url` in the playbook's settings."
    yield ""
    yield f"Then check it: playbook design check {file}"


def _title(words: str) -> str:
    title = words.strip()
    if not re.search(r"\w", title):
        raise refused(f"--title {words!r}: it has no word", "say what the document is about, on one line")
    if not title.isprintable():
        raise refused(f"--title {words!r}: it is not one line of text", "leave out line breaks and control characters")
    if len(title) > LONGEST:
        raise refused(f"--title has {len(title)} characters", f"say it in {LONGEST}")
    return title


def _owner(name: str, designs: Designs) -> str:
    if name.startswith("@"):
        if not _HANDLE.fullmatch(name):
            raise refused(f"--owner {name!r}: this is no handle", "write it as @ and letters, digits, `.`, `-` or `_`")
        return name
    return one_of(name, designs.roles, "role", "A person or a team is named as @handle")


@contextmanager
def _number(folder: Path) -> Iterator[int]:
    """Give the next number of `folder`, which nobody else is given until this ends.

    An empty file with the number holds the place: the system makes it for one of two who ask at the same time. It is
    looked again then whether the number is free, as the other may be done by now.
    """
    number = next_number(folder)
    for _try in range(MOST_TRIES):
        place = folder / f".{number:04d}.taken"
        try:
            os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        except FileExistsError:
            number += 1
            continue
        try:
            if not any(folder.glob(f"{number:04d}-*.md")):
                yield number
                return
            number = next_number(folder)
        finally:
            with suppress(OSError):
                place.unlink()
    raise refused(f"{folder}: no number is free", "take away the files in it that end with .taken")


def _write(file: Path, text: str) -> None:
    """Write a new file. Raises FileExistsError if there is one; half a file is taken away."""
    with file.open("xb") as out:
        try:
            out.write(text.encode("utf-8"))
        except OSError:
            with suppress(OSError):
                file.unlink()
            raise
