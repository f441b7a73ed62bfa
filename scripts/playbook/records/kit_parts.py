"""The parts of a workshop kit: steps, slides, worksheet, exercise, and what only facilitators read.

What only facilitators may read stands under `facilitator`, in the kit and in each step, and nowhere else: the papers of
participants take their words from the other fields and never have to strip anything.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from playbook.records.base import Slug, Strict, Text
from playbook.records.page import Ordered
from playbook.records.standard import StandardRef

Kind = Literal["talk", "solo", "pairs", "group", "plenary", "vote", "break"]
Minutes = Annotated[int, Field(ge=1, le=120)]
Texts = Annotated[tuple[Text, ...], Ordered]
Code = Annotated[str, StringConstraints(min_length=2)]
"""Lines to type or to read, as they are."""


class Objective(Strict):
    """What somebody can do, or what is decided, at the end."""

    id: Slug
    text: Text


class Output(Strict):
    """What the workshop ends with. `template` is `worksheet`, a page of this playbook, or a file in `files/`."""

    id: Slug
    title: Text
    says: Text
    template: Annotated[str, StringConstraints(pattern=r"^(worksheet|[a-z0-9][a-z0-9/-]*\.md|files/[A-Za-z0-9._-]+)$")]


class Objection(Strict):
    """What people will object, and what to answer."""

    they: Text
    you: Text


class Wrong(Strict):
    """What goes wrong, and what to do then."""

    when: Text
    do: Text


class StepNotes(Strict):
    """Of a step, what only its facilitator reads.

    `says` is spoken as it stands; `timebox` is what to do when time runs out.
    """

    says: Texts = ()
    asks: Texts = ()
    does: Texts = ()
    objections: Annotated[tuple[Objection, ...], Ordered] = ()
    wrong: Annotated[tuple[Wrong, ...], Ordered] = ()
    timebox: Text | None = None
    remote: Text | None = None


class Slide(Strict):
    """What the room sees of a step: a title and a few short lines. Without one, its instructions are shown."""

    title: Annotated[Text, Field(max_length=60)]
    lines: Annotated[tuple[Annotated[Text, Field(max_length=110)], ...], Field(strict=False, max_length=5)] = ()
    code: Code | None = None


class Step(Strict):
    """A step of the agenda. `sees` explains it to participants, `does` are their instructions, `code` goes with them.

    `when_short` says what becomes of it when time is cut: `shorten` goes down to `shortest`; `lost` is what that
    costs. `day_may_end` marks where a workshop may go on another day.
    """

    id: Slug
    title: Annotated[Text, Field(max_length=60)]
    minutes: Minutes
    shortest: Minutes | None = None
    kind: Kind
    when_short: Literal["keep", "shorten", "skip"] = "keep"
    lost: Text | None = None
    objectives: Annotated[tuple[Slug, ...], Ordered] = ()
    outputs: Annotated[tuple[Slug, ...], Ordered] = ()
    day_may_end: bool = False
    sees: Texts = ()
    does: Texts = ()
    code: Code | None = None
    slides: Annotated[tuple[Slide, ...], Ordered] = ()
    facilitator: StepNotes = StepNotes()

    @property
    def least(self) -> int:
        """The fewest minutes that it may take, unless it is skipped."""
        return self.shortest if self.shortest is not None else self.minutes


class Sheet(Strict):
    """A part of the worksheet: `ask`, and below it so many empty `lines`, or a table to fill in."""

    title: Annotated[Text, Field(max_length=60)]
    ask: Text
    lines: Annotated[int, Field(ge=0, le=14)] = 0
    columns: Texts = ()
    rows: Annotated[int, Field(ge=0, le=14)] = 0
    example: Texts = ()
    """The first row, filled, so that everybody sees how."""


class Preparation(Strict):
    """Something to do before the day, and how long it takes."""

    do: Text
    minutes: Minutes


class KitNotes(Strict):
    """Of a kit, what only its facilitator reads: preparation, the debrief afterwards, and how it is run from afar."""

    prepares: Annotated[tuple[Preparation, ...], Field(strict=False, min_length=1)]
    remote: Text
    wrong: Annotated[tuple[Wrong, ...], Field(strict=False, min_length=2)]
    debrief: Annotated[tuple[Text, ...], Field(strict=False, min_length=1)]


class Checkpoint(Strict):
    """A state of the exercise: what holds from here on. `step` is the step that ends with it; the last is the solution.

    `tests` are names of tests that pass from here on, `standards` those that hold; `removes` are files that are gone.
    """

    id: Slug
    title: Annotated[Text, Field(max_length=60)]
    step: Slug
    says: Text
    hint: Text
    tests: Annotated[tuple[str, ...], Ordered] = ()
    standards: Annotated[tuple[StandardRef, ...], Ordered] = ()
    removes: Annotated[tuple[str, ...], Ordered] = ()


class Exercise(Strict):
    """The repository of a hands-on kit, in its folder `exercise/`: `start/` whole, and what each checkpoint changes.

    `checkpoints/<id>/` holds the files that a checkpoint adds or changes, against the state before; `solution/` those
    of the last. `standards` are those that `start/` falls short of, and that the solution keeps.
    """

    says: Text
    standards: Annotated[tuple[StandardRef, ...], Field(strict=False, min_length=1)]
    checkpoints: Annotated[tuple[Checkpoint, ...], Field(strict=False, min_length=2)]
