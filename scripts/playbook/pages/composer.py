"""The team composer: which seats in which order, who wears which hat, and why.

`compose` is the algorithm; docs/assets/tools/composer.js has it too, and tests/data/composer-vectors.json holds both to
the same answers. The rules are records (docs/roles/composition.yml).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from playbook.records.composition import MOST_PEOPLE, CompositionRule, Executive, ProductManager, Teams
from playbook.records.library import Library
from playbook.records.role import Role

EXECUTIVE = "executive"
BESIDE = {
    EXECUTIVE: "the executive",
    "product-manager": "your product manager",
    "data-scientist": "a data scientist of a product team",
}
"""People who are not counted in the team and can hold a role all the same, with what the answer calls them."""


@dataclass(frozen=True)
class Rules:
    """The rules in their order, and the pairs of roles that nobody may hold together."""

    rules: tuple[CompositionRule, ...]
    conflicts: frozenset[frozenset[str]]

    @classmethod
    def of(cls, library: Library) -> Rules:
        pairs = {frozenset((role.id, pair.who)) for role in library.all(Role) for pair in role.conflicts_with}
        return cls(tuple(library.all(CompositionRule)), frozenset(pairs))


@dataclass(frozen=True)
class Person:
    """Somebody in the `seat`, given by `rule`; without a rule, somebody beside the team."""

    seat: str
    rule: str | None = None


@dataclass(frozen=True)
class Added:
    """The `role` (a hat, or a second seat) that the person with the index `to` holds, by `rule`."""

    role: str
    to: int
    rule: str


@dataclass(frozen=True)
class Composition:
    """`people`: the team in the order in which to fill it, then those beside it. `warning` is a rule's id, or None."""

    people: tuple[Person, ...]
    added: tuple[Added, ...]
    warning: str | None

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that gave this answer."""
        given = (*(person.rule for person in self.people), *(added.rule for added in self.added), self.warning)
        return tuple(rule for rule in given if rule)

    def held(self, index: int) -> tuple[str, ...]:
        """Give all that the person with this index holds, the seat first."""
        return (self.people[index].seat, *(added.role for added in self.added if added.to == index))


def compose(
    rules: Rules, people: int, executive: Executive, product_manager: ProductManager, teams: Teams = "several"
) -> Composition:
    """Compose a team of `people` (1 to 15), not counting the executive and a product manager who is there already.

    Raises ValueError for another number, and when the rules run out of seats.
    """
    if not 1 <= people <= MOST_PEOPLE:
        raise ValueError(f"{people} people; the rules are for 1 to {MOST_PEOPLE}")
    fitting = [rule for rule in rules.rules if _fits(rule, people, executive, product_manager, teams)]
    everybody = (*_team(fitting, people), *_beside(executive, product_manager))
    added: list[Added] = []
    for rule in fitting:
        found = _holder(rule, everybody, added, rules.conflicts) if rule.does == "add" else None
        if rule.gives and found is not None:
            added.append(Added(rule.gives, found, rule.id))
    composed = Composition(everybody, tuple(added), None)
    warning = next((rule.id for rule in fitting if rule.does == "warn" and _together(rule, composed)), None)
    return Composition(everybody, tuple(added), warning)


def _fits(rule: CompositionRule, people: int, executive: str, product_manager: str, teams: str) -> bool:
    when = rule.when
    return (
        (when.people is None or when.people[0] <= people <= when.people[1])
        and (not when.executive or executive in when.executive)
        and (not when.product_manager or product_manager in when.product_manager)
        and (not when.teams or teams in when.teams)
    )


def _team(rules: Iterable[CompositionRule], people: int) -> list[Person]:
    seats = [rule for rule in rules if rule.does == "seat" and rule.gives][:people]
    if len(seats) < people:
        raise ValueError(f"the rules give {len(seats)} seats to {people} people")
    seats.sort(key=lambda rule: rule.first_from is None or rule.first_from > people)
    return [Person(rule.gives or "", rule.id) for rule in seats]


def _beside(executive: Executive, product_manager: ProductManager) -> list[Person]:
    there = {EXECUTIVE: executive != "no", "product-manager": product_manager != "none"}
    return [Person(who) for who in BESIDE if there.get(who, True)]


def _holder(
    rule: CompositionRule, people: Sequence[Person], added: Sequence[Added], conflicts: frozenset[frozenset[str]]
) -> int | None:
    """Find who is given the role: the first seat in `to` that is there, and in it whoever holds the least."""
    if rule.gives in {item.role for item in added} or any(
        person.rule and person.seat == rule.gives for person in people
    ):
        return None
    held = [[person.seat, *(item.role for item in added if item.to == index)] for index, person in enumerate(people)]
    free = [
        index
        for index, roles in enumerate(held)
        if people[index].seat in rule.to and not any(frozenset((rule.gives, role)) in conflicts for role in roles)
    ]
    apart = [index for index in free if not set(held[index]) & set(rule.apart_from)]
    ranked = sorted(apart or free, key=lambda index: (rule.to.index(people[index].seat), len(held[index]), index))
    return ranked[0] if ranked else None


def _together(rule: CompositionRule, composed: Composition) -> bool:
    wanted = set(rule.when.together)
    return any(wanted <= set(composed.held(index)) for index in range(len(composed.people)))
