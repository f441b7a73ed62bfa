"""The text of a document on a page: it stays text, and its links lead to what the site has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from playbook.pages.design_documents import document_page
from playbook.pages.here import Here
from playbook.records.page import Page
from tests.unit.made import PAGE, here, texts, words
from tests.unit.made_design import example, on_the_site, shelf, written

NAME = "0007-a-title"
HERE = f"design/examples/{NAME}.md"


def at(root: Path, body: str, **documents: str) -> Here:
    places = {f"documents/{NAME}.md": written(body)}
    places |= {f"documents/{name.replace('_', '-')[1:]}.md": text for name, text in documents.items()}
    page = Page.model_validate({**PAGE, "title": "Board"})
    return here(shelf(root, places, {"priorities/our-board.md": page}), HERE)


def shown(root: Path, body: str, **documents: str) -> Any:
    where = at(root, body, **documents)
    return on_the_site(document_page(where, example(where.library, NAME)))


MARKUP = {
    "a macro": ("It is {{ org_name() }} and {% raw %}.", "It is {{ org_name() }} and {% raw %}."),
    "a script": ("Say <script>alert(1)</script> and <b>bold</b>.", "Say <script>alert(1)</script> and <b>bold</b>."),
    "a block of HTML": ("<div onclick='x'>\nText\n</div>", "<div onclick='x'> Text </div>"),
    "a source": ("It is said [@P12].", "It is said [@P12]."),
    "a file of the repository": ('--8<-- "playbook.yml"', '--8<-- "playbook.yml"'),
    "an admonition": ('!!! note "Title"', '!!! note "Title"'),
    "attributes": ("Words { .g-lede #sources }", "Words { .g-lede #sources }"),
    "a definition": ("Term\n: Meaning", "Term : Meaning"),
    "a picture": ("See ![the figure](https://example.org/x.png).", "See the figure."),
    "a script as an address": ("[go](javascript:alert(1))", "[go](javascript:alert(1))"),
    "a comment": ("Before <!-- asks: `x` --> after.\n\n<!-- what is asked\n\nhere -->\n\nEnd.", "Before after. End."),
}


@pytest.mark.parametrize(("body", "said"), MARKUP.values(), ids=MARKUP)
def test_it_stays_text(tmp_path: Path, body: str, said: str) -> None:
    tree = shown(tmp_path, f"## Context {{ #context }}\n\n{body}\n\n## Options {{ #options }}\n\nNone.\n")
    written_there = " ".join(words(part) for part in tree.find_class("g-written"))
    assert " ".join(written_there.split()) == f"{said} None."
    assert [part.tag for part in tree.iter("script", "b", "img", "iframe")] == []
    assert tree.xpath("//@onclick | //@style") == []
    assert tree.xpath("//h2/@id") == ["context", "options"]


CODE = """\
~~~markdown
```python
--8<-- "playbook.yml"
## Not a heading { #context }
{{ x }} <!-- stays -->
```
~~~
"""


def test_code_is_shown_to_the_letter(tmp_path: Path) -> None:
    tree = shown(tmp_path, f"## Context {{ #context }}\n\n{CODE}\n    indented `code`\n")
    first, second = tree.iter("pre")
    assert first.text_content() == CODE.split("\n", 1)[1].removesuffix("~~~\n")
    assert second.text_content() == "indented `code`\n"
    assert tree.xpath("//h2/@id") == ["context"]


def test_headings_keep_their_ids_and_order_whatever_they_are(tmp_path: Path) -> None:
    body = (
        "Setext\n------\n\n##### Deep `x_1` *and* [@P12]\n\n## Sources { #sources }\n\n[up](#sources)\n\n"
        "## Costs\n\n## Costs\n\n# Another title\n\n> ## Quoted\n\n- # Listed\n"
    )
    tree = shown(tmp_path, body)
    headings = [(part.tag, part.get("id"), words(part)) for part in tree.iter("h1", "h2", "h3", "h4", "h5")]
    assert headings == [
        ("h2", "setext", "Setext"),
        ("h3", "deep-x_1-and-p12", "Deep x_1 and [@P12]"),
        ("h2", "section-sources", "Sources"),
        ("h2", "costs", "Costs"),
        ("h2", "costs-2", "Costs"),
        ("h2", "another-title", "Another title"),
    ]
    assert tree.xpath("//a[text()='up']/@href")[0].endswith("#section-sources")
    assert texts(tree, "blockquote") == ["Quoted"]
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_title_and_what_stands_above_it(tmp_path: Path) -> None:
    tree = shown(tmp_path, "Right below the title.\n\n## Context { #context }\n\nText.\n")
    assert texts(tree, "h1") == []
    assert [words(part) for part in tree.find_class("g-written")] == ["Right below the title.", "Text."]


LINKS = {
    "a page": ("../../priorities/our-board.md#pp-001", "../../../priorities/our-board/#pp-001"),
    "another document": ("0001-old.md", "../0001-old/"),
    "a section of it": ("0001-old.md#context", "../0001-old/#context"),
    "a section of it that the page calls otherwise": ("0001-old.md#sources", "../0001-old/#section-sources"),
    "a place that it does not have": ("0001-old.md#nowhere", "../0001-old/"),
    "a section of its own": ("#context", "#context"),
    "the web": ("https://example.org/a#b", "https://example.org/a#b"),
    "a letter": ("mailto:x@example.org", "mailto:x@example.org"),
    "a file that is no page": ("../../../src/x.py", None),
    "a page that is not there": ("../../roles/nobody.md", None),
    "outside": ("../../../../../etc/passwd", None),
}


@pytest.mark.parametrize(("address", "leads"), LINKS.values(), ids=LINKS)
def test_links_lead_to_what_the_site_has(tmp_path: Path, address: str, leads: str | None) -> None:
    old = written("## Context { #context }\n\nOld.\n\n## Sources { #sources }\n\nNone.\n", id="DD-0001", title="Old")
    tree = shown(tmp_path, f"## Context {{ #context }}\n\nSee [**the** word]({address}) there.\n", _0001_old=old)
    (text,) = tree.find_class("g-written")
    assert words(text) == "See the word there."
    assert text.xpath(".//a/@href") == ([leads] if leads else [])


def test_a_table_of_the_template_is_a_block_for_each_row_on_a_phone(tmp_path: Path) -> None:
    row = "| What | Number | Taken on | Source |\n| --- | --: | --- | --- |\n| a | 1 | 2026-11-01 | log |\n"
    tree = shown(tmp_path, f"## Where we are {{ #before }}\n\n{row}\n## Context {{ #context }}\n\n{row}")
    (known,) = tree.find_class("g-form--before")
    assert [head.get("scope") for head in known.iter("th")] == ["col"] * 4
    assert len(list(tree.iter("table"))) == 2
