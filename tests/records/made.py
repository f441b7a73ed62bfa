"""A small playbook, made in a temporary folder, for tests that break it."""

from __future__ import annotations

from pathlib import Path

ROLE = """\
---
kind: role
id: {id}
holds: seat
side: platform
order: {order}
title: {title}
description: A role.
reader: You wonder.
outcome: An answer.
minutes: 1
purpose: "Does one thing. [@T01]"
outcomes: [One result.]
decides: [One matter.]
consulted_on: [Another matter.]
not_mine:
  - {{what: This., who: {other}}}
  - {{what: That., who: {other}}}
works_with:
  - {{who: {other}, what: Talks.}}
  - {{who: {other}, what: Listens.}}
skills: {{deep: [ci-cd], broad: [packaging]}}
needed_when: "Always. [@own]"
breaks_without: Everything.
missing_signs: [Silence.]
measures: [Hours.]
first_weeks:
  - {{when: Day 1, do: Read.}}
  - {{when: Day 2, do: Ask.}}
interview:
  - {{ask: Why?, good: Because.}}
  - {{ask: How?, good: So.}}
also_called: [Something else.]
---

Body. [@T01]
"""

COMPONENTS = (
    "version control, CI/CD, containerisation, container registry, package registry, "
    "experiment tracking, model registry, monitoring, compute, serving"
)
TOOLS = "".join(f"  - {{component: {name}, state: nothing}}\n" for name in COMPONENTS.split(", "))

FILES = {
    "docs/about/sources/claims.yml": '- {id: T01, at: "0:01:00", home: [team], says: "A claim."}\n',
    "docs/about/sources/works.yml": (
        "- {id: dora, short: DORA, title: Keys, authors: DORA, year: 2024,"
        ' url: "https://dora.dev/", read: secondary, gives: "Four measures."}\n'
    ),
    "docs/roles/skills.yml": (
        "- {id: ci-cd, name: CI, means: Builds.}\n- {id: packaging, name: Packaging, means: Ships.}\n"
    ),
    "docs/roles/composition.yml": "[]\n",
    "docs/workshops/runs.yml": "[]\n",
    "playbook.yml": (
        'site: {name: Book, url: "http://127.0.0.1:8000/", repository: "https://example.org/book"}\n'
        "organisation: {name: Org, what: a firm, people: 3, departments: 1, data_scientists: 1, product_teams: 1}\n"
        "team:\n  name: the team\n  department: One\n  mission: Ship.\n  members:\n    - {seat: one}\n"
        f"tools:\n{TOOLS}"
    ),
    "docs/roles/one.md": ROLE.format(id="one", order=1, title="One", other="two"),
    "docs/roles/two.md": ROLE.format(id="two", order=2, title="Two", other="one"),
    "docs/index.md": (
        "---\ntitle: Start\ndescription: The start.\nreader: You are new.\noutcome: A way in.\nminutes: 1\n---\n\n"
        "Hello. [@own]\n"
    ),
}


def playbook(root: Path) -> Path:
    """Write the small playbook into `root` and give it back."""
    for name, text in FILES.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


STANDARD = """\
---
kind: standard
id: {id}
slug: {slug}
title: {id} Say {slug}
description: A standard.
reader: You wonder.
outcome: A rule.
minutes: 1
rule: "Say it. [@T01]"
tier: everyone
level: {level}
state: stable
since: "1.0"
pain: “Nobody said it.”
felt_by: [one]
decides: ["It is said. [@own]"]
leaves: ["Is it true? [@own]"]
cost: A minute.
first_step: Say it.
bring_in: [Tell them., Do it.]
comment: Please say it.
bad: {{title: Silence, says: Nothing., shows: [said.md]}}
good: {{title: Words, says: Something., shows: [said.md]}}
history: [{{edition: "1.0", date: 2026-11-23, what: First stated.}}]
---

{{{{ standard_top() }}}}

## Why {{ #why }}

Because. [@T01]

{{{{ standard_rest() }}}}

{{{{ evidence() }}}}
"""
FAMILY = """\
---
kind: family
id: SAY
order: 1
title: Saying
description: A family.
reader: You wonder.
outcome: An order.
minutes: 1
standards:
{members}
---

{{{{ opening() }}}}

{{{{ family_order() }}}}

{{{{ evidence() }}}}
"""


def standards(root: Path, *ids: str, level: str = "must") -> None:
    """Add a family with standards of the IDs SAY001 …, each with its examples, to the small playbook in `root`."""
    members = "\n".join(f'  - {{id: {key}, why: "It comes now. [@own]"}}' for key in ids)
    files = {"docs/standards/saying.md": FAMILY.format(members=members)}
    for key in ids:
        folder = f"docs/standards/{key}"
        files[f"{folder}/index.md"] = STANDARD.format(id=key, slug=f"word-{key[-1]}", level=level)
        files[f"{folder}/bad/said.md"] = "\n# Nothing {{ here }}\n"
        files[f"{folder}/good/said.md"] = "\n# Something {{ here }}\n"
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
