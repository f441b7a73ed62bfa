"""A small kit for tests: its two pages and an exercise, in the small playbook."""

from __future__ import annotations

from pathlib import Path

KIT = """\
---
kind: kit
id: meet
order: 1
track: stakeholders
title: Meet
description: A workshop.
reader: You come.
outcome: A result.
minutes: 1
length: 100
people: [3, 9]
difficulty: easy
modes: [room]
roles: [one]
led_by: two
room: A table.
brings: [A pen.]
objectives:
  - {id: known, text: "All know it. [@own]"}
outputs:
  - {id: list, title: A list, says: Of all., template: worksheet}
  - {id: brief, title: A brief, says: A page., template: files/brief.md}
accessibility: [All can read it.]
afterwards: [You get it.]
steps:
  - id: open
    title: Open
    minutes: 10
    kind: talk
    sees: [Why we are here.]
    facilitator: {says: [Welcome.]}
  - id: work
    title: Work
    minutes: 45
    shortest: 30
    kind: group
    when_short: shorten
    lost: The last round
    objectives: [known]
    outputs: [list]
    does: [Write it down.]
  - id: pause
    title: Break
    minutes: 10
    kind: break
  - id: more
    title: More
    minutes: 15
    kind: pairs
    when_short: skip
    lost: A second look
    day_may_end: true
    does: [Look again.]
  - id: close
    title: Close
    minutes: 20
    kind: plenary
    outputs: [brief]
    does: [Say it.]
worksheet:
  - {title: The list, ask: What?, columns: [What, Who], rows: 3, example: [It, Me]}
exercise:
  says: A repository.
  standards: [SAY001]
  checkpoints:
    - {id: first, title: One, step: work, says: It says., hint: Say it., tests: [tests/test_a.py], standards: [SAY001]}
    - {id: last, title: Two, step: close, says: All., hint: Go on.}
facilitator:
  prepares: [{do: Print., minutes: 5}]
  remote: One link.
  wrong:
    - {when: nobody comes, do: Go home.}
    - {when: all come, do: Get chairs.}
  debrief: [Send it.]
---

{{ opening() }}

{{ kit_page() }}

{{ evidence() }}
"""
FACILITATOR = """\
---
kind: facilitation
kit: meet
title: "Lead it: meet"
description: For the one who leads.
reader: You lead.
outcome: Words.
minutes: 1
search: {exclude: true}
---

{{ opening() }}

{{ facilitation() }}

{{ evidence() }}
"""


def kit(root: Path) -> Path:
    """Add the kit `meet` to the small playbook in `root`, which has the standard SAY001; give the kit's folder."""
    folder = root / "docs/workshops/meet"
    for name in ("start", "checkpoints/first", "solution"):
        (folder / "exercise" / name).mkdir(parents=True)
        (folder / "exercise" / name / "README.md").write_text(f"{name}\n", encoding="utf-8")
    (folder / "files").mkdir()
    (folder / "files/brief.md").write_text("# Brief\n", encoding="utf-8")
    (folder / "index.md").write_text(KIT, encoding="utf-8")
    (folder / "facilitator.md").write_text(FACILITATOR, encoding="utf-8")
    return folder
