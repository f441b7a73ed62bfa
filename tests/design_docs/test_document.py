"""Documents as people write them: each form of heading, table, comment and break of lines is read right or refused."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from playbook.design_docs.document import MAX_BYTES, Document, parse, read
from playbook.design_docs.words import plain
from playbook.records.problems import ProblemsError
from tests.design_docs.made import FRONT

HEAD = "".join(f"{key}: {value}\n" for key, value in FRONT.items())
FILE = PurePath("docs/design/0001-merges-are-deployed.md")


def document(body: str, *, head: str = HEAD) -> Document:
    return parse(f"---\n{head}---\n{body}".encode(), FILE)


def refused(data: bytes) -> tuple[int, int, str]:
    """Give line, column and words of the one error with which `data` is refused."""
    with pytest.raises(ProblemsError) as error:
        parse(data, FILE)
    (problem,) = error.value.problems
    assert problem.mend
    return problem.place.line, problem.place.column, problem.what


@pytest.mark.parametrize(
    ("heading", "key", "title", "explicit"),
    [
        pytest.param("## Context { #context }", "context", "Context", True, id="spaces"),
        pytest.param("## Context {#context}", "context", "Context", True, id="no spaces"),
        pytest.param("## Context {: #context }", "context", "Context", True, id="colon"),
        pytest.param("## Context { .x #context data-y=1 }", "context", "Context", True, id="class"),
        pytest.param('## Context { #context title="a b" }', "context", "Context", True, id="quoted"),
        pytest.param("## Context { #a #context }", "context", "Context", True, id="the last id"),
        pytest.param("## Context { #context } ##", "context", "Context", True, id="closed"),
        pytest.param("## Where we are ##", "where-we-are", "Where we are", False, id="closed, by its words"),
        pytest.param("   ## Where *we* `are`", "where-we-are", "Where we are", False, id="markup"),
        pytest.param("## [Where](x.md) we are?", "where-we-are", "Where we are?", False, id="link"),
        pytest.param("Context { #context }\n---", "context", "Context", True, id="setext"),
        pytest.param("## Use of {x}", "use-of-x", "Use of {x}", False, id="braces"),
        pytest.param("## Kosten & Zeit: für wen", "kosten-zeit-für-wen", "Kosten & Zeit: für wen", False, id="letters"),
    ],
)
def test_headings(heading: str, key: str, title: str, explicit: bool) -> None:
    (part,) = document(f"{heading}\n\nSome words.\n").parts
    assert (part.id, part.title, part.explicit, part.level, part.text) == (key, title, explicit, 2, "Some words.")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("```\n## A\n```", id="backticks"),
        pytest.param("~~~ md\n## A\n```\n## B\n~~~", id="tildes"),
        pytest.param("````\n```\n## A\n```\n````", id="fence in a fence"),
        pytest.param("```\n## A", id="fence that does not end"),
        pytest.param("    ## A", id="indented"),
        pytest.param("<!--\n## A\n-->", id="comment"),
        pytest.param("<!--\n\n## A\n\n", id="comment that does not end"),
        pytest.param("<pre>\n\n## A\n\n</pre>", id="pre"),
        pytest.param("<div>\n## A\n</div>", id="html"),
        pytest.param("- ## A", id="list"),
        pytest.param("> ## A\n> words", id="quotation"),
        pytest.param("##A", id="no space"),
        pytest.param(r"\## A", id="escaped"),
    ],
)
def test_what_is_no_section(body: str) -> None:
    assert document(f"{body}\n").parts == ()


@pytest.mark.parametrize(
    "table",
    [
        pytest.param("| A | B |\n| --- | --- |\n| 1 | 2 |\n", id="bars outside"),
        pytest.param("A | B\n--- | ---\n1 | 2\n", id="no bars outside"),
        pytest.param("|A|B|\n|:-|-:|\n|1|2|\n", id="aligned"),
        pytest.param("| A | B |\n| --- | --- |\n| 1 | 2 | 3 |\n", id="a cell too many"),
        pytest.param("A | B\n-|-\n1 | 2", id="at the end of the file"),
        pytest.param("| A | B |\n| --- | --- |\n| 1 | 2 |\n<!-- c -->\n", id="a comment below"),
    ],
)
def test_tables(table: str) -> None:
    (part,) = document(f"## Numbers\n\n{table}").parts
    (found,) = part.tables
    assert (found.head, [row.cells for row in found.rows]) == (("A", "B"), [("1", "2")])
    assert (found.line, found.rows[0].line) == (part.line + 2, part.line + 4)


def test_tables_in_lists_escaped_bars_and_short_rows() -> None:
    whole = document(
        "## N\n\n- a list:\n\n  | A | B |\n  |---|---|\n  | x \\| y | `a \\| b` |\n  | only |\n\n## M\n\nA | B\n"
    ).parts
    (found,) = whole[0].tables
    assert [row.cells for row in found.rows] == [("x | y", "`a | b`"), ("only", "")]
    assert whole[1].tables == (), "a head without its line is no table"


def test_parts_reach_to_the_next_heading_of_their_level() -> None:
    found = document("# T\n\n## A\n\na\n\n### B\n\nb\n\n## C\n\nc").parts
    first = found[0].line
    assert [(part.id, part.line - first, part.end - first) for part in found] == [
        ("t", 0, 12),
        ("a", 2, 9),
        ("b", 6, 9),
        ("c", 10, 12),
    ]
    assert [part.text for part in found] == ["a\nb\nc", "a\nb", "b", "c"]


def test_comments_are_no_words_and_code_is() -> None:
    (part,) = document("## A\n\nx <!-- y --> z <!-- open\n\n```\n<!-- code -->\n```\n\n<!--\nno\n").parts
    assert part.text == "x  z <!-- open\n<!-- code -->"


def test_prose_has_neither_code_nor_comments_and_keeps_columns() -> None:
    body = "a `b <!-- ` c ``d ` e`` \\`f` g <!-- h --> i\n\n| `j | ` <!-- l --> |\n| - | - |\n"
    body += "| `k` | l |\n\n    code\n<!-- m\n## n\n--> o"
    found = document(body)
    lines = [" ".join(line.split()) for line in found.prose]
    assert lines == ["a c \\`f` g i", "", "| `j | ` |", "| - | - |", "| | l |", "", "", "", "", "o"]
    assert [len(line) for line in found.prose] == [len(line) for line in body.split("\n")]


@pytest.mark.parametrize(
    "ending", [pytest.param(b"\n", id="LF"), pytest.param(b"\r\n", id="CRLF"), pytest.param(b"\r", id="CR")]
)
@pytest.mark.parametrize("mark", [pytest.param(b"", id="plain"), pytest.param(b"\xef\xbb\xbf", id="BOM")])
def test_breaks_of_lines_and_a_byte_order_mark(ending: bytes, mark: bytes) -> None:
    data = f"---\n{HEAD}---\n\n## Context\n\n| A | B |\n|---|---|\n| 1 | 2 |\n".encode()
    found = parse(mark + data.replace(b"\n", ending), FILE)
    plainly = parse(data, FILE)
    assert (found.parts, found.front, found.source) == (plainly.parts, plainly.front, plainly.source)


def test_a_file_that_ends_with_its_front_matter_has_no_parts() -> None:
    for end in ("---", "---\n", "...", "--- \n\n"):
        found = parse(f"---\n{HEAD}{end}".encode(), FILE)
        assert (found.front is not None, found.parts, found.problems) == (True, (), ())
        assert found.body_line <= len(found.lines)


@pytest.mark.parametrize(
    ("data", "line", "column", "what"),
    [
        pytest.param(b"", 1, 1, "the file is empty", id="empty"),
        pytest.param(b"\n \n", 1, 1, "the file is empty", id="blank"),
        pytest.param(b"# A title\n", 1, 1, "no front matter", id="no front matter"),
        pytest.param(b"\n---\nid: x\n---\n", 1, 1, "no front matter", id="a blank line first"),
        pytest.param(b"---\nid: x\n", 1, 1, "does not end", id="open"),
        pytest.param(b"---\n---\n\nText", 2, 1, "holds no keys", id="no keys"),
        pytest.param(b"---\n- a\n---\n", 2, 1, "holds no keys", id="a list"),
        pytest.param(b"---\r\nid: &x y\r\n---\r\n", 2, 5, "an anchor (&x)", id="anchor"),
        pytest.param(b"---\nid: *x\n---\n", 2, 5, "an alias (*x)", id="alias"),
        pytest.param(b"---\nid: !!python/name:os.system x\n---\n", 2, 5, "a tag", id="tag"),
        pytest.param(b"---\nid: x\nid: y\n---\n", 3, 1, "twice; the first is on line 2", id="twice"),
        pytest.param(b"---\nid: [x\n---\n", 3, 1, "YAML cannot be read", id="open bracket"),
        pytest.param(b"---\nid: x\n---\nA\nB\xff\n", 5, 2, "0xff is not UTF-8", id="not UTF-8"),
        pytest.param(b"---\rid: x\r---\rA\rB\xff\r", 5, 2, "0xff is not UTF-8", id="not UTF-8, CR"),
        pytest.param("---\nid: x\n---\n".encode("utf-16"), 1, 1, "0xff is not UTF-8", id="UTF-16"),
        pytest.param(b"---\nid: x\n---\nA\0\n", 4, 2, "a NUL byte", id="NUL"),
        pytest.param("---\nid: x\nt: a\u2028b\n---\n".encode(), 3, 5, "U+2028", id="line separator"),
        pytest.param(b"---\nid: \x07\n---\n", 2, 5, "a control character", id="bell"),
        pytest.param(b"x" * (MAX_BYTES + 1), 1, 1, "larger than 512 kB", id="huge"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(data: bytes, line: int, column: int, what: str) -> None:
    where = refused(data)
    assert where[:2] == (line, column)
    assert what in where[2]


@pytest.mark.parametrize(
    ("value", "what", "mend"),
    [
        pytest.param(
            "template: whole", "`template` has the wrong form", "write the template and its version", id="template"
        ),
        pytest.param("id: DD-7", "`id` has the wrong form", "DD-0007", id="id"),
        pytest.param(
            'owner: "[fill in]"', "`owner` is not filled in: [fill in] is left", "the id of a role", id="owner"
        ),
        pytest.param("supersedes: [7]", "`supersedes.0` must be text", "double quotes", id="number"),
        pytest.param("superseded_by: x", "`superseded_by` has the wrong form", "its file's name", id="superseded by"),
        pytest.param("accepted: [{by: a b, on: 2026-01-01}]", "`accepted.0.by` has", "write the id of a role", id="by"),
        pytest.param(
            'starts: "[fill in]"', "`starts` is not filled in", "write the day as 2026-12-31", id="no day yet"
        ),
        pytest.param("accepted: [x]", "`accepted.0` must be", "`- {by: tech-lead, on: 2026-11-27}`", id="who alone"),
        pytest.param("owner: a b", "`owner` has the wrong form", '`"@handle"`', id="a handle in quotes"),
        pytest.param("stage: soon", "`stage` cannot be 'soon'", "'problem', 'pilot'", id="stage"),
        pytest.param(
            "created: soon", "it is a date such as 2026-12-31, not 'soon'", "write the day as 2026-12-31", id="day"
        ),
    ],
)
def test_values_are_explained_without_patterns(value: str, what: str, mend: str) -> None:
    key = value.partition(":")[0]
    head = "".join(line + "\n" for line in HEAD.splitlines() if not line.startswith(f"{key}:")) + value + "\n"
    (problem,) = document("", head=head).problems
    assert what in problem.what
    assert mend in problem.mend
    assert problem.place.line == len(head.splitlines()) + 1


def test_a_file_that_cannot_be_read_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    for name, why in (("folder.md", "Is a directory"), ("none.md", "No such file")):
        with pytest.raises(ProblemsError, match=f"cannot be read: {why}"):
            read(tmp_path, PurePath(name))


@pytest.mark.parametrize(
    ("written", "words"),
    [
        pytest.param("**Do** _nothing_", "Do nothing", id="emphasis"),
        pytest.param("`a_b_c` and a_b", "a_b_c and a_b", id="code"),
        pytest.param('[Lead time](../x.md "t") ![a](b.png)', "Lead time a", id="links"),
        pytest.param("[Lead time][x] <b>now</b>", "Lead time now", id="by reference, tags"),
        pytest.param("<https://x.test/a> &lt;b&gt; \\*c\\*", "https://x.test/a <b> *c*", id="addresses, entities"),
        pytest.param("a <!-- b --> c", "a c", id="comment"),
        pytest.param("3 * 4 | x", "3 * 4 | x", id="bar"),
    ],
)
def test_words_without_markup(written: str, words: str) -> None:
    assert plain(written) == words
