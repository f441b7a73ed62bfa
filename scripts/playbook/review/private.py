"""Standards 900 to 999, which belong to one organisation: their pages in a folder, their checks in a package.

A fork of the playbook keeps such pages in docs/standards, beside the others. An organisation that does not fork names
a folder of the same shape in its settings: `standards = "path"`. Only front matter is read there.
"""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path, PurePath

from playbook.records.catalogue import PRIVATE_FROM, Catalogue, Entry
from playbook.review.settings import SettingsError
from playbook.review.verdict import Check

GROUP = "playbook.checks"
"""The entry points of an installed package: `ORG901 = "our_checks:tags_on_images"`, a function Repository → Verdict."""


def private_checks() -> dict[str, Check]:
    """Give the checks of private standards that installed packages offer, by ID."""
    return {
        point.name: point.load()
        for point in entry_points(group=GROUP)
        if point.name[-3:].isdigit() and int(point.name[-3:]) >= PRIVATE_FROM
    }


def with_private(catalogue: Catalogue, root: Path, folder: str) -> Catalogue:
    """Give `catalogue` with the standards that stand in `folder` of the repository `root` on top.

    Raises SettingsError with every fault of their pages: a number below 900, a key that is missing.
    """
    found = {entry.id: entry for entry in _entries(root, PurePath(folder))}
    names = {entry.slug: entry.id for entry in found.values()}
    return replace(catalogue, standards={**catalogue.standards, **found}, names={**catalogue.names, **names})


def _entries(root: Path, folder: PurePath) -> list[Entry]:
    pages = sorted((root / folder).glob("*/index.md"))
    if not pages or not (root / folder).resolve().is_relative_to(root.resolve()):
        raise SettingsError(f"{folder}: no private standards stand there\n    mend: put each at <ID>/index.md below it")
    entries, faults = [], []
    for page in pages:
        entry, said = _entry(root, PurePath(page.relative_to(root)))
        entries += entry
        faults += said
    if faults:
        raise SettingsError("\n".join(faults))
    return entries


def _entry(root: Path, file: PurePath) -> tuple[list[Entry], list[str]]:
    from pydantic import ValidationError

    from playbook.records import front_matter
    from playbook.records.evidence import plain
    from playbook.records.messages import explain
    from playbook.records.problems import ProblemsError
    from playbook.records.standard import Standard

    if (root / file).is_symlink():
        return [], [f"{file}: a link is not followed\n    mend: put the page itself there"]
    try:
        document = front_matter.read(root, file).document
        record = Standard.model_validate(document.data)
    except ProblemsError as error:
        return [], [str(problem) for problem in error.problems]
    except OSError as error:
        return [], [f"{file}: the system refuses it: {error.strerror}\n    mend: make it readable"]
    except ValidationError as error:
        return [], [str(problem) for problem in explain(error, Standard, document, ())]
    if not record.private or file.parent.name != record.id:
        what = f"{document.place(('id',))}: `{record.id}` is no private standard of this folder"
        return [], [f"{what}\n    mend: give it a number from 900 to 999, and the folder its name"]
    return [
        Entry(
            id=record.id,
            slug=record.slug,
            name=record.name,
            rule=plain(record.rule),
            tier=record.tier,
            level=record.level,
            state=record.state,
            decides=tuple(plain(item) for item in record.decides),
            leaves=tuple(plain(item) for item in record.leaves),
            first_step=plain(record.first_step),
            comment=plain(record.comment),
            url=file.as_posix(),
        )
    ], []
