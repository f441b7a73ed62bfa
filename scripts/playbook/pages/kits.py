"""A kit's page for participants: what happens when, their instructions, what they take away, and the papers.

It reads nothing of what stands under `facilitator` in the record.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from playbook.pages.blocks import UNSEARCHED, bullets, definitions, div, heading, joined, table
from playbook.pages.here import Here
from playbook.pages.island import sheet
from playbook.pages.text import coded, escaped, listed, markdown
from playbook.records.kit import FOLDER, Facilitation, Kit
from playbook.records.kit_parts import Output, Step
from playbook.records.standard import Standard
from playbook.workshops.plan import plan
from playbook.workshops.words import KINDS, clock

PAUSE = " { .g-pause }"
"""After the text of a cell: its row is a break."""

MODES = {"room": "in a room", "remote": "remote", "hybrid": "hybrid"}
TRACKS = {"stakeholders": "With stakeholders", "onboarding": "For onboarding"}


def kit_index(here: Here) -> str:
    """Give all kits in a table for each track: what it ends with, how long, how many people, how hard to lead."""
    parts = [sheet(here, "workshops")]
    for track, title in TRACKS.items():
        rows = [
            (here.link(kit), markdown(kit.outcome), clock(kit.length), _people(kit), kit.difficulty)
            for kit in sorted(here.library.all(Kit), key=lambda kit: kit.order)
            if kit.track == track
        ]
        head = ("Workshop", "You leave with", "Takes", "People", "To lead")
        parts += [heading(2, title, track), div("g-names g-blocks g-kits", table(head, rows))]
    return joined(*parts)


def kit_page(here: Here, kit: Kit) -> str:
    """Give the whole page below its opening."""
    return joined(
        sheet(here, "workshops"),
        div("g-with", definitions(_facts(here, kit))),
        heading(2, "Agenda", f"agenda{UNSEARCHED}"),
        div("g-agenda", agenda(kit)),
        _objectives(kit),
        heading(2, "Steps", "steps"),
        *(_step(number, step) for number, step in enumerate(_worked(kit), 1)),
        _exercise(here, kit),
        _outputs(here, kit),
        heading(2, "Afterwards", "afterwards"),
        *(coded(text) for text in kit.afterwards),
        heading(2, "So that everybody can take part", f"access{UNSEARCHED}"),
        bullets(map(coded, kit.accessibility)),
        papers(here, kit),
    )


def agenda(kit: Kit) -> str:
    """Give the steps in a table, with the time since the beginning."""
    slots = plan(kit.steps).slots
    rows = [
        (
            clock(slot.begins),
            f"{markdown(slot.step.title)}{PAUSE if slot.step.kind == 'break' else ''}",
            KINDS[slot.step.kind],
            str(slot.minutes),
        )
        for slot in slots
    ]
    end = (clock(kit.length), "End { .g-end }", "", str(kit.length))
    return table(("After", "What happens", "How", "Min:"), [*rows, end])


def _people(kit: Kit) -> str:
    return f"{kit.people[0]}–{kit.people[1]}"


def _facts(here: Here, kit: Kit) -> list[tuple[str, str]]:
    return [
        ("Who", listed([here.role(role) for role in kit.roles])),
        ("How", listed([MODES[mode] for mode in kit.modes])),
        ("Room", coded(kit.room)),
        ("You bring", bullets(map(coded, kit.brings)) if len(kit.brings) > 1 else coded(kit.brings[0])),
        *([("Needed before", listed(list(map(coded, kit.inputs))))] if kit.inputs else []),
        ("Led by", here.role(kit.led_by)),
    ]


def _objectives(kit: Kit) -> str:
    return joined(heading(2, "What it is for", "objectives"), bullets(coded(item.text) for item in kit.objectives))


def _worked(kit: Kit) -> list[Step]:
    return [step for step in kit.steps if step.kind != "break"]


def _step(number: int, step: Step) -> str:
    numbered = "\n".join(f"{at}. {coded(text)}" for at, text in enumerate(step.does, 1))
    return joined(
        heading(3, f"{number}. {markdown(step.title)}", f"step-{step.id}{UNSEARCHED}"),
        *(coded(text) for text in step.sees),
        numbered,
        code(step.code),
    )


def code(lines: str | None, language: str = "text") -> str:
    """Give `lines` as a block of code, or nothing; a fence in it cannot end the block."""
    if not lines:
        return ""
    ticks = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", lines))])
    return f"{ticks}{language}\n{lines.strip()}\n{ticks}"


def _exercise(here: Here, kit: Kit) -> str:
    """Give the repository of a hands-on kit: how to begin, its checkpoints, and the standards that it is about."""
    if kit.exercise is None:
        return ""
    rows = [(f"`{item.id}`", markdown(item.title), coded(item.says)) for item in kit.exercise.checkpoints]
    known = [here.library.get(Standard, key) for key in kit.exercise.standards]
    standards = bullets(f"{here.link(one, f'{one.id} {one.title.removeprefix(one.id).strip()}')}" for one in known)
    return joined(
        heading(2, "The repository", "exercise"),
        coded(kit.exercise.says),
        code(f"playbook exercise start {kit.id} my-exercise\nplaybook exercise check my-exercise", "sh"),
        "The first line lays it out in a new folder, the second says in words how far you are. It runs the tests "
        "in that folder, on your machine. [@own]",
        table(("Checkpoint", "Is reached when", "What holds then"), rows),
        f"Fallen behind? `playbook exercise start {kit.id} second --at {kit.exercise.checkpoints[0].id}` lays out in "
        "another folder what is reached at a checkpoint, and says how to go on there. [@own]",
        "At the start the repository falls short of these standards, and at the end it keeps them:",
        standards,
    )


def _outputs(here: Here, kit: Kit) -> str:
    pairs = [(markdown(output.title), f"{coded(output.says)} {template(here, kit, output)}") for output in kit.outputs]
    return joined(heading(2, "What you leave with", "outputs"), div("g-with", definitions(pairs)))


def template(here: Here, kit: Kit, output: Output) -> str:
    """Give a link to what an output is filled into."""
    if output.template == "worksheet":
        return f'<a href="{paper(here, kit, "handout.html")}#worksheet">The worksheet</a>'
    if output.template.startswith("files/"):
        name = output.template.removeprefix("files/")
        return f'<a href="{paper(here, kit, output.template)}">{escaped(name)}</a>'
    page = here.library.entries[PurePath(output.template)].record
    return here.link(page)


def paper(here: Here, kit: Kit, name: str, *, facilitator: bool = False) -> str:
    """Give the address of a paper of `kit` from this page: of the participants, or of the facilitator."""
    folder = FOLDER / kit.id
    base = folder / "facilitator.md" if facilitator else folder / "index.md"
    inside = name if name.startswith("files/") else f"papers/{name}"
    return here.href(base).removesuffix("./") + inside


PAPERS = (
    ("Slides", (("on screen", "slides.html"), ("PDF, 16:9", "slides-16x9.pdf"), ("PDF, 4:3", "slides-4x3.pdf"))),
    (
        "Handout with worksheet",
        (("on screen", "handout.html"), ("A4", "handout-a4.pdf"), ("Letter", "handout-letter.pdf")),
    ),
)
"""The participants' papers: title, and each form with its file. scripts/playbook/publish/papers/ makes them."""


def papers(here: Here, kit: Kit) -> str:
    """Give the links to the participants' papers, and to the facilitator's page."""
    lines = [
        f"{title}: " + ", ".join(f'<a href="{paper(here, kit, file)}">{words}</a>' for words, file in forms)
        for title, forms in PAPERS
    ]
    page = next(entry for entry in here.library.entries.values() if _leads(entry.record, kit))
    return joined(
        heading(2, "Papers", f"papers{UNSEARCHED}"),
        bullets(lines),
        f"You lead it? [Go to the facilitator’s page]({here.to(page.file)}).",
    )


def _leads(record: object, kit: Kit) -> bool:
    return isinstance(record, Facilitation) and record.kit == kit.id
