"""The coverage of the team as a page: what is covered, what is missing, and what to do about each."""

from __future__ import annotations

from playbook.pages.blocks import div, heading, joined, table
from playbook.pages.coverage import Coverage, OnePerson, cover
from playbook.pages.here import Here
from playbook.pages.organisation import org_name
from playbook.pages.text import listed, markdown, plain
from playbook.pages.wording import capital, counted, within
from playbook.records.role import Role, Skill


def coverage(here: Here) -> str:
    """Give the report on the team in playbook.yml; a part with nothing to report says so in a sentence."""
    found = cover(here.library)
    return joined(
        heading(2, "The report", "report"),
        _summary(here, found),
        _section("Who covers what", "covered", _covered(here, found), "Nobody in this team has a seat."),
        _section("Seats and hats that nobody has", "empty", _empty(here, found), "Every seat and every hat is filled."),
        _section("Skills that are missing", "skills", _missing_skills(here, found), "Somebody is deep in every skill."),
        _section("What hangs on one person", "one-person", _one_person(here, found), "Nothing hangs on one person."),
        _section("Roles that conflict", "conflicts", _clashes(here, found), "Nobody holds two roles that conflict."),
    )


def _section(title: str, anchor: str, block: str, otherwise: str) -> str:
    kind = "g-names" if anchor == "covered" else f"g-names g-blocks g-{anchor}"
    return joined(heading(3, title, anchor), div(kind, block) if block else otherwise)


def _summary(here: Here, found: Coverage) -> str:
    team = here.library.organisation.team
    roles = len(here.library.all(Role))
    skills = len(here.library.all(Skill))
    return (
        f"{capital(markdown(team.name))} of {org_name(here)} has {counted(found.people, 'person', 'people')}. "
        f"{len(found.inside) + len(found.outside)} of {counted(roles, 'seat or hat', 'seats and hats')} are filled, "
        f"{len(found.outside)} of them outside the team. "
        f"Somebody in the team is deep in {len(found.deep)} of {counted(skills, 'skill')}."
    )


def _covered(here: Here, found: Coverage) -> str:
    inside = [
        (here.link(role), role.holds, f"{counted(number, 'person', 'people')} in the team")
        for role, number in found.inside
    ]
    outside = [(here.link(role), role.holds, "outside the team") for role in found.outside]
    return table(("Role", "Kind", "Filled by"), [*inside, *outside])


def _empty(here: Here, found: Coverage) -> str:
    rows = [(here.link(role), role.holds, markdown(plain(role.needed_when)), _look(here, role)) for role in found.empty]
    return table(("Role", "Kind", "Needed when", "Next step"), rows)


def _look(here: Here, role: Role) -> str:
    page = here.library.file_of(role)
    if role.holds == "hat":
        return f"Give it to somebody, with hours: see [what it decides]({here.to(page, 'decides')})."
    return f"Look for [the signs that it is missing]({here.to(page, 'missing')}). No sign, no advert."


def _missing_skills(here: Here, found: Coverage) -> str:
    absent = [(markdown(skill.name), "nobody", _learn(here, skill)) for skill in found.absent]
    shallow = [(markdown(skill.name), "only broad", _learn(here, skill)) for skill in found.shallow]
    return table(("Skill", "In the team", "Next step"), [*absent, *shallow])


def _learn(here: Here, skill: Skill) -> str:
    deep = [_named(here, role) for role in here.library.all(Role) if skill.id in role.skills.deep]
    if not deep:
        return "No role is deep in it: learn it, or agree whom you ask outside."
    return f"Brought by {listed(deep)}: borrow one, or learn it from one."


def _named(here: Here, role: Role) -> str:
    return f"the {here.link(role, within(role.title))}"


def _one_person(here: Here, found: Coverage) -> str:
    return table(("What", "Why it is a risk", "Next step"), [_alone(here, item) for item in found.one_person])


def _alone(here: Here, item: OnePerson) -> tuple[str, str, str]:
    if isinstance(item.what, Skill):
        watch = "Next time this person watches while somebody else does it."
        return markdown(item.what.name), f"Only {_named(here, item.seat)} is deep in it.", watch
    decides = here.to(here.library.file_of(item.what), "decides")
    return here.link(item.what), "One person sits there.", f"Name a stand-in for [what the seat decides]({decides})."


def _clashes(here: Here, found: Coverage) -> str:
    rows = [
        (
            f"{here.link(clash.one)} and {here.link(clash.other)}",
            markdown(plain(clash.why)),
            f"Hand one of them over; see [what must not be held together]"
            f"({here.to(here.library.file_of(clash.one), 'conflicts')}).",
        )
        for clash in found.clashes
    ]
    return table(("One person holds", "Why not", "Next step"), rows)
