"""The doors of the page "not found": a template made from records, in which text stays text."""

from __future__ import annotations

from html import escape
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from playbook.publish.doors import PARTIAL, write_doors
from playbook.records.library import Library
from playbook.records.page import Home
from tests.unit.made import NASTY, PAGE, library


def rendered(root: Path, doors: list[dict[str, str]]) -> str:
    """Write the partial of a front page with `doors` and render it as the theme does."""
    home = Home.model_validate({**PAGE, "kind": "home", "title": "Start", "doors": doors})
    records = library(pages={"index.md": home})
    write_doors(Library(root, records.entries, records.records))
    environment = Environment(undefined=StrictUndefined, autoescape=False)
    environment.filters["url"] = lambda address: f"/sub/{address}"
    return environment.from_string((root / PARTIAL).read_text(encoding="utf-8")).render()


def test_text_of_a_door_is_neither_a_template_nor_html(tmp_path: Path) -> None:
    door = {"says": NASTY, "to": "a/it's {{ x }}.md", "gives": f"{NASTY} {{# gone #}} [@T01 @own]"}
    made = rendered(tmp_path, [door] * 4)
    assert made.count("<li>") == 4
    said = escape(NASTY).replace("{", "&#123;")
    assert f">{said}</a> <span>{said} &#123;# gone #}}</span></li>" in made
    assert 'href="/sub/a/it%27s%20%7B%7B%20x%20%7D%7D/"' in made


def test_it_is_written_only_when_it_changes(tmp_path: Path) -> None:
    door = {"says": "I am new", "to": "roles/index.md", "gives": "Find your seat."}
    assert rendered(tmp_path, [door] * 4).count('href="/sub/roles/"') == 4
    before = (tmp_path / PARTIAL).stat().st_mtime_ns
    rendered(tmp_path, [door] * 4)
    assert (tmp_path / PARTIAL).stat().st_mtime_ns == before
