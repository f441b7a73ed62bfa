"""Which seats, hats and skills the team in playbook.yml covers, and what hangs on one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from playbook.records.library import Library
from playbook.records.organisation import Member
from playbook.records.role import Role, Skill


@dataclass(frozen=True)
class Clash:
    """Two roles that one person of the team holds though a page says that nobody should, and why not."""

    one: Role
    other: Role
    why: str


@dataclass(frozen=True)
class OnePerson:
    """A seat, or a skill that is deep, which exactly one person has; `seat` is where that person sits."""

    what: Role | Skill
    seat: Role


@dataclass(frozen=True)
class Coverage:
    """What the team covers.

    `people` counts the team. `inside` and `outside` are the roles that somebody in the team, or near
    to it, has; `empty` are seats and hats that nobody has. `deep` counts the people who know a skill
    well. `shallow` are skills that the team has broad only, `absent` those that nobody in it has.
    """

    people: int
    inside: tuple[tuple[Role, int], ...]
    outside: tuple[Role, ...]
    empty: tuple[Role, ...]
    deep: tuple[tuple[Skill, int], ...]
    shallow: tuple[Skill, ...]
    absent: tuple[Skill, ...]
    one_person: tuple[OnePerson, ...]
    clashes: tuple[Clash, ...]


def cover(library: Library) -> Coverage:
    """Compare the team in playbook.yml with the roles and skills that there are.

    A member's seat and hats bring the skills of their pages, deep or broad; what stands under `also`
    counts as deep. Roles listed under `elsewhere` are filled outside the team, and bring it no skills.
    """
    team = library.organisation.team
    roles, skills = library.all(Role), library.all(Skill)
    held = _count((key, member.count) for member in team.members for key in _held(member))
    deep = _count((key, member.count) for member in team.members for key in _deep(library, member))
    broad = {key for member in team.members for role in _roles(library, member) for key in role.skills.broad}
    elsewhere = {*team.elsewhere} - held.keys()
    return Coverage(
        people=sum(member.count for member in team.members),
        inside=tuple((role, held[role.id]) for role in roles if role.id in held),
        outside=tuple(role for role in roles if role.id in elsewhere),
        empty=tuple(role for role in roles if role.id not in held and role.id not in elsewhere),
        deep=tuple((skill, deep[skill.id]) for skill in skills if skill.id in deep),
        shallow=tuple(skill for skill in skills if skill.id not in deep and skill.id in broad),
        absent=tuple(skill for skill in skills if skill.id not in deep and skill.id not in broad),
        one_person=tuple(_one_person(library, held, deep)),
        clashes=tuple(_clashes(library)),
    )


def _count(pairs: Iterable[tuple[str, int]]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for key, number in pairs:
        counted[key] += number
    return counted


def _held(member: Member) -> tuple[str, ...]:
    return tuple(dict.fromkeys((member.seat, *member.hats)))


def _roles(library: Library, member: Member) -> list[Role]:
    return [library.get(Role, key) for key in _held(member)]


def _deep(library: Library, member: Member) -> set[str]:
    return {*member.also}.union(*(role.skills.deep for role in _roles(library, member)))


def _one_person(library: Library, held: Counter[str], deep: Counter[str]) -> Iterator[OnePerson]:
    members = library.organisation.team.members
    for role in library.all(Role):
        if role.holds == "seat" and held[role.id] == 1:
            yield OnePerson(role, role)
    for skill in library.all(Skill):
        if deep[skill.id] == 1:
            member = next(member for member in members if skill.id in _deep(library, member))
            yield OnePerson(skill, library.get(Role, member.seat))


def _clashes(library: Library) -> Iterator[Clash]:
    seen: set[frozenset[str]] = set()
    for member in library.organisation.team.members:
        for one, other in combinations(_roles(library, member), 2):
            reasons = [item.why for item in one.conflicts_with if item.who == other.id]
            reasons += [item.why for item in other.conflicts_with if item.who == one.id]
            pair = frozenset((one.id, other.id))
            if reasons and pair not in seen:
                seen.add(pair)
                yield Clash(one, other, reasons[0])
