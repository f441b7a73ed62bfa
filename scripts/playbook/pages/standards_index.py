"""All standards: at a glance, to search in, on a card for the wall, and in the order in which to take them up."""

from __future__ import annotations

from typing import Any

from playbook.pages.blocks import div, heading, joined, table
from playbook.pages.here import Here
from playbook.pages.island import element, sheet
from playbook.pages.text import coded, markdown, plain
from playbook.records.standard import TIERS, Adoption, Family, Standard

OF_TIER = {
    "everyone": "For everyone",
    "growing": "Once it hurts",
    "regulated": "Where sector or customers demand it",
}
PLACE = '<span class="g-unseen">Place</span>'
MEANWHILE = "Finding as you type needs scripts. Without them, your browser’s own search finds on this page."


def standards_index(here: Here) -> str:
    """Give the glance (family by tier), the quick find, and a list for each family."""
    families = _families(here)
    return joined(
        sheet(here, "standards"),
        heading(2, "At a glance", "glance"),
        _key(),
        div("g-glance", table(("Family", *map(str.capitalize, TIERS)), (_glance(here, family) for family in families))),
        heading(2, "Find one", "find"),
        element(here, "find", [_sent(standard) for standard in _counted(here)], MEANWHILE),
        *(joined(heading(3, markdown(family.title), family.id.lower()), _family(here, family)) for family in families),
        _gone(here),
    )


def _key() -> str:
    levels = " ".join(f'<span class="g-level g-level--{level}">{level}</span>' for level in ("must", "should", "may"))
    return div(
        "g-legend", f"{levels} Those with a dot are decided by `playbook review`; for the others a reviewer asks."
    )


def _families(here: Here) -> list[Family]:
    return sorted(here.library.all(Family), key=lambda family: family.order)


def _counted(here: Here) -> list[Standard]:
    """Give the standards that are not withdrawn, by ID."""
    return sorted((item for item in here.library.all(Standard) if item.state != "withdrawn"), key=lambda item: item.id)


def _of(here: Here, family: Family) -> list[Standard]:
    return [standard for standard in _counted(here) if standard.family == family.id]


def badge(here: Here, standard: Standard) -> str:
    """Give the ID as a link, framed by its level; a dot says that a check decides it."""
    dot = '<span class="g-dot"></span>' if standard.checked else ""
    href = here.href(here.library.file_of(standard))
    spoken = f"{standard.level}, {'checked' if standard.checked else 'asked by a reviewer'}"
    return (
        f'<a class="g-badge g-level--{standard.level}" href="{href}">{standard.id}{dot}'
        f'<span class="g-unseen">, {spoken}</span></a>'
    )


def _glance(here: Here, family: Family) -> list[str]:
    mine = _of(here, family)
    cells = (" ".join(badge(here, item) for item in mine if item.tier == tier) for tier in TIERS)
    return [here.link(family), *(cell or "–" for cell in cells)]


def _family(here: Here, family: Family) -> str:
    rows = (
        (
            f"[{item.id}]({here.to(here.library.file_of(item))}){{ #{item.id} }}",
            markdown(item.name),
            item.level,
            item.tier,
            "by a program" if item.checked else "by a reviewer",
        )
        for item in _of(here, family)
    )
    return div("g-list g-rows", table(("ID", "Standard", "Level", "For", "Decided"), rows))


def _sent(standard: Standard) -> dict[str, Any]:
    """Give the words by which the quick find knows a standard, beyond those of its row."""
    return {
        "id": standard.id,
        "words": " ".join([standard.slug, plain(standard.rule), plain(standard.pain)]).replace("`", ""),
    }


def _gone(here: Here) -> str:
    gone = sorted((item for item in here.library.all(Standard) if item.state == "withdrawn"), key=lambda item: item.id)
    if not gone:
        return ""
    rows = ((here.link(item, item.id), markdown(item.name), _instead(here, item)) for item in gone)
    return joined(heading(2, "Withdrawn", "withdrawn"), table(("ID", "Standard", "In its place"), rows))


def _instead(here: Here, standard: Standard) -> str:
    return here.link(here.library.get(Standard, standard.replaced_by)) if standard.replaced_by else "–"


def standards_card(here: Here) -> str:
    """Give every standard in a line, by tier: one sheet of paper."""
    return joined(sheet(here, "standards"), div("g-card", *(_tier(here, tier) for tier in TIERS)))


def _tier(here: Here, tier: str) -> str:
    mine = [standard for standard in _counted(here) if standard.tier == tier and standard.state != "draft"]
    if not mine:
        return ""
    rows = ((badge(here, item), markdown(item.name)) for item in mine)
    return joined(heading(2, f"{OF_TIER[tier]}", tier), div("g-list", table(("ID", "Standard"), rows)))


def family_order(here: Here, family: Family) -> str:
    """Give the family's standards in the order in which to take them up, each with the reason for its place."""
    rows = []
    for number, member in enumerate(family.standards, 1):
        standard = here.library.get(Standard, member.id)
        rows.append((str(number), badge(here, standard), here.link(standard, standard.name), coded(member.why)))
    return joined(
        sheet(here, "standards"), div("g-list g-order", table((PLACE, "ID", "Standard", "Why it comes here"), rows))
    )


def adoption_order(here: Here, adoption: Adoption) -> str:
    """Give the steps by tier: the pain, the standards that take it away, and why now."""
    parts = [sheet(here, "standards")]
    number = 0
    for tier in TIERS:
        steps = [step for step in adoption.steps if step.tier == tier]
        if not steps:
            continue
        parts.append(heading(2, OF_TIER[tier], tier))
        for step in steps:
            number += 1
            badges = " ".join(badge(here, here.library.get(Standard, key)) for key in step.standards)
            parts.append(
                div(
                    "g-stair",
                    heading(3, f"{number}. {markdown(step.pain)}", step.id),
                    f"{badges}\n{{ .g-badges }}",
                    coded(step.why),
                )
            )
    return joined(*parts)
