"""Nothing that a repository can write breaks out of a report, in any format."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from playbook.review.reports import github, html, lines, markdown, safe, sarif, terminal
from playbook.review.reports import json as as_json
from playbook.review.reports.report import Report, place, rows
from playbook.review.verdict import Finding
from tests.review.reporting import HOSTILE, SITE, findings, hostile, strange

few = settings(max_examples=30, deadline=None)
some = st.lists(findings, min_size=1, max_size=3)


def each(test: Any) -> Any:
    """Give the test with every text of HOSTILE, everywhere at once, before others are tried."""
    for words in HOSTILE:
        test = example(found=[Finding(words, 1, 1, words, words)], words=words)(test)
    return test


TAGS = frozenset({"html", "body", "h2", "h3", "p", "code", "pre", "a", "ul", "li"})
MARKDOWN_TAGS = TAGS | {"table", "thead", "tbody", "tr", "th", "td", "br", "details", "summary"}
HTML_TAGS = TAGS | {"head", "meta", "title", "style", "main", "section", "h1", "h4", "div", "span", "bdi", "b"}
HTML_ATTRIBUTES = frozenset({"lang", "charset", "http-equiv", "content", "name", "class", "href"})
COMMANDS = {"error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "stop-commands", "set-env", "echo"}


@pytest.fixture(params=range(len(HOSTILE)), ids=lambda index: ascii(HOSTILE[index])[:30])
def text(request: pytest.FixtureRequest) -> str:
    return HOSTILE[request.param]


def obeyed(line: str) -> str | None:
    """Give the command that GitHub's runner reads from a line of a log, as its parsers do, or None."""
    trimmed = line.strip()
    end = trimmed.find("::", 2) if trimmed.startswith("::") else -1
    name = trimmed[2:end].partition(" ")[0] if end > 0 else ""
    if name in COMMANDS:
        return name
    start = line.find("##[")
    end = line.find("]", start)
    name = line[start + 3 : end].partition(" ")[0] if start >= 0 and end > 0 else ""
    return name if name in COMMANDS else None


@given(hostile)
def test_visible_text_is_one_printable_line(words: str) -> None:
    shown = safe.visible(words)
    assert all(char.isprintable() or char.isspace() for char in shown)
    assert len(shown.splitlines()) <= 1
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\ud800-\udfff\x1b]", shown)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("plain, with é and 日本", "plain, with é and 日本"),
        ("\x1b[31m", "\\x1b[31m"),
        ("a\nb\r\tc", "a\\nb\\r c"),
        ("\u202efdp.exe", "\\u202efdp.exe"),
        ("x\udce9.py", "x\\xe9.py"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_what_cannot_be_seen_is_spelled_out(words: str, shown: str) -> None:
    assert safe.visible(words) == shown


def check_log(output: str) -> None:
    """Fail if a line of a log is a command, or if it holds what a terminal would obey."""
    assert all(char.isprintable() or char.isspace() for char in output)
    for line in output.split("\n"):
        assert obeyed(line) is None, line
        assert "##vso[" not in line


@few
@each
@given(found=some, words=hostile)
def test_plain_text_holds_its_lines(found: list[Finding], words: str) -> None:
    told = list(terminal.lines(strange(found, words)))
    output = lines.plain(told)
    assert output.count("\n") == len(told)
    check_log(output)


OURS = re.compile(rf"\x1b\[[0-9;]*m|\x1b\]8;(?:id=\d+;{re.escape(SITE)}s/[A-Z0-9]+/|;)\x1b\\")
"""The escapes that Rich writes for our styles, and for links to our own site."""


@few
@each
@given(found=some, words=hostile)
@pytest.mark.parametrize("width", ["20", "47", "200"])
def test_a_terminal_gets_our_escapes_only(found: list[Finding], words: str, width: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"FORCE_COLOR": "1", "COLUMNS": width, "TERM": "xterm-256color"}.items():
            patch.setenv(name, value)
        patch.delenv("NO_COLOR", raising=False)
        stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
        lines.show(terminal.lines(strange(found, words)), stream)
        stream.seek(0)
        output = stream.read()
    assert "\x1b[" in output
    check_log(OURS.sub("", output))


@few
@each
@given(found=some, words=hostile)
def test_workflow_commands_are_ours_only(found: list[Finding], words: str) -> None:
    told = strange(found, words)
    output = github.text(told)
    commands = [name for line in output.split("\n") if (name := obeyed(line))]
    expected = [row for one in told.reviewed for row in rows(one)]
    assert len(commands) == min(len(expected) + 2, github.A_LEVEL)
    assert set(commands) == {"error"}
    assert all(char.isprintable() or char.isspace() for char in output)
    for line in output.split("\n"):
        if line.startswith("::"):
            said, _, message = line[2:].partition("::")
            properties = dict(pair.split("=", 1) for pair in said.partition(" ")[2].split(","))
            assert set(properties) <= {"file", "line", "col", "title"}
            assert not set(":,\n\r") & set("".join(properties.values()))
            assert not re.search(r"%(?!25)", message)


def test_a_workflow_command_gives_back_what_was_put_in(text: str) -> None:
    told = strange([Finding(text or "x", 3, 0, text)], "words")
    line = next(line for line in github.text(told).split("\n") if "file=" in line)
    said, _, message = line[2:].partition("::")
    file = dict(pair.split("=", 1) for pair in said.partition(" ")[2].split(","))["file"]
    back = file.replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
    assert back == safe.visible(text or "x")
    assert message.replace("%25", "%").startswith(safe.visible(text))


@few
@each
@given(found=some, words=hostile)
def test_markdown_keeps_its_rows_and_cells(found: list[Finding], words: str) -> None:
    told = strange(found, words)
    output = markdown.text(told)
    check_log(output)
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(output)
    tree: Any = lxml_html.document_fromstring(page)
    assert {str(item.tag) for item in tree.iter()} <= MARKDOWN_TAGS
    assert all(link.startswith(SITE) for link in tree.xpath("//@href"))
    assert {name for item in tree.iter() for name in item.attrib} <= {"href"}
    expected = list(rows(told.reviewed[0]))
    table = tree.xpath("//tbody/tr")
    assert len(table) == len(expected)
    for row, seen in zip(expected, table, strict=True):
        assert len(seen.xpath("td")) == 4
        where = place(row.finding.path, row.finding.line, row.finding.column)
        assert words_of(seen.xpath("td[2]/code")[0].text_content()) == words_of(safe.visible(where))
        assert (len(seen.xpath("td[4]//pre")) == 1) is not row.unread


def words_of(told: str) -> str:
    return " ".join(told.split())


@few
@each
@given(found=some, words=hostile)
def test_html_is_ours_but_for_words(found: list[Finding], words: str) -> None:
    page = html.text(strange(found, words))
    assert "<script" not in page.lower()
    tree: Any = lxml_html.document_fromstring(page)
    assert {str(item.tag) for item in tree.iter()} <= HTML_TAGS
    assert {name for item in tree.iter() for name in item.attrib} <= HTML_ATTRIBUTES
    assert all(link.startswith(SITE) for link in tree.xpath("//@href"))
    shown = tree.text_content()
    for finding in found:
        assert words_of(safe.visible(finding.evidence)) in words_of(shown)
        assert words_of(safe.visible(finding.message).replace("`", "")) in words_of(shown.replace("`", ""))
    check_log(page)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("write `a>=1`, not `a==1`", "write <code>a&gt;=1</code>, not <code>a==1</code>"),
        ("one ` is <left>", "one ` is &lt;left&gt;"),
        ("`<b>`", "<code>&lt;b&gt;</code>"),
        ("", ""),
    ],
)
def test_what_stands_between_backticks_is_code(words: str, shown: str) -> None:
    assert safe.with_code(words, safe.html) == shown


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


@few
@each
@given(found=some, words=hostile)
@pytest.mark.parametrize("form", [as_json.text, sarif.text], ids=["json", "sarif"])
def test_json_is_ascii_and_whole(form: object, found: list[Finding], words: str) -> None:
    told: Report = strange(found, words)
    output = as_json.text(told) if form is as_json.text else sarif.text(told)
    assert output.isascii()
    check_log(output)
    for value in strings(json.loads(output)):
        value.encode("utf-8")  # no half of a surrogate pair


@given(hostile)
def test_json_gives_back_what_was_put_in(words: str) -> None:
    back = json.loads(safe.dumped({"words": words}))["words"]
    assert back == re.sub("[\ud800-\udfff]", "\ufffd", words)


@given(hostile)
def test_an_address_gives_back_the_bytes_of_a_path(words: str) -> None:
    from urllib.parse import unquote_to_bytes, urlsplit

    address = safe.uri(words)
    assert re.fullmatch(r"[A-Za-z0-9._~/%-]*", address)
    assert not urlsplit(address).scheme
    try:
        raw = words.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return
    assert unquote_to_bytes(address) == raw
