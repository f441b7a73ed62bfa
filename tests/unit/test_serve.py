"""While somebody writes: the page follows what is saved, faults are told, the last good state stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from playbook.publish.serve import Draft, same_records
from playbook.publish.site import BuildError, Target
from playbook.records import ProblemsError, load
from tests.building import ROOT
from tests.records.made import playbook

CONFIG = """\
site_name: Small
plugins: [search, macros: {module_name: scripts/macros, on_undefined: strict, on_error_fail: true}]
markdown_extensions: [attr_list, def_list, playbook.pages.citations]
theme: {name: material, font: false}
"""


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    """A small playbook, built once."""
    root = playbook(tmp_path / "repository")
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    shutil.copytree(ROOT / "scripts", root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    made = Draft(root, Target(tmp_path / "site"))
    assert made.build() == "every page"
    return made


def change(draft: Draft, file: str, old: str, new: str) -> None:
    path = draft.root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def shown(draft: Draft, page: str) -> str:
    return (draft.target.folder / page).read_text(encoding="utf-8")


def test_a_sentence_builds_its_page_alone(draft: Draft) -> None:
    index = draft.target.folder / "search/search_index.json"
    before, other = index.read_bytes(), (draft.target.folder / "roles/one/index.html").stat().st_mtime_ns
    change(draft, "docs/index.md", "Hello.", "Good day.")
    assert draft.build() == "the pages whose text has changed"
    assert "Good day." in shown(draft, "index.html")
    assert (draft.target.folder / "roles/one/index.html").stat().st_mtime_ns == other
    assert index.read_bytes() == before


def test_a_record_builds_every_page(draft: Draft) -> None:
    change(draft, "docs/roles/one.md", "title: One", "title: Uno")
    assert draft.build() == "every page"
    assert "Uno" in shown(draft, "roles/two/index.html")


def test_a_citation_builds_every_page(draft: Draft) -> None:
    change(draft, "docs/index.md", "[@own]", "[@T01]")
    assert draft.build() == "every page"


def test_a_broken_record_leaves_the_last_good_state(draft: Draft) -> None:
    change(draft, "docs/index.md", "minutes: 1", "minuts: 1")
    with pytest.raises(ProblemsError, match="did you mean `minutes`"):
        draft.build()
    assert "Hello." in shown(draft, "index.html")
    change(draft, "docs/index.md", "minuts: 1", "minutes: 1")
    assert draft.build()


def test_an_unknown_macro_is_told_without_a_traceback(draft: Draft) -> None:
    change(draft, "docs/index.md", "Hello.", "Hello {{ nobody() }}.")
    with pytest.raises(BuildError) as caught:
        draft.build()
    assert str(caught.value) == "docs/index.md: a macro failed: 'nobody' is undefined (UndefinedError)"


def test_what_other_pages_draw_on(tmp_path: Path) -> None:
    first = load(playbook(tmp_path))
    assert same_records(first, load(tmp_path))
    (tmp_path / "playbook.yml").write_text(
        (tmp_path / "playbook.yml").read_text(encoding="utf-8").replace("people: 3", "people: 4"), encoding="utf-8"
    )
    assert not same_records(first, load(tmp_path))
