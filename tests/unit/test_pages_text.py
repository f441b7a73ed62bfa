"""Text of records stays text, whatever stands in it."""

from __future__ import annotations

import pytest

from playbook.pages.blocks import bullets, definitions, heading, table
from playbook.pages.figures.lettering import broken, width
from playbook.pages.text import escaped, listed, markdown, plain, quoted
from playbook.pages.wording import capital, counted, within
from tests.unit.made import NASTY, cells, rendered, words

TEXTS = [
    NASTY,
    "12. is no list",
    "1) nor this",
    "- nor this",
    "+ nor this",
    "--- is no rule",
    "*** is none either",
    ": is no definition",
    "!!! note is no admonition",
    "# is no heading",
    "> is no quotation",
    "10.5 hours, 08:00 to 18:00, 3-5 people, -5 %",
    "a { .class } stays",
    "[ref]: is no reference",
    "![no](picture) <b>no</b> &amp; &lt;",
    "~~~ no fence",
    "two\nlines | one cell",
    "\\* backslash",
]


@pytest.mark.parametrize("text", TEXTS)
def test_text_stays_text_in_every_block(text: str) -> None:
    said = " ".join(text.split())
    made = markdown(text)
    assert words(rendered(made).find("p")) == said
    assert words(rendered(bullets([made])).find("ul/li")) == said
    assert words(rendered(definitions([(made, made)])).find("dl/dd")) == said
    assert words(rendered(definitions([(made, made)])).find("dl/dt")) == said
    assert words(rendered(heading(2, made, "x")).find("h2")) == said
    assert cells(rendered(table(("Head", "Other"), [(made, "b")])))[1] == [said, "b"]
    assert {"{{", "{%"}.isdisjoint({made[at : at + 2] for at in range(len(made))})


def test_citations_survive_and_can_be_left_out() -> None:
    text = "Do *this*. [@T01 @own]"
    marks = rendered(markdown(text)).findall(".//a")
    assert [(mark.text, mark.get("class"), mark.get("href")) for mark in marks] == [
        ("T01", "g-mark g-said", "#source-T01"),
        ("own", "g-mark g-own", "#source-own"),
    ]
    assert plain(text) == "Do *this*."
    assert plain("Write .NET [@T01]. [@own] Then [@T01] rest.") == "Write .NET. Then rest."
    assert escaped("<b> {{ [@T01]") == "&lt;b&gt; &#123;&#123;"


def test_numbers_have_a_class_and_no_style() -> None:
    made = rendered(table(("Seat", "People:"), [("One", "3")]))
    assert made.xpath("//*[@style]") == []
    assert [cell.get("class") for cell in made.iter("th", "td")] == [None, "num", None, "num"]
    assert cells(made) == [["Seat", "People"], ["One", "3"]]
    assert table(("Seat",), []) == ""


def test_words_in_their_place() -> None:
    assert [within(title) for title in ("Data scientist", "MLOps lead", "CI and delivery", "")] == [
        "data scientist",
        "MLOps lead",
        "CI and delivery",
        "",
    ]
    assert capital("the team") == "The team"
    assert [counted(number, "team") for number in (0, 1, 2)] == ["", "1 team", "2 teams"]
    assert counted(2, "person", "people") == "2 people"
    assert listed(["a", "b", "c"]) == "a, b and c"


def test_lettering_knows_the_width_of_words() -> None:
    assert width("MLOps", 1000) == 683 + 486 + 638 + 486 + 440
    assert width("é", 1000) > width("e", 1000)


@pytest.mark.parametrize("name", ["Data scientist", "Averyveryverylongword", "A " * 40, "Data-science lead", "M"])
def test_names_are_broken_to_fit_and_lose_no_letter(name: str) -> None:
    lines = broken(name, 14, 60)
    assert all(width(line, 14) <= 60 for line in lines)
    assert "".join(lines).replace("-", "").replace(" ", "") == name.replace("-", "").replace(" ", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("Yes.", "“Yes.”", id="plain"),
        pytest.param("Yes. [@T01] [@own @T02]", "“Yes.” [@T01] [@own @T02]", id="citations at the end"),
        pytest.param("Yes [@T01] and `a_b`. [@own]", "“Yes[@T01] and `a_b`.” [@own]", id="citation within"),
    ],
)
def test_quotation_marks_close_before_the_citations(text: str, said: str) -> None:
    assert quoted(text) == said
