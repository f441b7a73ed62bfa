"""A word of the glossary is linked where a page first uses it, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

import pytest
from lxml import html as parser

from playbook.publish.terms import linked_once
from playbook.records.library import Library
from playbook.records.page import Glossary, Term, address
from playbook.records.terms import pattern, term_of

SOURCES = PurePath("about/sources/index.md")
"""The register repeats the words of the interview."""

TERMS = [
    Term(id="ci", term="CI", means="Tests each change. [@T01] It is quick to set up."),
    Term(id="sweet-spot", term="Sweet spot", means='Few standards & no "template".'),
    Term(id="sre", term="SRE", means="Keeps it running.", also=("site reliability engineering",)),
    Term(id="kendalls-w", term="Kendall's W", means="A number."),
]


def linked(article: str) -> str:
    return linked_once(article, TERMS, pattern(TERMS), "../about/glossary/")


def terms_in(article: str) -> list[tuple[str, str]]:
    """Give the id and the words of each linked term."""
    found = re.findall(r'<a class="g-term" href="../about/glossary/#term-([\w-]+)" title="[^"]*">([^<]*)</a>', article)
    return [(str(key), str(words)) for key, words in found]


@pytest.mark.parametrize(
    ("article", "found"),
    [
        pytest.param("<p>Set up CI, then CI.</p><p>CI</p>", [("ci", "CI")], id="first use only"),
        pytest.param("<p>A Sweet spot and sweet\nspots.</p>", [("sweet-spot", "Sweet spot")], id="any case"),
        pytest.param("<p>two sweet spots</p>", [("sweet-spot", "sweet spots")], id="plural"),
        pytest.param("<p>ci, CIO, CI001, pre-CI, CI-only</p>", [], id="other words"),
        pytest.param("<p>Site reliability engineering, SRE</p>", [("sre", "Site reliability engineering")], id="also"),
        pytest.param("<p>Kendall’s W</p>", [("kendalls-w", "Kendall’s W")], id="apostrophe of print"),
        pytest.param("<h2>CI</h2><pre><code>CI</code></pre><p><a href='x'>CI <b>SRE</b></a></p>", [], id="no text"),
        pytest.param("<playbook-x><p>CI</p><template><b>CI</b></template></playbook-x>", [], id="in a tool"),
        pytest.param(
            '<div class="g-sources"><div><dl><dd>CI</dd></dl></div></div><p>SRE</p>', [("sre", "SRE")], id="after"
        ),
        pytest.param("<table><tr><td>CI<br>SRE</td></tr></table><!-- CI --><p>x</p>", [], id="table and comment"),
    ],
)
def test_where_a_term_is_linked(article: str, found: list[tuple[str, str]]) -> None:
    after = linked(article)
    assert terms_in(after) == found
    assert re.sub(r'<a class="g-term"[^>]*>([^<]*)</a>', r"\1", after) == article


def test_the_tooltip_is_a_sentence_without_citations_and_is_text() -> None:
    titles = [str(link.get("title")) for link in parser.fromstring(linked("<p>CI, sweet spot</p>")).iter("a")]
    assert titles[0] == "Tests each change."
    assert titles[1] == 'Few standards & no "template".'


def test_each_term_is_used_by_some_page_and_leads_to_its_entry(site: Path, library: Library) -> None:
    """A word that no page uses need not be defined; forms in headings and tables count, where nothing is linked."""
    record = library.one(Glossary)
    own = library.file_of(record)
    finder = pattern(record.terms)
    pages = [site / address(file) / "index.html" for file in library.entries if file not in (own, SOURCES)]
    text = "\n".join(str(parser.parse(str(page)).xpath("string(//article)")) for page in pages)
    used = {term_of(match, record.terms).id for match in finder.finditer(text)}
    assert sorted({term.id for term in record.terms} - used) == []
    page = (site / "team/adoption/index.html").read_text(encoding="utf-8")
    assert 'class="g-term" href="../../about/glossary/#term-chapter"' in page
