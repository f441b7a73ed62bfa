"""The composer on its page: the element with its rules, and answers that need no scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any, get_args

from playbook.pages.blocks import UNSEARCHED, div, heading, joined, table
from playbook.pages.citations import kind
from playbook.pages.composer import BESIDE, Composition, Rules, compose
from playbook.pages.composer_form import SAYS, tool
from playbook.pages.here import Here
from playbook.pages.island import element
from playbook.pages.text import markdown, plain
from playbook.records.composition import MOST_PEOPLE, CompositionRule, Executive, ProductManager, Teams
from playbook.records.evidence import cited
from playbook.records.role import Role

SIZES = {2: "Two people", 5: "Five people", 10: "Ten people"}
ANSWERS = {
    "executive": {
        "yes": "an executive gets it",
        "not-yet": "an executive does not get it yet",
        "no": "there is no executive",
    },
    "product_manager": {
        "technical": "the product manager is technical",
        "not-technical": "the product manager is not technical",
        "none": "there is no product manager",
    },
    "teams": {"one": "you serve one product team", "several": "you serve several product teams"},
}
MEANWHILE = "Your own numbers need scripts. Below stand the answers for two, five and ten people, and every other rule."
OTHERS = "Other answers change this. A role is given by the first line that fits, and given once."


def composer(here: Here) -> str:
    """Give the composer, then its answer for two, five and ten people, and without scripts every other rule."""
    rules = Rules.of(here.library)
    answers = {people: compose(rules, people, "no", "none") for people in SIZES}
    others = div("g-blocks g-others", table(("When", "Fill", "Who", "Why"), _others(here, rules, answers.values())))
    return joined(
        heading(2, "Your answer", "answer"),
        element(here, "composer", island(here, rules), MEANWHILE, parts=tool()),
        heading(2, "Three sizes, worked out", "sizes"),
        "Each of these has nobody at executive level, no product manager yet, and several product teams to serve. "
        "That is the hardest start. [@own]",
        *_sizes(here, rules, answers),
        f'<noscript markdown="1">\n\n{OTHERS}\n\n{others}\n\n</noscript>',
    )


def island(here: Here, rules: Rules) -> dict[str, Any]:
    """Give what the element needs: the rules with plain reasons, the conflicts, and what to call and link."""
    library = here.library
    given = {rule.gives for rule in rules.rules if rule.gives}
    roles = [role for role in library.all(Role) if role.id in given]
    sources = {key for rule in rules.rules for _offset, key in cited(rule.why)}
    return {
        "most": MOST_PEOPLE,
        "rules": [_sent(rule) for rule in rules.rules],
        "conflicts": sorted(sorted(pair) for pair in rules.conflicts),
        "says": SAYS,
        "beside": BESIDE,
        "roles": {
            role.id: {"title": role.title, "holds": role.holds, "href": here.href(library.file_of(role))}
            for role in roles
        },
        "sources": {key: kind(key) for key in sorted(sources)},
    }


def _sent(rule: CompositionRule) -> dict[str, Any]:
    sent = rule.model_dump(mode="json", exclude_defaults=True)
    return sent | {"why": plain(rule.why), "sources": [key for _offset, key in cited(rule.why)]}


def _sizes(here: Here, rules: Rules, answers: dict[int, Composition]) -> Iterator[str]:
    """Give one table a size. A reason that a smaller team has had already is not said again."""
    why = {rule.id: markdown(rule.why) for rule in rules.rules}
    for people, answer in answers.items():
        lines = enumerate(_lines(here, rules, answer), start=1)
        rows = [(str(step), fill, who, why[rule]) for step, (fill, who, rule) in lines]
        warning = f"Watch out: {why[answer.warning]}" if answer.warning else ""
        yield joined(
            heading(3, SIZES[people], f"people-{people}{UNSEARCHED}"),
            div("g-blocks g-order", table(("Step", "Fill", "Who", "Why"), rows)),
            warning,
        )
        said = f"As with [{SIZES[people].lower()}](#people-{people})."
        why |= {rule: said for rule in answer.rules if not why[rule].startswith("As with [")}


def _lines(here: Here, rules: Rules, answer: Composition) -> Iterator[tuple[str, str, str]]:
    """Give (fill, who, rule) in the order in which to fill them: hats, then seats, each with what its person adds."""
    library = here.library
    later = {rule.id for rule in rules.rules if rule.later}
    hats = [added for added in answer.added if library.get(Role, added.role).holds == "hat"]
    for hat in hats:
        person = answer.people[hat.to]
        who = f"{library.get(Role, person.seat).title}, person {hat.to + 1}" if person.rule else BESIDE[person.seat]
        yield f"{here.role(hat.role)}, hat", f"{who}, once won" if hat.rule in later else who, hat.rule
    for index, person in enumerate(answer.people):
        if person.rule:
            yield f"{here.role(person.seat)}, seat", f"person {index + 1}", person.rule
        for added in answer.added:
            if added.to == index and added not in hats:
                yield f"{here.role(added.role)}, second seat", f"person {index + 1} as well", added.rule


def _others(here: Here, rules: Rules, shown: Iterable[Composition]) -> Iterator[tuple[str, str, str, str]]:
    """Give the rules that none of the shown answers uses: when, what, who, why."""
    used = {rule for answer in shown for rule in answer.rules}
    sizes = _smallest(rules)
    titles = {role.id: role.title for role in here.library.all(Role)} | BESIDE
    for rule in rules.rules:
        if rule.id in used:
            continue
        what = "Watch out"
        who = ", else ".join(titles[seat] for seat in rule.to) + (", once won" if rule.later else "")
        if rule.gives:
            role = here.library.get(Role, rule.gives)
            held = {"seat": "seat", "add": "hat" if role.holds == "hat" else "second seat"}[rule.does]
            what = f"{here.role(role.id)}, {held}"
        yield _when(rule, sizes, titles), what, who or ("one more person" if rule.gives else ""), markdown(rule.why)


def _smallest(rules: Rules) -> dict[str, set[int]]:
    """Give, for each rule, the smallest teams that use it, over all answers."""
    found: dict[str, set[int]] = {}
    for given in product(get_args(Executive), get_args(ProductManager), get_args(Teams)):
        seen: set[str] = set()
        for people in range(1, MOST_PEOPLE + 1):
            for rule in set(compose(rules, people, *given).rules) - seen:
                found.setdefault(rule, set()).add(people)
                seen.add(rule)
    return found


def _when(rule: CompositionRule, sizes: dict[str, set[int]], titles: dict[str, str]) -> str:
    """Say what must hold for a rule, as a phrase."""
    parts = []
    if rule.does == "seat":
        parts.append(f"from {' or '.join(str(size) for size in sorted(sizes[rule.id]))} people on")
    elif rule.when.people:
        least, most = rule.when.people
        people = str(least) if least == most else f"{least} to {most}"
        noun = "person" if most == 1 else "people"
        parts.append(f"from {least} people on" if most == MOST_PEOPLE else f"{people} {noun}")
    for name, words in ANSWERS.items():
        given = [words[answer] for answer in getattr(rule.when, name)]
        parts += [" or ".join(given)] if given else []
    if rule.when.together:
        parts.append(f"one person is {' and '.join(titles[role] for role in rule.when.together)}")
    return ", ".join(parts) or "always"
