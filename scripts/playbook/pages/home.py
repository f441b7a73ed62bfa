"""The front page: who stands where in the worked team, the four doors, and what this edition holds."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath

from playbook.pages.here import Here
from playbook.pages.text import markdown
from playbook.records.design import DesignExample, DesignTemplate
from playbook.records.evidence import Claim
from playbook.records.kit import Kit
from playbook.records.measure import Measure
from playbook.records.page import Home
from playbook.records.pain_point import PainPoint
from playbook.records.path import Path
from playbook.records.role import Role
from playbook.records.standard import Standard
from playbook.records.team import Shapes


def doors(here: Here) -> str:
    """Give the four doors: the sentence a reader would say, where it leads, and how long it takes."""
    library = here.library
    parts = ['<div class="g-doors" markdown="1">']
    for door in library.one(Home).doors:
        then = [here.link(library.entries[PurePath(page)].record) for page in door.then]
        parts += [
            '<div class="g-door" markdown="1">',
            f"## [{markdown(door.says)}]({here.to(door.to)})",
            f"{markdown(door.gives)} {_minutes(library.entries[PurePath(door.to)].record.minutes)}",
            "\n".join(f"- {link}" for link in then),
            "</div>",
        ]
    return "\n\n".join([*parts, "</div>"])


def edition(here: Here) -> str:
    """Give what this edition holds, counted from the records."""
    library = here.library
    holds = Counter(role.holds for role in library.all(Role))
    used = {key for keys in library.citations.values() for key in keys}
    claims = library.all(Claim)
    shapes = sum(len(page.shapes) for page in library.all(Shapes))
    standards = [standard for standard in library.all(Standard) if standard.state != "withdrawn"]
    examples = len(library.all(DesignExample))
    rows = [
        ("Roles", "roles/index.md", f"{holds['seat']} seats, {holds['hat']} hats"),
        ("Team shapes", "team/shapes.md", f"{shapes}, drawn"),
        ("Standards", "standards/index.md", f"{len(standards)}, {sum(s.checked for s in standards)} checked"),
        ("Who does what", "roles/responsibilities.md", "one accountable role each"),
        ("Pain points", "priorities/our-board.md", f"{len(library.all(PainPoint))}, ranked by both sides"),
        ("Workshops", "workshops/index.md", f"{len(library.all(Kit))} kits, with all their papers"),
        ("Design documents", "design/index.md", f"{len(library.all(DesignTemplate))} templates, {examples} filled in"),
        ("Onboarding", "onboarding/index.md", f"{len(library.all(Path))} paths, as checklist and issues"),
        ("Measures", "priorities/measures/index.md", f"{len(library.all(Measure))}, with a baseline in a day"),
        ("Sources", "about/sources/index.md", f"{sum(c.id in used for c in claims)} of {len(claims)} claims in use"),
    ]
    items = [
        f'<li><a href="{here.href(page)}">{name}</a>'
        f'<span class="dots" aria-hidden="true"></span><span>{what}</span></li>'
        for name, page, what in rows
    ]
    return '<ul class="g-leaders">\n' + "\n".join(items) + "\n</ul>"


def _minutes(count: int) -> str:
    return f"{count} minute{'' if count == 1 else 's'}."
