"""The templates of design documents, and what a document may name, as data: what `playbook design` works with.

Nothing heavy is imported unless it has to be made from the pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from playbook.records.kept import kept

if TYPE_CHECKING:
    from playbook.records.library import Library

FILE = "design.json"
MADE_OF = ("docs/design", "docs/roles", "docs/priorities", "docs/about/sources")
STAGES = ("problem", "pilot", "rollout", "operated", "retired")
"""The same as in records/design.py, which is too heavy to import here; a test holds them together."""


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """A section as it is in one version of a template; see records/design.py for the fields.

    `formerly` are its ids in the versions before. `url` is the part of the template's page that explains it.
    """

    id: str
    title: str
    stage: str
    asks: str
    form: str | None
    formerly: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class TemplateEntry:
    """A template. `versions` are the sections of each of its versions, in order."""

    id: str
    title: str
    url: str
    versions: Mapping[int, tuple[SectionEntry, ...]]

    @property
    def version(self) -> int:
        """The newest."""
        return max(self.versions)

    def sections(self, version: int, stage: str) -> tuple[SectionEntry, ...]:
        """Give the sections that `version` asks for at `stage`: its own and those of the stages before."""
        reached = STAGES.index(stage)
        return tuple(item for item in self.versions[version] if STAGES.index(item.stage) <= reached)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a pain point: taken on a date from a source, or, where both are empty, hoped for."""

    what: str
    value: float
    unit: str
    date: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    what: str
    of: str
    hours: float
    until: str


@dataclass(frozen=True, slots=True)
class PainPointEntry:
    """What a document takes over from a pain point."""

    id: str
    title: str
    statement: str
    story: str
    component: str
    before: tuple[Number, ...]
    after: tuple[Number, ...]
    asks: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Designs:
    """`roles` and `measures` are titles by id; `components` are the toolbelt's, each with what the organisation has."""

    site_name: str
    site_url: str
    edition: str
    templates: Mapping[str, TemplateEntry]
    roles: Mapping[str, str]
    measures: Mapping[str, str]
    components: Mapping[str, str]
    pain_points: Mapping[str, PainPointEntry]


def export(library: Library, edition: str = "dev") -> dict[str, Any]:
    """Give all of it for design.json."""
    from playbook.records.design import DesignTemplate
    from playbook.records.evidence import plain
    from playbook.records.measure import Measure
    from playbook.records.pain_point import PainPoint
    from playbook.records.role import Role

    site = library.organisation.site
    return {
        "format": 1,
        "playbook": {"name": site.name, "url": site.url, "edition": edition},
        "templates": [_template(template, site.url) for template in library.all(DesignTemplate)],
        "roles": {role.id: role.title for role in library.all(Role)},
        "measures": {measure.id: plain(measure.title) for measure in library.all(Measure)},
        "components": {tool.component: tool.chosen or "" for tool in library.organisation.tools},
        "pain_points": [_pain_point(point) for point in library.all(PainPoint)],
    }


def _template(template: Any, site_url: str) -> dict[str, Any]:
    from playbook.records.evidence import plain

    url = f"{site_url}design/{template.id}/"
    versions: dict[str, list[dict[str, Any]]] = {}
    for version in range(1, template.version + 1):
        versions[str(version)] = [
            {
                "id": at[0],
                "title": at[1],
                "stage": section.stage,
                "asks": plain(section.asks),
                "form": section.form,
                "formerly": [former.id for former in section.formerly if former.until < version],
                "url": f"{url}#{section.id}",
            }
            for section in template.sections
            if (at := section.at(version))
        ]
    return {"id": template.id, "title": template.title, "url": url, "versions": versions}


def _pain_point(point: Any) -> dict[str, Any]:
    from playbook.records.evidence import plain

    return {
        "id": point.id,
        "title": point.title,
        "statement": plain(point.statement),
        "story": plain(point.before.story),
        "component": point.component or "",
        "before": [
            {"what": m.what, "value": m.value, "unit": m.unit, "date": m.date.isoformat(), "source": plain(m.source)}
            for m in point.before.measures
        ],
        "after": [{"what": m.what, "value": m.value, "unit": m.unit} for m in point.after.measures],
        "asks": [
            {"what": plain(ask.what), "of": str(ask.of), "hours": ask.hours, "until": ask.until.isoformat()}
            for ask in point.ask
        ],
    }


def read(whole: dict[str, Any]) -> Designs:
    """Give the typed form of an export."""
    site = whole["playbook"]
    return Designs(
        site["name"],
        site["url"],
        site["edition"],
        {row["id"]: _read_template(row) for row in whole["templates"]},
        whole["roles"],
        whole["measures"],
        whole["components"],
        {row["id"]: _read_point(row) for row in whole["pain_points"]},
    )


def _read_template(row: dict[str, Any]) -> TemplateEntry:
    versions = {
        int(version): tuple(SectionEntry(**{**section, "formerly": tuple(section["formerly"])}) for section in sections)
        for version, sections in row["versions"].items()
    }
    return TemplateEntry(row["id"], row["title"], row["url"], versions)


def _read_point(row: dict[str, Any]) -> PainPointEntry:
    numbers = {side: tuple(Number(**number) for number in row[side]) for side in ("before", "after")}
    asks = tuple(Asked(**ask) for ask in row["asks"])
    return PainPointEntry(**{**row, **numbers, "asks": asks})


@lru_cache(maxsize=1)
def designs() -> Designs:
    """Give the templates of this installation. Raises ProblemsError if they are to be made and a page is at fault."""
    return read(kept(FILE, MADE_OF, export))
