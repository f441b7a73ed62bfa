"""The standards as data, for programs: whole pages in JSON, and the light form that `playbook review` works with.

Nothing heavy is imported unless it has to be made from the pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from playbook.records.citing import permalink
from playbook.records.kept import kept

if TYPE_CHECKING:
    from playbook.records.library import Library
    from playbook.records.standard import Standard

FILE = "standards.json"
SCHEMA = "standards.schema.json"
PRIVATE_FROM = 900


@dataclass(frozen=True, slots=True)
class Entry:
    """A standard as the review knows it. `url` is its permalink; see records/standard.py for the fields."""

    id: str
    slug: str
    name: str
    rule: str
    tier: str
    level: str
    state: str
    decides: tuple[str, ...]
    leaves: tuple[str, ...]
    first_step: str
    comment: str
    url: str

    @property
    def checked(self) -> bool:
        """Whether a check decides a part of it."""
        return bool(self.decides)

    @property
    def asked(self) -> bool:
        """Whether anybody is held to it."""
        return self.state not in ("draft", "withdrawn")

    @property
    def private(self) -> bool:
        """Whether it belongs to the organisation that adopted the playbook."""
        return int(self.id[-3:]) >= PRIVATE_FROM


@dataclass(frozen=True)
class Catalogue:
    """All standards by ID, and the site that they are published on. `names` leads from slugs to IDs."""

    site_name: str
    site_url: str
    edition: str
    standards: dict[str, Entry]
    names: dict[str, str]
    whole: dict[str, Any]
    """The export as it is, with everything."""

    def find(self, key: str) -> Entry | None:
        """Give the standard with this ID (case does not matter), slug or former slug."""
        return self.standards.get(key.upper()) or self.standards.get(self.names.get(key.lower(), ""))


def export(library: Library, edition: str = "dev") -> dict[str, Any]:
    """Give all standards of `library` for standards.json; the schema stands in `schema()`."""
    from playbook.records.standard import Family, Standard

    site = library.organisation.site
    families = sorted(library.all(Family), key=lambda family: family.order)
    standards = sorted(library.all(Standard), key=lambda standard: standard.id)
    return {
        "$schema": f"{site.url}{SCHEMA}",
        "format": 1,
        "playbook": {"name": site.name, "url": site.url, "edition": edition},
        "families": [
            {"id": family.id, "title": family.title, "order": [m.id for m in family.standards]} for family in families
        ],
        "standards": [_standard(library, standard) for standard in standards],
    }


def _standard(library: Library, standard: Standard) -> dict[str, Any]:
    from playbook.records.citing import review_comment
    from playbook.records.evidence import plain
    from playbook.records.page import address

    site = library.organisation.site
    file = library.file_of(standard)
    text = {name: plain(getattr(standard, name)) for name in ("rule", "pain", "cost", "first_step", "comment")}
    lists = {name: [plain(item) for item in getattr(standard, name)] for name in ("decides", "leaves", "bring_in")}
    return {
        "id": standard.id,
        "slug": standard.slug,
        "former_slugs": list(standard.former_slugs),
        "family": standard.family,
        "name": standard.name,
        "level": standard.level,
        "tier": standard.tier,
        "state": standard.state,
        "since": standard.since,
        "replaced_by": standard.replaced_by,
        **text,
        **lists,
        "felt_by": list(standard.felt_by),
        "exceptions": [{"when": plain(item.when), "instead": plain(item.instead)} for item in standard.exceptions],
        "review_comment": review_comment(_Spoken(standard), site.url),
        "examples": {side: _example(library, standard, side) for side in ("bad", "good")},
        "related": list(standard.related),
        "history": [
            {"edition": item.edition, "date": item.date.isoformat(), "what": plain(item.what)}
            for item in standard.history
        ],
        "sources": list(library.citations[file]),
        "page": address(file),
        "permalink": permalink(site.url, standard.id),
    }


class _Spoken:
    """A standard's words without their citations."""

    def __init__(self, standard: Standard) -> None:
        from playbook.records.evidence import plain

        self.id, self.name, self.level = standard.id, standard.name, standard.level
        self.rule, self.comment = plain(standard.rule), plain(standard.comment)


def spoken_comment(standard: Standard, site_url: str) -> str:
    """Give the review comment of a record, without a place."""
    from playbook.records.citing import review_comment

    return review_comment(_Spoken(standard), site_url)


def _example(library: Library, standard: Standard, side: Any) -> dict[str, Any]:
    from playbook.records.evidence import plain
    from playbook.records.examples import kept, made

    example = standard.bad if side == "bad" else standard.good
    files = [
        {"path": path.as_posix(), "text": file.read_text(encoding="utf-8")}
        for path, file in kept(library, standard, side).items()
    ]
    bulk = [{"path": path.as_posix(), "bytes": size} for path, size in made(standard, side).items()]
    return {
        "title": plain(example.title),
        "says": plain(example.says),
        "shows": list(example.shows),
        "files": sorted([*files, *bulk], key=lambda item: str(item["path"])),
    }


_SAME = ("id", "slug", "name", "rule", "tier", "level", "state", "first_step", "comment")


def entry(row: dict[str, Any]) -> Entry:
    """Give the light form of one standard of an export."""
    same = {name: row[name] for name in _SAME}
    return Entry(**same, decides=tuple(row["decides"]), leaves=tuple(row["leaves"]), url=row["permalink"])


def read(whole: dict[str, Any]) -> Catalogue:
    """Give the light form of an export."""
    entries = {row["id"]: entry(row) for row in whole["standards"]}
    names = {slug: row["id"] for row in whole["standards"] for slug in (*row["former_slugs"], row["slug"])}
    site = whole["playbook"]
    return Catalogue(site["name"], site["url"], site["edition"], entries, names, whole)


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """Give the standards of this installation. Raises ProblemsError if they are to be made and a page is at fault."""
    return read(kept(FILE, ("docs/standards", "docs/about/sources"), export))
