"""The check of design documents in every format of the review: the words, the places, and text that wants out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from playbook.commands.design_report import Checked, catalogue, comment, reviewed
from playbook.design_docs.rules import RULES
from playbook.design_docs.rules.model import Answer, Fault, Rule
from playbook.records.design_catalogue import designs
from playbook.review.reports import github, html, lines, markdown, sarif, terminal
from playbook.review.reports import json as as_json
from playbook.review.reports.report import Report, rows
from playbook.review.verdict import Finding
from tests.design_docs.commanding import NAME, SHORT, TODAY
from tests.review import test_reports_json, test_reports_sarif
from tests.review.laying import lay
from tests.review.reporting import FINDING, HOSTILE, SITE, entry, hostile, short
from tests.review.reporting import report as report_of
from tests.review.reporting import reviewed as reviewed_of

DESIGNS = replace(designs(), site_url=SITE)
FILE = f"docs/design/{NAME}"


def rule(key: str, level: Any = "must") -> Rule:
    """Give a rule that is never asked."""
    name, says = f"The name of {key}", f"What {key} says. [@own]"
    return Rule(
        key, f"the-{key.lower()}", name, says, "Because. [@own]", f"Mend {key}.", lambda _asked: iter(()), level
    )


RULES_HERE = (rule("DES001"), rule("DES005"), rule("DES010", "should"), rule("DES018"))
FAULT = Fault(20, "the table has no row that does nothing", "add one: what happens if nobody acts?", 3, "alternatives")


def made(
    faults: dict[str, tuple[Fault, ...]],
    *,
    root: Path = Path("/nowhere/demand"),
    file: str = FILE,
    unread: tuple[Finding, ...] = (),
    verbose: bool = False,
    stage: str | None = None,
) -> Report:
    """Give the report on one document."""
    rules = catalogue(RULES_HERE, DESIGNS)
    checked = Checked(root, ".", (Answer(PurePath(file), faults),), unread, since=False)
    only = [one.id for one in RULES_HERE]
    return Report((reviewed(checked, rules, DESIGNS, only=only, stage=stage, today=TODAY),), rules, verbose)


def usual(folder: Path, **more: Any) -> Report:
    root = lay(folder / "demand", {FILE: SHORT})
    late = Fault(11, "the day of the review has passed", "look at it, and name the next day")
    return made({"DES001": (), "DES005": (FAULT,), "DES010": (late,)}, root=root, **more)


PAGE = DESIGNS.templates["decision-record"].url


def test_plain_text(tmp_path: Path) -> None:
    (page,) = {one.url for one in DESIGNS.templates["decision-record"].versions[2] if one.id == "alternatives"}
    assert (
        lines.plain(terminal.lines(usual(tmp_path)))
        == f"""\
demand (1 document): 2 rules fall short

Falls short: must
  DES005 The name of DES005
    {FILE}:20:3: {FAULT.what}; mend: {FAULT.mend} ({page})
    do first: Mend DES005.
    {SITE}design/checking/#des005

Falls short: should
  DES010 The name of DES010
    {FILE}:11: the day of the review has passed; mend: look at it, and name the next day
    do first: Mend DES010.
    {SITE}design/checking/#des010

1 holds, 1 does not apply (--verbose names them)
"""
    )


def test_a_stage_that_was_asked_for_is_named(tmp_path: Path) -> None:
    assert lines.plain(terminal.lines(usual(tmp_path, stage="pilot"))).startswith("demand (1 document, stage pilot): ")


FORMATS: dict[str, Callable[[Report], str]] = {
    "text": lambda told: lines.plain(terminal.lines(told)),
    "github": github.text,
    "markdown": markdown.text,
    "html": html.text,
    "json": as_json.text,
    "sarif": sarif.text,
}


def seen(form: str, told: str) -> str:
    """Give what a reader of a format sees of it."""
    if form in ("markdown", "html"):
        page: Any = lxml_html.document_fromstring(told)
        return " ".join(page.text_content().split())
    return told


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_names_file_line_mend_and_the_page_of_the_section(form: str, tmp_path: Path) -> None:
    shown = seen(form, FORMATS[form](usual(tmp_path)))
    line = {"github": "line=20", "json": '"line": 20', "sarif": '"startLine": 20'}.get(form, ":20")
    for words in (FILE, line, FAULT.what, f"mend: {FAULT.mend}", f"{PAGE}#alternatives", "DES005"):
        assert words in shown, words
    if form not in ("markdown", "github", "text"):  # there it is the address of a link, or stands beside it
        assert f"{SITE}design/checking/#des005" in FORMATS[form](usual(tmp_path))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("verbose", [False, True])
def test_no_format_speaks_of_a_review_of_a_repository(form: str, verbose: bool, tmp_path: Path) -> None:
    told = seen(form, FORMATS[form](usual(tmp_path, verbose=verbose)))
    said = told.replace(as_json.SCHEMA.name, "").replace('"repositories"', "").replace('"standard"', "")
    for word in (
        "Review",
        "playbook review",
        "playbook-review",
        "standards of",
        "repository",
        "left to you",
        "Left to you",
        "[@own]",
    ):
        assert word not in said, word


def test_the_json_meets_the_schema_of_the_review(tmp_path: Path) -> None:
    data = test_reports_json.made(usual(tmp_path))
    assert data["tool"]["name"] == "playbook design check"
    assert data["tool"]["standards"] == DESIGNS.edition
    (one,) = data["repositories"]
    assert (one["name"], one["answer"], one["stage"], one["date"]) == ("demand", "falls short", None, "2026-11-27")
    assert one["counts"] == {"holds": 1, "falls short": 2, "not applicable": 1, "could not be read": 0}
    assert [result["level"] for result in one["results"]] == ["must", "must", "should", "must"]
    assert test_reports_json.made(usual(tmp_path, stage="rollout"))["repositories"][0]["stage"] == "rollout"


def test_the_sarif_is_valid_and_does_not_overwrite_that_of_the_review(tmp_path: Path) -> None:
    (ours,) = test_reports_sarif.made(usual(tmp_path))["runs"]
    (theirs,) = test_reports_sarif.made(report_of(reviewed_of(short(entry(), FINDING))))["runs"]
    assert ours["automationDetails"]["id"] == "playbook-design/demand/"
    assert ours["automationDetails"]["id"] != theirs["automationDetails"]["id"]
    assert ours["tool"]["driver"]["name"] != theirs["tool"]["driver"]["name"]
    assert [result["ruleId"] for result in ours["results"]] == ["DES005", "DES010"]
    assert [result["level"] for result in ours["results"]] == ["error", "warning"]
    place = ours["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": FILE, "uriBaseId": "%SRCROOT%"}
    assert (place["region"]["startLine"], place["region"]["startColumn"]) == (20, 3)


def test_the_rules_of_the_sarif_say_what_people_need(tmp_path: Path) -> None:
    (run,) = test_reports_sarif.made(usual(tmp_path))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [one["id"] for one in rules] == [one.id for one in RULES_HERE]
    assert rules[1]["helpUri"] == f"{SITE}design/checking/#des005"
    assert "**What DES005 says.**" in rules[1]["help"]["markdown"]
    assert "Mend DES005." in rules[1]["help"]["text"]
    assert "What it leaves to you" not in rules[1]["help"]["text"]


def test_the_real_rules_are_valid_in_sarif_and_json() -> None:
    rules = catalogue(RULES, DESIGNS)
    answer = Answer(PurePath(FILE), {one.id: (FAULT,) for one in RULES})
    checked = Checked(Path("/nowhere/demand"), ".", (answer,), (), since=True)
    one = reviewed(checked, rules, DESIGNS, only=list(rules.standards), stage=None, today=TODAY)
    (run,) = test_reports_sarif.made(Report((one,), rules))["runs"]
    assert len(run["results"]) == len(RULES)
    test_reports_json.made(Report((one,), rules))
    assert "[@" not in sarif.text(Report((one,), rules))


def test_what_a_reviewer_copies() -> None:
    finding = Finding(FILE, 20, 3, f"{FAULT.what}; mend: {FAULT.mend}")
    asked = catalogue(RULES_HERE, DESIGNS).standards["DES005"]
    assert comment(asked, finding, FILE) == (
        f"**DES005 (must): The name of DES005.** In `{FILE}`, line 20.\n\n{FAULT.what}; mend: {FAULT.mend}\n\n"
        f"[DES005: what it asks, and why]({SITE}design/checking/#des005)"
    )


def test_markdown_has_that_comment_to_copy(tmp_path: Path) -> None:
    told = usual(tmp_path)
    tree: Any = lxml_html.document_fromstring(markdown.text(told))
    blocks = [block.text_content() for block in tree.xpath("//details/pre")]
    assert blocks == [comment(row.result.standard, row.finding, FILE) for row in rows(told.reviewed[0])]
    assert len(blocks) == 2


def test_many_faults_of_one_document_are_counted() -> None:
    many = tuple(Fault(number, "a placeholder is left", "fill it in") for number in range(1, 31))
    told = lines.plain(terminal.lines(made({"DES001": (), "DES005": many})))
    assert told.count("a placeholder is left") == 10
    assert f"    {FILE}: and 20 more in this file\n" in told


def test_what_stands_in_one_place_keeps_the_order_of_the_rule() -> None:
    last, *missing = [Fault(number, f"{name} is missing", "add it") for number, name in ((9, "a"), (4, "d"), (4, "c"))]
    told = lines.plain(terminal.lines(made({"DES001": (), "DES005": (last, *missing)})))
    assert re.findall("[acd] is missing", told) == ["d is missing", "c is missing", "a is missing"]


def test_what_could_not_be_read_is_told_of_once() -> None:
    dark = Finding("docs/design/0002-b.md", message="the system refuses it: Permission denied")
    told = made({"DES001": ()}, unread=(dark,))
    assert lines.plain(terminal.lines(told)).count("Permission denied") == 1
    (run,) = test_reports_sarif.made(told)["runs"]
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notice["descriptor"]["id"] == "playbook-design/unread"
    assert test_reports_json.made(told)["repositories"][0]["answer"] == "could not be read"


faults = st.builds(
    Fault,
    line=st.integers(1, 10_000),
    what=hostile,
    mend=hostile,
    column=st.integers(0, 200),
    section=st.sampled_from(["", "alternatives", "none"]),
)


def all_hostile(test: Any) -> Any:
    for words in HOSTILE:
        test = example(found=[Fault(1, words, words)], words=words)(test)
    return test


@settings(max_examples=10, deadline=None)
@all_hostile
@given(found=st.lists(faults, min_size=1, max_size=3), words=hostile)
def test_nothing_that_a_document_holds_breaks_out(found: list[Fault], words: str) -> None:
    name = words.replace("/", "").strip("\x00") or "x"
    told = made({"DES001": tuple(found), "DES005": tuple(found)}, file=f"docs/{name}.md", verbose=True)
    test_reports_sarif.made(told)
    test_reports_json.made(told)
    for form, write in FORMATS.items():
        output = write(told)
        assert "\x1b" not in output
        assert all(char.isprintable() or char.isspace() for char in output)
        heard = [row for row in output.split("\n") if row.lstrip().startswith("::")]
        assert form == "github" or not heard
        assert "<script" not in output.lower() or form in ("text", "github", "json", "sarif")
    page: Any = lxml_html.document_fromstring(html.text(told))
    assert all(link.startswith(SITE) for link in page.xpath("//@href"))
    assert json.loads(as_json.text(told))
