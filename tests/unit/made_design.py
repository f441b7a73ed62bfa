"""Small libraries with templates, documents and the pages that show them, and the site's own Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import Any

import yaml
from lxml import html
from markdown import Markdown

from playbook.records.design import DesignExample, DesignReview, DesignTemplate
from playbook.records.library import Library
from playbook.records.page import Page
from tests.building import ROOT
from tests.unit.made import PAGE, library

FRONT = {
    "template": "small@2",
    "id": "DD-0007",
    "title": "A title",
    "status": "draft",
    "stage": "problem",
    "tier": "everyone",
    "owner": "one",
    "decision_makers": ["other", "@somebody"],
    "created": "2026-11-02",
    "review_by": "2027-01-31",
}


def section(key: str, **changes: Any) -> dict[str, Any]:
    data = {"id": key, "title": key.capitalize(), "stage": "problem", "asks": f"What is {key}?"}
    return data | {"good": [f"Good {key}."], "weak": [f"Weak {key}."], "because": f"No {key}."} | changes


SECTIONS = (
    section("context"),
    section("before", form="before", good=["lead time | 9 days | 2026-11-01 | log"], weak=["time | long | – | –"]),
    section("options", formerly=[{"id": "set-aside", "title": "Set aside", "until": 1}]),
    section("gone", until=1),
    section("trial", stage="pilot", since=2, good=["One.", "Two."]),
)


def template(sections: Iterable[dict[str, Any]] = SECTIONS, **changes: Any) -> DesignTemplate:
    versions = [{"version": n, "edition": "1.0", "date": f"2026-11-0{n}", "what": f"Change {n}."} for n in (1, 2)]
    data = {**PAGE, "kind": "design-template", "id": "small", "order": 1, "title": "Template: small thing"}
    rest = {"use": ["Always. [@T01]"], "instead": ["Never."], "hours": (1, 2), "versions": versions}
    return DesignTemplate.model_validate({**data, **rest, "sections": list(sections), **changes}, strict=False)


def review(**changes: Any) -> DesignReview:
    lines = [{"looks": f"Matter {n}. [@T01]", "asks": f"What of {n}? [@T01]"} for n in (1, 2, 3)]
    reviewers = [{"role": role, "reads": f"All, says {role}.", "lines": lines} for role in ("one", "other")]
    return DesignReview.model_validate(
        {**PAGE, "kind": "design-review", "title": "Reviewing", "reviewers": reviewers, **changes}
    )


def written(body: str, **front: Any) -> str:
    """Give a document with `body` below its title."""
    return f"---\n{yaml.safe_dump(FRONT | front, allow_unicode=True)}---\n\n# A title\n\n{body}"


def shelf(root: Path, documents: Mapping[str, str], pages: Mapping[str, Page] | None = None, **changes: Any) -> Library:
    """Make a library below `root`: a template, and a page for each of `documents`, by their place in docs/design/."""
    others: dict[str, Page] = {"design/small.md": template(), **(pages or {})}
    breaks = changes.pop("breaks", {})
    for place, text in documents.items():
        file = root / "docs/design" / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        name = place.rpartition("/")[2].removesuffix(".md")
        data = {**PAGE, "kind": "design-example", "title": name, "document": place, "breaks": breaks.get(place, ())}
        others[f"design/examples/{name}.md"] = DesignExample.model_validate(data, strict=False)
    made = library(pages=others, **changes)
    made.root = root
    made.records[DesignReview] = {one.title: one for one in others.values() if isinstance(one, DesignReview)}
    made.records[DesignTemplate] = {one.id: one for one in others.values() if isinstance(one, DesignTemplate)}
    return made


def example(made: Library, name: str) -> DesignExample:
    record = made.entries[PurePath(f"design/examples/{name}.md")].record
    assert isinstance(record, DesignExample)
    return record


def on_the_site(fragment: str) -> Any:
    """Give a fragment as the tree of its HTML, through all extensions of mkdocs.yml, snippets too."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = yaml.safe_load(text[text.index("markdown_extensions:") : text.index("validation:")])
    extensions = listed["markdown_extensions"]
    names = [one if isinstance(one, str) else next(iter(one)) for one in extensions]
    settings = {key: value for one in extensions if isinstance(one, dict) for key, value in one.items()}
    settings["toc"] |= {"permalink": False}
    settings["pymdownx.snippets"] |= {"base_path": [str(ROOT)]}
    return html.fromstring(f"<main>{Markdown(extensions=names, extension_configs=settings).convert(fragment)}</main>")
