"""A role's page: what the record says, as Markdown, so that search and contents see every word."""

from __future__ import annotations

from collections.abc import Iterable

from playbook.pages.blocks import UNSEARCHED, bullets, definitions, div, heading, joined, table
from playbook.pages.figures.relations import relations
from playbook.pages.figures.skills import skills_t
from playbook.pages.here import Here
from playbook.pages.opening import strip
from playbook.pages.text import markdown, plain
from playbook.records.role import Pairing, Role, Skill

KIND = {"seat": "a job that one person holds", "hat": "worn on top of a seat"}

_APART = (
    '<div class="g-apart"><svg viewBox="0 0 34 24" aria-hidden="true" focusable="false">'
    '<path class="lg-lead" d="M0 2h20v9H0z"/><path class="lg-team" d="M25 2h9v20h-9z"/></svg></div>'
)
"""The logo's plates, pulled apart."""


def role_top(here: Here, role: Role) -> str:
    """Give the head of the page: tag, name, purpose, decides and not mine, works with, what breaks."""
    return joined(
        f'<p class="g-tags"><span class="g-tag g-tag--{role.holds}">{role.holds.capitalize()}</span> '
        f'<span class="g-tagnote">{KIND[role.holds]}</span></p>',
        f"# {markdown(role.title)}",
        f"{markdown(role.purpose)}\n{{ .g-lede }}",
        strip(here),
        _beside(
            _part("Decides", "decides", decides(role)),
            div("g-to", heading(2, "Not mine", "not-mine"), not_mine(here, role)),
        ),
        heading(2, "Works with", f"works-with{UNSEARCHED}"),
        relations(here, role),
        div("g-with", definitions((here.role(item.who), markdown(item.what)) for item in role.works_with)),
        div(
            "g-without",
            _APART,
            div("g-broken", heading(2, "What breaks without it", "without"), markdown(role.breaks_without)),
        ),
    )


def role_rest(here: Here, role: Role) -> str:
    """Give the rest: results, signs, skills, combinations, measures, first weeks, interview, names."""
    return joined(
        _beside(
            _part(f"You need this {role.holds} when", "needed-when", markdown(role.needed_when)),
            _part("How you notice that it is missing", "missing", _list(role.missing_signs)),
        ),
        _beside(
            _part("What it brings about", "outcomes", _list(role.outcomes)),
            _part("How you measure it", "measures", _list(role.measures)),
        ),
        heading(2, "Skills", f"skills{UNSEARCHED}"),
        skills_t(here, role),
        _skills(here, role),
        _together(here, role),
        heading(2, "The first weeks", "first-weeks"),
        div("g-with", definitions((markdown(item.when), markdown(item.do)) for item in role.first_weeks)),
        heading(2, "Questions to ask in an interview", "interview"),
        definitions((f"“{markdown(item.ask)}”", markdown(item.good)) for item in role.interview),
        _beside(
            _part("Asked before others decide", "consulted", _list(role.consulted_on)),
            _part("Also called", "also-called", _list(role.also_called)),
        ),
    )


def _beside(left: str, right: str) -> str:
    return div("g-remit", left, right)


def _part(title: str, anchor: str, text: str) -> str:
    return div(f"g-{anchor}", heading(2, title, anchor), text)


def decides(role: Role) -> str:
    """Give what the role decides, as a list."""
    return _list(role.decides)


def not_mine(here: Here, role: Role) -> str:
    """Give what is brought to the role in vain, as a list; each line ends with the role that decides it."""
    return bullets(f"{markdown(item.what)} {here.role(item.who)}" for item in role.not_mine)


def role_index(here: Here) -> str:
    """Give all seats and all hats, each with its purpose and the moment at which it is needed.

    The sources of both stand on the role's own page.
    """
    return joined(
        heading(2, "Seats", f"seats{UNSEARCHED}"),
        _index(here, "seat"),
        heading(2, "Hats", f"hats{UNSEARCHED}"),
        _index(here, "hat"),
    )


def _index(here: Here, holds: str) -> str:
    roles = [role for role in here.library.all(Role) if role.holds == holds]
    rows = [(here.link(role), markdown(plain(role.purpose)), markdown(plain(role.needed_when))) for role in roles]
    head = (holds.capitalize(), "What it is for", "Needed when")
    return div("g-names g-blocks g-index", table(head, rows))


def _skills(here: Here, role: Role) -> str:
    def rows(keys: Iterable[str], depth: str) -> list[tuple[str, str, str]]:
        skills = [here.library.get(Skill, key) for key in keys]
        return [(markdown(skill.name), depth, markdown(skill.means)) for skill in skills]

    known = [*rows(role.skills.deep, "a lot"), *rows(role.skills.broad, "a little")]
    return div("g-names", table(("Skill", "Knows", "That means"), known))


def _together(here: Here, role: Role) -> str:
    def part(title: str, anchor: str, items: Iterable[Pairing]) -> str:
        pairs = [(here.role(item.who), markdown(item.why)) for item in items]
        return joined(heading(3, title, anchor), div("g-with", definitions(pairs))) if pairs else ""

    parts = joined(
        part("Can be held together with", "combines", role.combines_with),
        part("Must not be held together with", "conflicts", role.conflicts_with),
    )
    return joined(heading(2, "One person, two roles", "together"), parts) if parts else ""


def _list(items: Iterable[str]) -> str:
    return bullets(map(markdown, items))
