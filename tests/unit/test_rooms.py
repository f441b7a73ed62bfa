"""The house's rules: arrows point one way, files stay small, no macro hides behind a field."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from playbook.pages.macros import OF_A_RECORD, ON_ANY_PAGE
from playbook.records.kinds import PAGES

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "scripts/playbook"
MAY_IMPORT = {
    "records": {"records"},
    "priorities": {"records", "priorities"},
    "workshops": {"records", "workshops"},
    "design_docs": {"records", "design_docs"},
    "pages": {"records", "priorities", "workshops", "design_docs", "pages"},
    "publish": {"records", "workshops", "design_docs", "publish"},
    "review": {"records", "review"},
    "commands": {"records", "priorities", "workshops", "design_docs", "pages", "publish", "review", "commands"},
}
FILES = sorted(PACKAGE.rglob("*.py"))


def imported_rooms(file: Path) -> set[str]:
    """Give the rooms of the package that `file` imports."""
    names = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    return {name.split(".")[1] for name in names if name.startswith("playbook.")}


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_arrows_point_one_way(room: str) -> None:
    wrong = {
        str(file.relative_to(PACKAGE)): rooms
        for file in (PACKAGE / room).rglob("*.py")
        if (rooms := imported_rooms(file) - MAY_IMPORT[room])
    }
    assert wrong == {}


def test_every_room_has_its_rule() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert rooms == set(MAY_IMPORT)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_files_stay_small_and_say_what_they_are(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert ast.get_docstring(ast.parse(text)), "the file has no docstring"


def test_no_macro_is_named_like_a_field_of_a_page_or_an_extra() -> None:
    """mkdocs-macros lets front matter and `extra` of mkdocs.yml hide a macro of the same name."""
    macros = {*ON_ANY_PAGE, *OF_A_RECORD, "org"}
    extra = re.search(r"^extra:\n((?:  .*\n)+)", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert extra
    hiding = {name for kind in PAGES for name in kind.model_fields} | set(
        re.findall(r"^  (\w+):", extra[1], re.MULTILINE)
    )
    assert "edition" in hiding
    assert hiding & macros == set()
