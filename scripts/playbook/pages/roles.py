"""A role's page: what the record says, as Markdown, so that search and contents see every word."""

from __future__ import annotations

from collections.abc import Iterable

from playbook.pages.figures.relations import relations
from playbook.pages.figures.skills import skills_t
from playbook.pages.here import Here
from playbook.pages.opening import strip
from playbook.pages.text import markdown
from playbook.records.role import Pairing, Role, Skill

KIND = {"seat": "a job that one person holds", "hat": "worn on top of a seat"}


def role_top(here: Here, role: Role) -> str:
    """Give the head of the page: tag, name, purpose, decides and not mine, works with."""
    decides = _list(role.decides)
    refused = [f"{markdown(item.what)} {here.role(item.who)}" for item in role.not_mine]
    partners = [(here.role(item.who), markdown(item.what)) for item in role.works_with]
    return "\n\n".join(
        [
            f'<p class="g-tags"><span class="g-tag g-tag--{role.holds}">{role.holds.capitalize()}</span> '
            f'<span class="g-tagnote">{KIND[role.holds]}</span></p>',
            f"# {markdown(role.title)}",
            f"{markdown(role.purpose)}\n{{ .g-lede }}",
            strip(here),
            '<div class="g-remit" markdown="1">\n<div markdown="1">',
            f"## Decides {{ #decides }}\n\n{decides}",
            '</div>\n<div class="g-to" markdown="1">',
            f"## Not mine {{ #not-mine }}\n\n{_list(refused, raw=True)}",
            "</div>\n</div>",
            '## Works with { #works-with }\n\n<div class="g-with" markdown="1">',
            relations(here, role),
            _definitions(partners),
            "</div>",
            '<div class="g-without" markdown="1">\n<svg viewBox="0 0 34 24" aria-hidden="true" focusable="false">'
            '<path class="lg-lead" d="M0 2h20v9H0z"/><path class="lg-team" d="M25 2h9v20h-9z"/></svg>\n<div markdown="1">',
            f"## What breaks without it {{ #without }}\n\n{markdown(role.breaks_without)}",
            "</div>\n</div>",
        ]
    )


def role_rest(here: Here, role: Role) -> str:
    """Give the rest: results, signs, skills, combinations, measures, first weeks, interview, names."""
    name = {"seat": "seat", "hat": "hat"}[role.holds]
    asked = [(f"“{markdown(item.ask)}”", markdown(item.good)) for item in role.interview]
    weeks = [(markdown(item.when), markdown(item.do)) for item in role.first_weeks]
    return "\n\n".join(
        [
            f"## You need this {name} when {{ #needed-when }}\n\n{markdown(role.needed_when)}",
            f"### How you notice that it is missing {{ #missing }}\n\n{_list(role.missing_signs)}",
            f"## What it brings about {{ #outcomes }}\n\n{_list(role.outcomes)}",
            f"### How you measure it {{ #measures }}\n\n{_list(role.measures)}",
            f"## Asked before others decide {{ #consulted }}\n\n{_list(role.consulted_on)}",
            f"## Skills { '{' } #skills { '}' }\n\n{skills_t(here, role)}\n\n{_skills(here, role)}",
            _pairings(here, role),
            f"## The first weeks {{ #first-weeks }}\n\n{_definitions(weeks)}",
            f"## Questions to ask in an interview {{ #interview }}\n\n{_definitions(asked)}",
            f"## Also called {{ #also-called }}\n\n{_list(role.also_called)}",
        ]
    )


def _skills(here: Here, role: Role) -> str:
    def rows(keys: Iterable[str], depth: str) -> list[str]:
        skills = [here.library.get(Skill, key) for key in keys]
        return [f"| {markdown(skill.name)} | {depth} | {markdown(skill.means)} |" for skill in skills]

    head = ["| Skill | How much | That means |", "| --- | --- | --- |"]
    return "\n".join([*head, *rows(role.skills.deep, "a lot"), *rows(role.skills.broad, "a little")])


def _pairings(here: Here, role: Role) -> str:
    def part(title: str, anchor: str, items: Iterable[Pairing]) -> str:
        pairs = [(here.role(item.who), markdown(item.why)) for item in items]
        return f"### {title} {{ #{anchor} }}\n\n{_definitions(pairs)}" if pairs else ""

    one = part("Can be held together with", "combines", role.combines_with)
    other = part("Must not be held together with", "conflicts", role.conflicts_with)
    return "\n\n".join(["## One person, two roles { #together }", *filter(None, [one, other])]) if one or other else ""


def _list(items: Iterable[str], *, raw: bool = False) -> str:
    return "\n".join(f"- {item if raw else markdown(item)}" for item in items)


def _definitions(pairs: Iterable[tuple[str, str]]) -> str:
    return "\n\n".join(f"{term}\n:   {text}" for term, text in pairs)
