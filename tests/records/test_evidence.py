"""Each page says where its advice comes from; each claim has a page; no citation is for nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.records.evidence import CITATION, OWN, Claim, Work, cited
from playbook.records.library import Library
from playbook.records.loader import load

ROOT = Path(__file__).resolve().parents[2]

BUILT = {
    "team", "roles", "hiring", "glossary", "adoption", "standards", "matrix", "before-after", "kpis", "toolbelt",
    "workshops", "onboarding", "design-docs",
}  # fmt: skip
"""The parts of the playbook that exist; a claim whose home is one of them must be cited. Later parts join here."""


@pytest.fixture(scope="module")
def library() -> Library:
    return load(ROOT)


def test_every_page_cites_something(library: Library) -> None:
    assert [str(file) for file in library.entries if not library.citations[file]] == []


def test_every_page_begins_and_ends_as_pages_do(library: Library) -> None:
    wrong = [
        str(file)
        for file, entry in library.entries.items()
        if "{{ evidence() }}" not in entry.body
        or not any(f"{{{{ {way}() }}}}" in entry.body for way in ("opening", "role_top", "standard_top", "four_doors"))
    ]
    assert wrong == []


def test_every_claim_of_a_built_part_is_cited(library: Library) -> None:
    used = {key for keys in library.citations.values() for key in keys}
    homeless = [claim.id for claim in library.all(Claim) if BUILT & set(claim.home) and claim.id not in used]
    assert homeless == []


def test_no_work_is_listed_for_nothing(library: Library) -> None:
    used = {key for keys in library.citations.values() for key in keys}
    assert [work.id for work in library.all(Work) if work.id not in used] == []


def test_the_register_is_whole(library: Library) -> None:
    assert len(library.all(Claim)) == 77
    assert all(claim.seconds < 64 * 60 for claim in library.all(Claim)), "the recording lasts 64 minutes"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        pytest.param("A. [@T05]", ["T05"], id="one"),
        pytest.param("A. [@T05 @own]", ["T05", OWN], id="two"),
        pytest.param("A. [@T05; @team-api]", ["T05", "team-api"], id="semicolon"),
        pytest.param("mail@example.org and [a link](b)", [], id="no citation"),
    ],
)
def test_citations_are_found(text: str, keys: list[str]) -> None:
    assert [key for _offset, key in cited(text)] == keys


def test_nothing_looks_like_a_citation_and_is_none(library: Library) -> None:
    """`[T05]` or `[@ T05]` would be printed as it stands."""
    import re

    odd = re.compile(r"\[@?\s*[A-Z]\d\d\b[^\]]*\](?!\()|\[@\s")
    found = [
        f"docs/{file}: {match.group()}"
        for file, entry in library.entries.items()
        for match in odd.finditer(entry.body)
        if not CITATION.match(match.group())
    ]
    assert found == []
