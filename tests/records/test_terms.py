"""Each word of the glossary stands there once, and an abbreviation that a page uses is defined, or plain."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.records.loader import load
from playbook.records.problems import ProblemsError
from tests.records.made import playbook, standards
from tests.records.made_kit import kit

PAGE = "---\ntitle: A page\ndescription: A page.\nreader: You.\noutcome: A thing.\nminutes: 1\n---\nText. [@own]\n"
GLOSSARY = """---
kind: glossary
title: Words
description: The words.
reader: You ask.
outcome: One meaning.
minutes: 1
plain: [PDF]
terms:
  - {id: ci, term: CI, means: "Tests each change. [@own]", also: [continuous integration]}
%s---
Text. [@own]
"""


def made(root: Path, text: str = "", terms: str = "") -> Path:
    """Write the small playbook with a glossary, and with `text` in a page of its own."""
    playbook(root)
    (root / "docs/words.md").write_text(GLOSSARY % terms, encoding="utf-8")
    (root / "docs/page.md").write_text(f"{PAGE}{text}\n", encoding="utf-8")
    return root


def problems(root: Path) -> list[str]:
    with pytest.raises(ProblemsError) as caught:
        load(root)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("CI, CIs, a PDF and the PDF’s page.", id="known"),
        pytest.param("`XYZ`, [a page](XYZ.md) and https://example.org/XYZ [@own].", id="code and addresses"),
        pytest.param("```\nXYZ\n```", id="fence"),
        pytest.param("CI001, X1Y, pre-XYZ, XYZ-1 and PP-001.", id="IDs"),
    ],
)
def test_what_needs_no_entry(tmp_path: Path, text: str) -> None:
    load(made(tmp_path, text))


def test_code_of_a_record_is_no_text(tmp_path: Path) -> None:
    made(tmp_path)
    standards(tmp_path, "SAY001")
    page = kit(tmp_path) / "index.md"
    text = page.read_text(encoding="utf-8")
    step = "    does: [Say it.]\n"
    page.write_text(text.replace(step, f"{step}    code: |\n      export XYZ\n\n      run XYZ\n"), encoding="utf-8")
    load(tmp_path)
    page.write_text(text.replace(step, "    does: [Say XYZ.]\n    code: export XYZ\n"), encoding="utf-8")
    (found,) = problems(tmp_path)
    assert "does: [Say XYZ.]" in page.read_text(encoding="utf-8").splitlines()[int(found.split(":")[1]) - 1]


def test_an_abbreviation_that_nobody_has_defined_is_named_where_it_is_first_used(tmp_path: Path) -> None:
    found = problems(made(tmp_path, "A line.\nThe XYZ, and XYZ again, with an ABC."))
    last = len((tmp_path / "docs/page.md").read_text(encoding="utf-8").splitlines())
    assert [line.split("\n")[0] for line in found] == [
        f"docs/page.md:{last}:5: “XYZ” is used here, and the glossary does not have it",
        f"docs/page.md:{last}:33: “ABC” is used here, and the glossary does not have it",
    ]
    assert "define it in docs/words.md under `terms`" in found[0]


@pytest.mark.parametrize(
    ("terms", "place"),
    [
        pytest.param('  - {id: ci-2, term: ci, means: "Again. [@own]"}\n', "docs/words.md:11:22", id="term"),
        pytest.param(
            '  - {id: x2, term: Other, means: "Again. [@own]", also: [Continuous Integration]}\n',
            "docs/words.md:11:58",
            id="other form",
        ),
    ],
)
def test_a_word_is_defined_once(tmp_path: Path, terms: str, place: str) -> None:
    (found,) = problems(made(tmp_path, terms=terms))
    assert found.startswith(place)
    assert "is a form of `ci` already" in found
