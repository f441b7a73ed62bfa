"""While somebody writes: the page follows what is saved, faults are told, the last good state stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from playbook.publish.serve import Draft, same_records
from playbook.publish.site import BuildError, Target
from playbook.records.loader import load
from playbook.records.problems import ProblemsError
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
    assert (draft.target.folder / "standards.json").is_file(), "pages link to the exports"


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


def test_a_macro_that_fails_is_told_with_its_place_and_its_mend(draft: Draft) -> None:
    board = draft.root / "docs/priorities/board.json"
    board.parent.mkdir()
    board.write_text('{"items": }', encoding="utf-8")
    change(draft, "docs/index.md", "Hello.", "Hello {{ our_board() }}.")
    with pytest.raises(BuildError) as caught:
        draft.build()
    assert "board.json:1:11: a value is missing here\n" in str(caught.value)
    assert "mend: is the file whole?" in str(caught.value)
    assert "Traceback" not in str(caught.value)


def test_a_macro_that_fails_in_every_page_leaves_the_last_good_state(draft: Draft) -> None:
    """The title makes mkdocs build every page, and it empties its folder before the macro fails."""
    for old, new in (("title: Start", "title: Begin"), ("Hello.", "Hello {{ nobody() }}.")):
        change(draft, "docs/index.md", old, new)
    with pytest.raises(BuildError):
        draft.build()
    assert "Hello." in shown(draft, "index.html")
    for old, new in (("title: Begin", "title: Start"), ("{{ nobody() }}", "again")):
        change(draft, "docs/index.md", old, new)
    assert draft.build() == "the pages whose text has changed"
    assert "Hello again." in shown(draft, "index.html")
    assert "One" in shown(draft, "roles/one/index.html")


def test_a_link_that_leads_nowhere_is_told_until_it_is_mended(draft: Draft) -> None:
    change(draft, "docs/index.md", "Hello.", "[Hello](nowhere.md).")
    for _save in range(2):
        with pytest.raises(BuildError, match=r"nowhere\.md"):
            draft.build()
        assert "Hello." in shown(draft, "index.html")


def test_a_page_that_is_renamed_or_deleted_leaves_its_address(draft: Draft) -> None:
    page = draft.root / "docs/roles/two.md"
    page.rename(page.with_name("deux.md"))
    assert draft.build() == "every page"
    assert shown(draft, "roles/deux/index.html")
    assert not (draft.target.folder / "roles/two").exists()
    (draft.root / "docs/more.md").write_bytes((draft.root / "docs/index.md").read_bytes())
    draft.build()
    (draft.root / "docs/more.md").unlink()
    assert draft.build() == "every page"
    assert not (draft.target.folder / "more").exists()


def test_what_other_pages_draw_on(tmp_path: Path) -> None:
    first = load(playbook(tmp_path))
    assert same_records(first, load(tmp_path))
    (tmp_path / "playbook.yml").write_text(
        (tmp_path / "playbook.yml").read_text(encoding="utf-8").replace("people: 3", "people: 4"), encoding="utf-8"
    )
    assert not same_records(first, load(tmp_path))
