"""The tool with which a facilitator plans a workshop and runs it: a kit's steps, as the browser needs them.

docs/assets/tools/running.js makes the rest. What it shows to the room are `title`, `does` and times of a step; of what
stands here, `lost` alone is for the facilitator.
"""

from __future__ import annotations

from typing import Any

from playbook.pages.blocks import heading, joined
from playbook.pages.here import Here
from playbook.pages.island import element
from playbook.pages.text import plain
from playbook.records.kit import FOLDER, Kit
from playbook.records.kit_parts import Step
from playbook.records.run import Run
from playbook.workshops.words import KINDS


def running(here: Here, kit: Kit) -> str:
    """Give the tool for `kit` under its heading; without scripts it says what there is in its place."""
    meanwhile = f"This needs scripts. Without them use the times above, or playbook workshop agenda {kit.id}."
    return joined(
        heading(2, "Plan and run", "running"),
        "Say when you begin and how long you have. On the day, press start. A second window of this page, on the "
        "projector, follows; there a space pauses, and the arrows go on and back. Nothing leaves this device.",
        element(here, "running", island(here, kit), meanwhile, "running", late=True),
    )


def island(here: Here, kit: Kit) -> dict[str, Any]:
    """Give what the tool knows of `kit`. Texts are plain, with code between backticks."""
    runs = [int(run.id.removeprefix("RUN-")) for run in here.library.all(Run)]
    return {
        "id": kit.id,
        "title": plain(kit.title),
        "length": kit.length,
        "outcome": plain(kit.outcome),
        "brings": [plain(item) for item in kit.brings],
        "page": here.href(FOLDER / kit.id / "index.md"),
        "run": f"RUN-{max(runs, default=0) + 1:03}",
        "steps": [_step(step) for step in kit.steps],
    }


def _step(step: Step) -> dict[str, Any]:
    """Give a step. Who has no instructions is told what it is about; a break needs neither."""
    return {
        "id": step.id,
        "title": plain(step.title),
        "minutes": step.minutes,
        "least": step.least,
        "kind": KINDS[step.kind],
        "when_short": step.when_short,
        "day_may_end": step.day_may_end,
        "does": [plain(text) for text in step.does or step.sees],
        **({"lost": plain(step.lost)} if step.lost else {}),
    }
