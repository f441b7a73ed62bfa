"""A kit's page for its facilitator: preparation, the script of each step, what goes wrong, and the papers."""

from __future__ import annotations

from playbook.pages.blocks import bullets, definitions, div, heading, joined, table
from playbook.pages.here import Here
from playbook.pages.island import sheet
from playbook.pages.kits import PAUSE, code, paper
from playbook.pages.running import running
from playbook.pages.text import coded, markdown, quoted
from playbook.records.kit import Facilitation, Kit
from playbook.records.kit_parts import Step, StepNotes
from playbook.workshops.plan import Slot, plan, shortest
from playbook.workshops.runs import runs_of, taken
from playbook.workshops.words import KINDS, clock


def facilitation(here: Here, page: Facilitation) -> str:
    """Give the whole page below its opening."""
    kit = here.library.get(Kit, page.kit)
    return joined(
        sheet(here, "workshops"),
        f"What participants read is on [their page]({here.to(here.library.file_of(kit))}); this page is yours.",
        _prepare(kit),
        _times(here, kit),
        running(here, kit),
        heading(2, "Script", "script"),
        "Indented lines are to be said as they stand, or in your own words. [@own]",
        *(_step(slot.step, slot.begins) for slot in plan(kit.steps).slots if slot.step.kind != "break" or _said(slot)),
        heading(2, "If it goes wrong", "wrong"),
        div("g-with", definitions((coded(item.when), coded(item.do)) for item in kit.facilitator.wrong)),
        heading(2, "Remote and hybrid", "remote"),
        coded(kit.facilitator.remote),
        heading(2, "Debrief", "debrief"),
        bullets(map(coded, kit.facilitator.debrief)),
        _papers(here, kit),
    )


def _prepare(kit: Kit) -> str:
    total = sum(item.minutes for item in kit.facilitator.prepares)
    steps = "\n".join(
        f'{number}. {coded(item.do)} <span class="g-time">{item.minutes} min</span>'
        for number, item in enumerate(kit.facilitator.prepares, 1)
    )
    return joined(heading(2, "Prepare", "prepare"), f"About {total} minutes. [@own]", div("g-steps", steps))


def _times(here: Here, kit: Kit) -> str:
    """Give what each step takes, what it took in earlier runs, and what becomes of it when time is cut."""
    runs = runs_of(here.library, kit)
    found = taken(runs)
    slots = plan(kit.steps).slots
    spare = plan(kit.steps, shortest(kit.steps)).skipped
    rows = [
        (
            clock(slot.begins),
            f"{markdown(slot.step.title)}{PAUSE if slot.step.kind == 'break' else ''}",
            str(slot.minutes),
            f"{found[slot.step.id].minutes:g} ({found[slot.step.id].runs})" if slot.step.id in found else "–",
            _short(slot.step, spared=slot.step in spare),
        )
        for slot in slots
    ]
    lost = [(markdown(slot.step.title), coded(slot.step.lost)) for slot in slots if slot.step.lost]
    head = ("After", "Step", "Min:", "Took:", "If time is short")
    said = (
        f"“Took” is the median of {len(runs)} {'run' if len(runs) == 1 else 'runs'}"
        f"{' at Example Energy, which is made up' if all(run.made_up for run in runs) else ''}."
        if runs
        else "Nobody has logged a run yet."
    )
    return joined(
        heading(2, "Times", "times"),
        f"It takes {clock(kit.length)} hours, and {clock(shortest(kit.steps))} at the very least. {said}",
        div("g-agenda g-times", table(head, rows)),
        *([heading(3, "What is lost when time is cut", "lost"), div("g-with", definitions(lost))] if lost else []),
    )


def _short(step: Step, *, spared: bool) -> str:
    """Say what becomes of `step` when time is cut; the shortest plan also spares breaks that nobody needs then."""
    if step.kind == "break":
        return "skip" if spared else "keep"
    return f"down to {step.least}" if step.when_short == "shorten" else step.when_short


def _said(slot: Slot) -> bool:
    """Whether whoever leads has something to do or to say in it."""
    return slot.step.facilitator != StepNotes()


def _step(step: Step, begins: int) -> str:
    notes = step.facilitator
    answers = [(quoted(one.they), quoted(one.you)) for one in notes.objections]
    facts = [("Timebox", coded(notes.timebox))] if notes.timebox else []
    facts += [("Remote", coded(notes.remote))] if notes.remote else []
    facts += [(f"If {coded(item.when)}", coded(item.do)) for item in notes.wrong]
    return joined(
        heading(3, markdown(step.title), f"step-{step.id}"),
        f"{clock(begins)}, {step.minutes} minutes, {KINDS[step.kind]}\n{{ .g-when }}",
        bullets(map(coded, notes.does)),
        *(f"> {quoted(text)}" for text in notes.says),
        div("g-asks", "Ask", bullets(quoted(text) for text in notes.asks)) if notes.asks else "",
        div("g-objections", table(("They say", "You answer"), answers)) if answers else "",
        div("g-with", definitions(facts)) if facts else "",
        code(step.code),
    )


PAPERS = (
    ("Run sheet", (("on screen", "run-sheet.html"), ("A4", "run-sheet-a4.pdf"), ("Letter", "run-sheet-letter.pdf"))),
    ("Slides with your notes", (("on screen", "slides.html"), ("PDF", "notes.pdf"))),
    ("Record to fill in afterwards", (("Markdown", "record.md"),)),
)
"""The facilitator's papers: title, and each form with its file. scripts/playbook/publish/papers/ makes them."""


def _papers(here: Here, kit: Kit) -> str:
    lines = [
        f"{title}: "
        + ", ".join(f'<a href="{paper(here, kit, file, facilitator=True)}">{words}</a>' for words, file in forms)
        for title, forms in PAPERS
    ]
    return joined(heading(2, "Papers", "papers"), bullets(lines))
