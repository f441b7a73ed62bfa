"""The charter of the team in playbook.yml: what it is for, who is in it, and what to ask it where."""

from __future__ import annotations

from playbook.pages.blocks import bullets, heading, joined, table
from playbook.pages.here import Here
from playbook.pages.organisation import introduced
from playbook.pages.text import listed, markdown, plain
from playbook.pages.wording import capital, within
from playbook.records.evidence import cited
from playbook.records.organisation import Member, Team, Tool
from playbook.records.role import Role, Skill

SITS = {"platform": "together", "product": "in the product teams"}
STATE = {"have": "in place", "partly": "partly in place", "nothing": "nothing yet"}


def charter(here: Here) -> str:
    """Give the charter; a part for which playbook.yml says nothing is left out."""
    organisation = here.library.organisation
    team = organisation.team
    services = [(markdown(item.what), markdown(item.ask_in), markdown(item.answer_within)) for item in team.services]
    channels = [(markdown(item.what), markdown(item.where)) for item in team.channels]
    return joined(
        f"{capital(markdown(team.name))} of {introduced(here)}. It belongs to {markdown(team.department)}.",
        _part("What we are for", "mission", _with_known_sources(here, team.mission)),
        _part("Who we are", "people", _people(here, team)),
        _part("What you can ask us for", "services", table(("You need", "Ask in", "Answer within"), services)),
        _part("Where to find us", "channels", table(("For", "Go to"), channels)),
        _part("Not ours", "not-ours", bullets(map(markdown, team.not_ours))),
        _part("What we work with", "tools", table(("Component", "State", "Chosen"), map(_tool, organisation.tools))),
    )


def _part(title: str, anchor: str, block: str) -> str:
    return joined(heading(3, title, anchor), block) if block else ""


def _with_known_sources(here: Here, text: str) -> str:
    """Keep the citations of `text` when this page lists their sources; drop them when it does not."""
    listed_here = here.library.citations[here.file]
    known = all(key in listed_here for _offset, key in cited(text))
    return markdown(text if known else plain(text))


def _people(here: Here, team: Team) -> str:
    people = table(("Seat", "People:", "Hats", "Sits", "Also good at"), [_member(here, item) for item in team.members])
    outside = [here.role(key, within(here.library.get(Role, key).title)) for key in team.elsewhere]
    others = f"Outside the team, and near to it: {listed(outside)}." if outside else ""
    return joined(people, others)


def _member(here: Here, member: Member) -> tuple[str, ...]:
    hats = ", ".join(here.role(hat) for hat in member.hats)
    also = ", ".join(markdown(here.library.get(Skill, key).name) for key in member.also)
    return here.role(member.seat), str(member.count), hats or "none", SITS[member.sits_with], also or "–"


def _tool(tool: Tool) -> tuple[str, str, str]:
    where = f", {tool.note}" if tool.state == "partly" and tool.note else ""
    return capital(tool.component), STATE[tool.state], markdown((tool.chosen or "–") + where)
