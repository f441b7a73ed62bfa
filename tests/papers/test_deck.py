"""What stands on slides, and that it has room there."""

from __future__ import annotations

from typing import Any

import pytest

from playbook.publish.papers import room
from playbook.publish.papers.deck import MOST_LINES, Slide, slides
from playbook.publish.papers.notes import cuts, notes, run_sheet
from playbook.publish.papers.words import bare, said, short
from playbook.records.kit import Kit
from playbook.records.kit_parts import Slide as Shown
from playbook.records.kit_parts import Step, StepNotes
from playbook.records.library import Library


@pytest.fixture
def kit(library: Library) -> Kit:
    return library.get(Kit, "pain-point-discovery")


def with_step(kit: Kit, **changes: Any) -> tuple[Kit, list[Slide]]:
    """Give `kit` with another first step, and the slides of that step."""
    step = kit.steps[0].model_copy(update={"slides": (), "does": (), "sees": (), **changes})
    other = kit.model_copy(update={"steps": (step, *kit.steps[1:])})
    return other, [slide for slide in slides(other) if slide.step == step.id]


def test_a_deck_begins_with_title_and_agenda_and_ends_with_what_people_leave_with(kit: Kit) -> None:
    found = slides(kit)
    assert [slide.kind for slide in found[:2]] == ["title", "agenda"]
    assert {slide.kind for slide in found if slide.id.startswith(("end", "afterwards"))} == {"end"}
    assert found[-1].kind == "end"
    assert len({slide.id for slide in found}) == len(found)


def test_a_step_without_slides_shows_its_first_instructions(kit: Kit) -> None:
    _kit, found = with_step(kit, does=tuple(f"Do {n}." for n in range(8)))
    assert found[0].part.lines == tuple(f"Do {n}." for n in range(MOST_LINES))
    assert (found[0].ordered, found[0].more) == (True, True)
    _kit, few = with_step(kit, does=("Do it.",))
    assert not few[0].more


def test_instructions_that_are_long_leave_the_rest_to_the_handout(kit: Kit) -> None:
    _kit, found = with_step(kit, does=("Look at this. " * 20,) * 5)
    assert len(found) == 1
    assert 1 <= len(found[0].part.lines) < 5
    assert found[0].more


def test_a_step_without_instructions_shows_what_it_says_of_itself(kit: Kit) -> None:
    _kit, found = with_step(kit, sees=("So it is.",))
    assert found[0].part.lines == ("So it is.",)
    assert not found[0].ordered


def test_lines_and_code_part_when_both_do_not_fit(kit: Kit) -> None:
    lines, code = ("A line of some length, so that it takes room.",) * 4, "x = 1\n" * 12
    _kit, found = with_step(kit, slides=(Shown(title="Both", lines=lines, code=code),))
    assert [(bool(slide.part.lines), bool(slide.part.code)) for slide in found] == [(True, False), (False, True)]
    _kit, short_one = with_step(kit, slides=(Shown(title="Both", lines=lines[:1], code="x = 1"),))
    assert len(short_one) == 1


@pytest.mark.parametrize("lines", [pytest.param((), id="alone"), pytest.param(("Lay it out.",), id="below a line")])
def test_code_gets_smaller_rather_than_break_a_command_in_two(lines: tuple[str, ...]) -> None:
    sizes = [room.parts("Lay it out", lines, "x" * length)[0].code_size for length in (49, 54, 60, 90)]
    assert sizes == [26, 21, 21, 26], "what breaks at any readable size stays large"


def test_code_that_no_size_fits_is_cut_and_says_so() -> None:
    (part,) = room.parts("Code", (), "x = 1\n" * 90)
    assert part.code_size == room.CODE_SIZES[-1]
    assert part.code.endswith("\n…")
    assert 15 < part.code.count("\n") < 60


def test_the_most_that_a_slide_may_hold_fits() -> None:
    found = room.parts("t" * 40, ("word " * 22,) * 5)
    assert [part.lines for part in found] == [("word " * 22,) * 5]


def test_a_long_agenda_takes_two_slides(kit: Kit) -> None:
    steps = tuple(kit.steps[1].model_copy(update={"id": f"s{n}", "minutes": 10}) for n in range(14))
    many = kit.model_copy(update={"steps": steps, "length": 140})
    found = [slide for slide in slides(many) if slide.kind == "agenda"]
    assert [len(slide.rows) for slide in found] == [8, 7]
    assert found[-1].rows[-1].after == "2:20"


def test_notes_stand_with_the_first_slide_of_a_step(kit: Kit) -> None:
    other, found = with_step(
        kit,
        slides=(Shown(title="One"), Shown(title="Two")),
        facilitator=StepNotes(says=("Hello.",), timebox="Stop."),
    )
    told = notes(other, slides(other))
    assert told[found[0].id] == (("Say", ["“Hello.”"]), ("Timebox", ["Stop."]))
    assert told[found[1].id] == (("Timebox", ["Stop."]),)
    assert told["title"][0][0] == "Before"
    assert told[slides(other)[-1].id] == (("Afterwards", other.facilitator.debrief),)


def test_the_run_sheet_says_what_to_do_and_say_first_and_what_can_be_cut(kit: Kit) -> None:
    step = Step(
        id="one", title="One", minutes=20, shortest=5, kind="talk", when_short="shorten", lost="Calm.",
        facilitator=StepNotes(does=("Open it. " * 30,), says=("Hello.",), asks=("Why?",)),
    )  # fmt: skip
    gone = step.model_copy(update={"id": "two", "when_short": "skip", "shortest": None, "lost": "Two."})
    last = gone.model_copy(update={"id": "three", "title": "Three", "lost": "Three."})
    pause = Step(id="pause", title="Break", minutes=10, kind="break")
    other = kit.model_copy(update={"steps": (step, pause, gone, last), "length": 70})
    line = run_sheet(other)[0]
    assert line.least == "or 5"
    assert [word for word, _text in line.first] == ["", "Say"]
    assert len(line.first[0][1]) < 120
    assert [(cut.title, cut.how, cut.lost) for cut in cuts(other)] == [
        ("One", "to 5 minutes", "Calm"),
        ("Break", "left out", ""),
        ("Three", "left out", "Three"),
        ("One", "left out", "Two"),
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Say it. [@T01 @own]", "Say it.", id="citation"),
        pytest.param("<b> & {{ x }}", "&lt;b&gt; &amp; {{ x }}", id="markup"),
        pytest.param("Run `a < b`, it's `c`.", "Run <code>a &lt; b</code>, it’s <code>c</code>.", id="code"),
        pytest.param("One ` alone", "One ` alone", id="one backtick"),
    ],
)
def test_text_is_text(text: str, shown: str) -> None:
    assert str(said(text)) == shown


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        pytest.param("All of it. [@own]", 20, "All of it.", id="whole"),
        pytest.param("One. Two and three.", 8, "One.", id="sentence"),
        pytest.param("One “Two.” Three and four", 14, "One “Two.”", id="quotation"),
        pytest.param("Nothing ends here at all", 14, "Nothing\N{NO-BREAK SPACE}…", id="words"),
        pytest.param("Run `one two three`", 12, "Run one\N{NO-BREAK SPACE}…", id="code"),
    ],
)
def test_text_is_shortened_at_a_sentence_or_a_word(text: str, most: int, shown: str) -> None:
    assert short(text, most) == shown


def test_a_title_has_no_markup() -> None:
    assert bare("What `x` is [@own]") == "What x is"
