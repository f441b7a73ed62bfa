"""Workshop kits: one record from which every paper of a workshop is made, and the page of its facilitator."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath, PurePosixPath
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from playbook.records.base import Fault, Reference, RoleRef, Slug, Text, repeated
from playbook.records.kit_parts import Exercise, KitNotes, Objective, Output, Sheet, Step, Texts
from playbook.records.page import Ordered, Page

if TYPE_CHECKING:
    from playbook.records.library import Library

FOLDER = PurePath("workshops")
"""Under docs/: each kit is a folder of it, with its two pages, the files that it hands out, and its exercise."""

WITHOUT_BREAK = 90
"""Minutes after which people need a break. Our own limit."""
LONGEST_TALK = 20
"""Minutes that one person may talk. Our own limit."""


class KitRef(Reference):
    kind_name = "kit"


class Kit(Page):
    """A workshop. `length` is the sum of its steps' minutes, `people` the least and the most of a group."""

    kind_name: ClassVar[str] = "kit"
    kind: Literal["kit"]  # type: ignore[assignment]

    id: Slug
    order: Annotated[int, Field(ge=1)]
    track: Literal["stakeholders", "onboarding"]
    length: Annotated[int, Field(ge=30, le=480)]
    people: Annotated[tuple[int, int], Field(strict=False)]
    difficulty: Literal["easy", "some practice", "demanding"]
    modes: Annotated[tuple[Literal["room", "remote", "hybrid"], ...], Field(strict=False, min_length=1)]
    roles: Annotated[tuple[RoleRef, ...], Field(strict=False, min_length=1)]
    led_by: RoleRef
    room: Text
    brings: Annotated[tuple[Text, ...], Field(strict=False, min_length=1)]
    inputs: Texts = ()
    objectives: Annotated[tuple[Objective, ...], Field(strict=False, min_length=1)]
    outputs: Annotated[tuple[Output, ...], Field(strict=False, min_length=1)]
    accessibility: Annotated[tuple[Text, ...], Field(strict=False, min_length=1)]
    afterwards: Annotated[tuple[Text, ...], Field(strict=False, min_length=1)]
    """What participants are told of what happens with the result."""
    steps: Annotated[tuple[Step, ...], Field(strict=False, min_length=3)]
    worksheet: Annotated[tuple[Sheet, ...], Ordered] = ()
    exercise: Exercise | None = None
    facilitator: KitNotes

    @property
    def key(self) -> str:
        return self.id

    @property
    def takes(self) -> str:
        return f"{_span(self.length)}, {self.people[0]} to {self.people[1]} people"

    def faults(self, library: Library) -> Iterator[Fault]:
        """Minutes, breaks, objectives, outputs and files hold."""
        yield from repeated("steps", (step.id for step in self.steps))
        yield from repeated("objectives", (item.id for item in self.objectives))
        yield from repeated("outputs", (item.id for item in self.outputs))
        yield from self._named(library)
        yield from self._minutes()
        yield from self._breaks()
        yield from self._used()
        yield from self._templates(library)
        yield from self._exercise(library)

    def _named(self, library: Library) -> Iterator[Fault]:
        if library.file_of(self) != FOLDER / self.id / "index.md":
            yield ("id",), "the id is not the name of the kit's folder", f"move it to docs/{FOLDER / self.id}/index.md"
        if any(other.order == self.order and other.id != self.id for other in library.all(Kit)):
            yield ("order",), f"another kit has the place {self.order} too", "give one of the two another place"
        if not 2 <= self.people[0] <= self.people[1]:
            yield ("people",), "it goes from the least to the most, at least 2", "write it as [4, 12]"
        if not any(page.kit == self.id for page in library.all(Facilitation)):
            mend = f"add docs/{FOLDER / self.id}/facilitator.md with `kind: facilitation` and `kit: {self.id}`"
            yield ("id",), "this kit has no page for its facilitator", mend

    def _minutes(self) -> Iterator[Fault]:
        total = sum(step.minutes for step in self.steps)
        if total != self.length:
            yield ("length",), f"the steps take {total} minutes, not {self.length}", f"write `length: {total}`"
        for index, step in enumerate(self.steps):
            path = ("steps", index)
            if step.kind == "talk" and step.minutes > LONGEST_TALK:
                mend = "let people do something in between, or cut it"
                yield (*path, "minutes"), f"nobody listens for {step.minutes} minutes; {LONGEST_TALK} is the most", mend
            if step.when_short == "shorten" and not (step.shortest and step.shortest < step.minutes):
                yield (*path, "when_short"), "it is to be shortened, and nobody knows to what", "add `shortest:`"
            if step.when_short != "shorten" and step.shortest is not None:
                yield (*path, "shortest"), "only a step that is shortened has it", "write `when_short: shorten`"
            if step.when_short != "keep" and step.kind != "break" and not step.lost:
                yield (*path, "when_short"), "it does not say what is lost when time is cut", "add `lost:`"

    def _breaks(self) -> Iterator[Fault]:
        since, begins = 0, 0
        for index, step in enumerate(self.steps):
            if step.kind == "break":
                since, begins = 0, index + 1
                if index in (0, len(self.steps) - 1) or self.steps[index - 1].kind == "break":
                    yield ("steps", index, "kind"), "a break stands between two steps", "move it, or take it out"
                continue
            if since <= WITHOUT_BREAK < since + step.minutes:
                what = f"{since + step.minutes} minutes pass without a break; {WITHOUT_BREAK} is the most"
                yield (
                    ("steps", index, "minutes"),
                    what,
                    f"put a break between “{self.steps[begins].title}” and this step",
                )
            since += step.minutes

    def _used(self) -> Iterator[Fault]:
        objectives = {item.id for item in self.objectives}
        outputs = {item.id for item in self.outputs}
        used = {key for step in self.steps for key in step.objectives}
        made = {key for step in self.steps for key in step.outputs}
        for index, step in enumerate(self.steps):
            for name, keys, known in (("objectives", step.objectives, objectives), ("outputs", step.outputs, outputs)):
                for at, key in enumerate(keys):
                    if key not in known:
                        one = name.removesuffix("s")
                        yield (
                            ("steps", index, name, at),
                            f"the kit has no {one} `{key}`",
                            f"use: {', '.join(sorted(known))}",
                        )
            if step.kind != "break" and not step.does and not step.sees:
                yield ("steps", index, "id"), "participants read nothing of this step", "add `sees:` or `does:`"
        for index, item in enumerate(self.objectives):
            if item.id not in used:
                yield ("objectives", index, "id"), f"no step works towards `{item.id}`", "name it in a step, or drop it"
        for index, output in enumerate(self.outputs):
            if output.id not in made:
                yield ("outputs", index, "id"), f"no step makes `{output.id}`", "name it in a step's `outputs`"

    def _templates(self, library: Library) -> Iterator[Fault]:
        for index, output in enumerate(self.outputs):
            path = ("outputs", index, "template")
            if output.template == "worksheet":
                if not self.worksheet:
                    yield path, "this kit has no worksheet", "add `worksheet:`, or name another template"
            elif output.template.startswith("files/"):
                file = library.root / "docs" / FOLDER / self.id / PurePosixPath(output.template)
                if not file.is_file():
                    yield (
                        path,
                        f"there is no file {output.template} beside this page",
                        "add it, or name another template",
                    )
            elif PurePath(output.template) not in library.entries:
                yield path, f"there is no page docs/{output.template}", "name a page by its path under docs/"
        for index, sheet in enumerate(self.worksheet):
            if bool(sheet.columns) != bool(sheet.rows):
                yield ("worksheet", index, "title"), "a table has columns and rows", "give both, or neither"
            if sheet.example and len(sheet.example) != len(sheet.columns):
                what = f"the example has {len(sheet.example)} cells for {len(sheet.columns)} columns"
                yield ("worksheet", index, "example"), what, "give one cell for each column"

    def _exercise(self, library: Library) -> Iterator[Fault]:
        if self.exercise is None:
            return
        yield from self._states(self.exercise)
        folder = library.root / "docs" / FOLDER / self.id / "exercise"
        steps = {step.id for step in self.steps}
        last = len(self.exercise.checkpoints) - 1
        for index, checkpoint in enumerate(self.exercise.checkpoints):
            path = ("exercise", "checkpoints", index)
            if checkpoint.step not in steps:
                yield (
                    (*path, "step"),
                    f"there is no step `{checkpoint.step}`",
                    f"use one of: {', '.join(sorted(steps))}",
                )
            where = "solution" if index == last else f"checkpoints/{checkpoint.id}"
            if not (folder / where).is_dir():
                yield (*path, "id"), f"there is no folder exercise/{where}", "add what changes from the state before"
            for key in checkpoint.standards:
                if key not in self.exercise.standards:
                    mend = "add it to `exercise.standards`, or take it out here"
                    yield (*path, "standards"), f"{key} is none of the exercise's standards", mend
        if not (folder / "start").is_dir():
            yield ("exercise", "says"), "there is no folder exercise/start", "add the repository that people begin with"
        held = {key for checkpoint in self.exercise.checkpoints for key in checkpoint.standards}
        for index, key in enumerate(self.exercise.standards):
            if key not in held:
                yield (
                    ("exercise", "standards", index),
                    f"no checkpoint makes {key} hold",
                    "name it in the one that does",
                )

    def _states(self, exercise: Exercise) -> Iterator[Fault]:
        """Each state has a name of its own; the last may be called what it is, the solution."""
        states = {"start", "solution"}
        for index, checkpoint in enumerate(exercise.checkpoints):
            is_last = index == len(exercise.checkpoints) - 1
            if checkpoint.id in states - ({"solution"} if is_last else set()):
                path = ("exercise", "checkpoints", index, "id")
                yield path, f"the exercise has a state `{checkpoint.id}` already", "rename this one"
            states.add(checkpoint.id)


class Facilitation(Page):
    """The facilitator's page of a kit. Participants should not come upon its words, so it is not searched."""

    kind_name: ClassVar[str] = "facilitation"
    kind: Literal["facilitation"]  # type: ignore[assignment]

    kit: KitRef

    def faults(self, library: Library) -> Iterator[Fault]:  # noqa: ARG002
        """It stays out of the search."""
        if not self.search.exclude:
            mend = "add `search: {exclude: true}`"
            yield ("kit",), "the search would show the facilitator's words to participants", mend


def inside_kit(file: PurePath) -> bool:
    """Tell whether `file`, a path under docs/, is handed out by a kit or part of an exercise, and so no page."""
    parts = file.parts
    return len(parts) > 3 and parts[0] == FOLDER.name and parts[2] in ("files", "exercise")


def _span(minutes: int) -> str:
    """Give a span as people say it: `45 minutes`, `1 hour`, `2 hours 15 minutes`."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} hour{'s' if hours > 1 else ''}"] if hours else []
    return " ".join([*parts, *([f"{rest} minutes"] if rest else [])])
