"""What the formats for people and for GitHub's log say, and how the command ends."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from typing import Any

import pytest
from lxml import html as lxml_html

from playbook.records.citing import review_comment
from playbook.review.reports import github, html, lines, markdown, terminal
from playbook.review.reports.report import Report, Reviewed, ending
from playbook.review.run import Result
from playbook.review.verdict import Finding
from tests.review.reporting import DARK, FINDING, SITE, entry, holds, report, reviewed, short, unread, usual


def told(one: Report) -> str:
    return lines.plain(terminal.lines(one))


USUAL = """\
demand (stage everyone): 3 standards fall short, 1 could not be read

Falls short: must
  PKG003 Ranges in the package, not pins
    pyproject.toml:12:3: `numpy` is pinned: write `numpy>=1.26`
    │ "numpy==1.26.4",
    .github/workflows/ci.yml:3:1: could not be read: this is not YAML: mapping values are not allowed here
    left to you: Is an upper bound there for a reason?
    do first: Replace each `==` by `>=`.
    https://playbook.example.com/s/PKG003/

  REP002 The README says who owns it
    the repository: there is no README: write one
    left to you: Is an upper bound there for a reason?
    do first: Replace each `==` by `>=`.
    https://playbook.example.com/s/REP002/

Falls short: should
  REP001 A visible layout
    train.py: a loose script
    left to you: Is an upper bound there for a reason?
    do first: Replace each `==` by `>=`.
    https://playbook.example.com/s/REP001/

Could not be read, which is no pass
  CI001 Every change is checked (must)
    .github/workflows/ci.yml:3:1: this is not YAML: mapping values are not allowed here
    https://playbook.example.com/s/CI001/

2 hold, 1 does not apply, 1 for people to ask, 2 belong to a later stage; left out: 1 finding excepted \
(--verbose names them)
"""


def test_plain_text() -> None:
    assert told(usual()) == USUAL


def test_verbose_names_what_holds_with_its_reason() -> None:
    output = told(usual(verbose=True))
    assert "Holds\n  CFG003 No secret: there is nothing to violate it\n" in output
    assert "Does not apply\n  PKG005 The image is built from the package: there is no package\n" in output
    assert f"  CI003 Warn before it blocks: {SITE}s/CI003/\n" in output
    assert "  LOG001 a.py:4:1: a print (a tool, until 2027-03-01)\n" in output
    assert "--verbose" not in output


def test_several_repositories_end_with_a_line_for_all() -> None:
    fault = Reviewed("bare", "bare", fault=Finding("", message="this is a bare repository: clone it"))
    mistake = Reviewed("odd", "odd", mistake=".playbook.toml:1: unknown key `stag`\n    mend: did you mean `stage`?")
    output = told(report(reviewed(short(entry(), FINDING)), reviewed(holds(entry()), name="price"), fault, mistake))
    assert "price (stage everyone): nothing falls short\n" in output
    assert "bare: could not be read\n  the repository: this is a bare repository: clone it\n" in output
    assert "  .playbook.toml:1: unknown key `stag`\n  mend: did you mean `stage`?\n" in output
    last = "4 repositories: 1 falls short, 1 could not be read in full, 1 with settings that are not right\n"
    assert output.endswith(last)


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding, newline="")

    def isatty(self) -> bool:
        return True

    def shown(self) -> str:
        self.seek(0)
        return self.read()


@pytest.fixture
def tty(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    return Terminal()


def bare(output: str) -> str:
    """Give what a terminal shows, without its escapes."""
    return re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", output)


def test_a_terminal_shows_the_same_words_in_colour(tty: Terminal) -> None:
    lines.show(terminal.lines(usual()), tty)
    output = tty.shown()
    assert "\x1b[1;31m" in output
    assert f";{SITE}s/PKG003/\x1b\\" in output
    assert " ".join(bare(output).replace("│", "").split()) == " ".join(USUAL.replace("│", "").split())


@pytest.mark.parametrize("columns", [1, 24, 40])
def test_a_narrow_terminal_gets_narrow_lines(tty: Terminal, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines.show(terminal.lines(usual()), tty)
    rows = bare(tty.shown()).split("\n")
    most = max(columns, lines.NARROWEST + 6)
    assert [row for row in rows if len(row) > most and "https://" not in row] == []
    assert any(row.endswith(f"{SITE}s/PKG003/") for row in rows), "an address is not broken"


def test_no_color_is_kept(tty: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    lines.show(terminal.lines(usual()), tty)
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", tty.shown())


@pytest.mark.usefixtures("tty")
def test_a_terminal_that_knows_no_unicode_gets_question_marks() -> None:
    stream = Terminal("ascii")
    one = report(reviewed(short(entry(), Finding("ä.py", 1, 1, "so", "日本"))))
    lines.show(terminal.lines(one), stream)
    assert "?.py:1:1" in bare(stream.shown())


def test_a_pipe_that_knows_no_unicode_gets_question_marks() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", newline="")
    lines.show(terminal.lines(report(reviewed(short(entry(), Finding("ä.py", 1, 1, "so"))))), stream)
    stream.seek(0)
    assert "?.py:1:1: so" in stream.read()


def test_annotations() -> None:
    rows = github.text(usual()).splitlines()
    title = "title=PKG003 (must) Ranges in the package%2C not pins"
    assert rows[0] == (
        f"::error file=pyproject.toml,line=12,col=3,{title}::{FINDING.message} https://playbook.example.com/s/PKG003/"
    )
    assert rows[1].startswith("::error file=README.md,line=1,title=REP002")
    assert "(This is about the repository as a whole, not about this line.)" in rows[1]
    assert rows[2].startswith("::error file=.github/workflows/ci.yml,line=3,col=1,title=PKG003")
    assert "::could not be read: this is not YAML" in rows[2]
    assert rows[4].startswith("::warning file=train.py,line=1,title=REP001")
    assert rows[5].startswith("Review of demand: 3 standards fall short, 1 could not be read; 2 hold")


def test_ten_annotations_a_level_and_a_line_that_counts_the_rest() -> None:
    def many(key: str, level: str, number: int) -> Result:
        return short(entry(key, level), *(Finding(f"{index}.py", 1, 0, "so") for index in range(number)))

    one = reviewed(many("PKG003", "must", 12), many("LOG001", "should", 10), many("DEP003", "may", 11))
    rows = github.text(report(one, reviewed(many("PKG003", "must", 3), name="price"))).splitlines()
    kinds = [row.partition(" ")[0] for row in rows]
    assert kinds == ["::error"] * 10 + ["and"] + ["::warning"] * 10 + ["::notice"] * 10 + ["and"] + ["Review"] * 2
    assert rows[10].startswith("and 5 errors more")
    assert rows[31].startswith("and 1 notice more")


def test_a_folder_of_a_repository_is_named_from_its_root() -> None:
    one = report(reviewed(short(entry(), FINDING), prefix="services/demand/"))
    assert "file=services/demand/pyproject.toml,line=12" in github.text(one)
    assert "services&#47;demand&#47;pyproject&#46;toml" in markdown.text(one)


def test_a_repository_that_was_not_reviewed_is_an_error() -> None:
    fault = Reviewed("bare", "bare", fault=Finding("", message="this is a bare repository"))
    mistake = Reviewed("odd", "odd", mistake="pyproject.toml:3: unknown key\n    mend: take it out")
    rows = github.text(report(fault, mistake)).splitlines()
    assert rows[0] == "::error title=Review of bare::it could not be read: this is a bare repository"
    assert rows[1] == "::error title=Review of odd::pyproject.toml:3: unknown key; mend: take it out"


def test_each_row_of_markdown_has_the_comment_to_copy() -> None:
    tree: Any = lxml_html.document_fromstring(markdown.text(usual()))
    blocks = [block.text_content() for block in tree.xpath("//details/pre")]
    assert blocks[0] == review_comment(entry(), SITE, "pyproject.toml", 12, FINDING.evidence)
    assert blocks[0].count("\n") == 4
    assert len(blocks) == 3


def test_markdown_stays_below_what_github_takes() -> None:
    many = [Finding(f"{index}.py", 1, 0, "so" * 500) for index in range(1_000)]
    output = markdown.text(report(reviewed(short(entry(), *many))))
    assert len(output.encode()) < 1_000_000
    left = re.search(r"\n(\d+) more findings do not fit in here", output)
    assert left is not None
    assert output.count("\n| [PKG003]") + int(left[1]) == 1_000


def test_html_says_what_the_terminal_says() -> None:
    tree: Any = lxml_html.document_fromstring(html.text(usual()))
    shown = " ".join(tree.text_content().split())
    for words in ("3 standards fall short", FINDING.message, FINDING.evidence, "Replace each `==`", DARK.message):
        assert words.replace("`", "") in shown
    for words in ("Holds", "CFG003 No secret: there is nothing", "Does not apply", "a tool, until 2027-03-01", "CI003"):
        assert words in shown
    headings = [int(item.tag[1]) for item in tree.iter() if re.fullmatch("h[1-6]", str(item.tag))]
    assert headings[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(headings))


MUST, SHOULD, MAY = (entry(key, level) for key, level in (("PKG003", "must"), ("CI005", "should"), ("DEP003", "may")))
FAULT = Reviewed("bare", "bare", fault=Finding("", message="bare"))
MISTAKE = Reviewed("odd", "odd", mistake="wrong")


@pytest.mark.parametrize(
    ("fail_on", "reviewed_", "code"),
    [
        pytest.param("must", [reviewed(holds(MUST))], 0, id="holds"),
        pytest.param("must", [reviewed(short(MUST, FINDING))], 1, id="must"),
        pytest.param("must", [reviewed(short(SHOULD, FINDING))], 0, id="should, below"),
        pytest.param("should", [reviewed(short(SHOULD, FINDING))], 1, id="should, at"),
        pytest.param("should", [reviewed(short(MUST, FINDING))], 1, id="must, above"),
        pytest.param("should", [reviewed(short(MAY, FINDING))], 0, id="may, below"),
        pytest.param("may", [reviewed(short(MAY, FINDING))], 1, id="may"),
        pytest.param("never", [reviewed(short(MUST, FINDING), unread(MUST, DARK))], 0, id="never"),
        pytest.param("must", [reviewed(unread(MUST, DARK))], 3, id="unread"),
        pytest.param("must", [reviewed(unread(SHOULD, DARK))], 0, id="unread, below"),
        pytest.param("must", [reviewed(unread(MUST, DARK), short(MUST, FINDING))], 1, id="1 goes before 3"),
        pytest.param("must", [reviewed(unread(MUST, DARK), short(SHOULD, FINDING))], 3, id="3 stays, 1 is below"),
        pytest.param("never", [FAULT], 3, id="a repository that cannot be read"),
        pytest.param("must", [FAULT, reviewed(short(MUST, FINDING))], 1, id="worst of several"),
        pytest.param("must", [reviewed(holds(MUST)), reviewed(unread(MUST, DARK))], 3, id="one of several"),
        pytest.param("never", [reviewed(short(MUST, FINDING)), MISTAKE], 2, id="settings"),
    ],
)
def test_how_it_ends(fail_on: str, reviewed_: list[Reviewed], code: int) -> None:
    assert ending(report(*reviewed_), fail_on) == code
