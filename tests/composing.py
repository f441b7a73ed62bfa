"""Writes tests/data/composer-vectors.json: what the composer answers, in Python and in the browser.

`python -m tests.composing` writes it anew. Read the difference before you keep it: the file is the judge, and a rule
that has changed for a reason is the only reason for another answer.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

from playbook.pages.composer import Composition, Rules, compose
from playbook.records.composition import CompositionRule, Executive, ProductManager, Teams
from playbook.records.loader import load

ROOT = Path(__file__).resolve().parents[1]
VECTORS = ROOT / "tests/data/composer-vectors.json"

Given = tuple[int, Executive, ProductManager, Teams]

CASES: tuple[tuple[str, Given], ...] = (
    ("alone, both hats on one head", (1, "no", "none", "several")),
    ("alone, the product manager roots for the team", (1, "not-yet", "not-technical", "one")),
    ("alone, with all the help there is", (1, "yes", "technical", "one")),
    ("alone, the product manager explains", (1, "no", "technical", "several")),
    ("two, the hardest start", (2, "no", "none", "several")),
    ("two, the product manager roots", (2, "no", "not-technical", "one")),
    ("two, a sponsor and a technical product manager", (2, "yes", "technical", "several")),
    ("two, an executive to be won", (2, "not-yet", "none", "one")),
    ("three, the lead manages the product", (3, "no", "none", "several")),
    ("three, one product team and a sponsor", (3, "yes", "not-technical", "one")),
    ("four, nobody above", (4, "no", "technical", "one")),
    ("four, the second platform engineer", (4, "yes", "none", "several")),
    ("five, the lead comes first", (5, "no", "none", "several")),
    ("five, one product team", (5, "not-yet", "technical", "one")),
    ("five, the translator is split off", (5, "not-yet", "not-technical", "several")),
    ("six, a product manager to hire", (6, "not-yet", "none", "several")),
    ("six, a product manager who is there", (6, "yes", "technical", "several")),
    ("seven, the worked team beside its product manager", (7, "no", "technical", "several")),
    ("seven for one product team", (7, "yes", "not-technical", "one")),
    ("eight, three and three and two", (8, "not-yet", "none", "several")),
    ("eight, the tech lead translates", (8, "yes", "not-technical", "several")),
    ("nine, one product team", (9, "not-yet", "technical", "one")),
    ("ten, the hardest start", (10, "no", "none", "several")),
    ("ten, one product team and no product manager", (10, "yes", "none", "one")),
    ("ten, platform engineering has its seat", (10, "not-yet", "technical", "several")),
    ("eleven", (11, "yes", "none", "several")),
    ("twelve, four and four", (12, "no", "not-technical", "several")),
    ("thirteen, the second data engineer", (13, "yes", "technical", "several")),
    ("fourteen, a data scientist of its own", (14, "not-yet", "not-technical", "one")),
    ("fifteen, with a product manager", (15, "yes", "technical", "several")),
    ("fifteen, without", (15, "not-yet", "none", "one")),
)
"""Cases that together use every rule."""


class Vector(TypedDict, total=False):
    """`rules` and `conflicts` only where a case brings its own instead of those of the playbook."""

    name: str
    rules: list[dict[str, Any]]
    conflicts: list[list[str]]
    people: int
    executive: Executive
    product_manager: ProductManager
    teams: Teams
    answer: dict[str, Any]


SEATS: list[dict[str, Any]] = [
    {"id": "first", "does": "seat", "gives": "ml-engineer", "why": "One."},
    {"id": "second", "does": "seat", "gives": "ml-engineer", "why": "Two."},
    {"id": "third", "does": "seat", "gives": "tech-lead", "first_from": 3, "why": "Three."},
]


@dataclass(frozen=True)
class Made:
    """A case with rules of its own, after `SEATS`: `add` is "role: holder, holder", `apart` for the last of them.

    `warn` are the roles that one person must hold for a warning; an empty text always warns.
    """

    name: str
    people: int
    add: tuple[str, ...] = ()
    apart: str = ""
    conflicts: tuple[tuple[str, str], ...] = ()
    warn: tuple[str, ...] = ()

    def rules(self) -> list[dict[str, Any]]:
        """Give the rules as composition.yml would have them."""
        rules = list(SEATS)
        for index, text in enumerate(self.add):
            role, holders = text.split(": ")
            rule = {"id": f"add-{index}", "does": "add", "gives": role, "to": holders.split(", "), "why": "So."}
            rules.append(rule | ({"apart_from": [self.apart]} if self.apart and text == self.add[-1] else {}))
        for index, text in enumerate(self.warn):
            when: dict[str, Any] = {"when": {"together": text.split(", ")}} if text else {}
            rules.append({"id": f"warn-{index}", "does": "warn", "why": "Careful."} | when)
        return rules


TRANSLATE = "tech-translator: tech-lead, ml-engineer"
MADE = (
    Made(
        "a conflict with the seat: the next choice",
        3,
        add=("evangelist: tech-lead, ml-engineer",),
        conflicts=(("evangelist", "tech-lead"),),
    ),
    Made(
        "a conflict with a hat: the next choice",
        3,
        add=("evangelist: tech-lead", TRANSLATE),
        conflicts=(("tech-translator", "evangelist"),),
    ),
    Made("nobody without a conflict", 3, add=("evangelist: tech-lead",), conflicts=(("tech-lead", "evangelist"),)),
    Made("apart while somebody else is there", 3, add=("evangelist: tech-lead", TRANSLATE), apart="evangelist"),
    Made("together when nobody else is", 1, add=("evangelist: ml-engineer", TRANSLATE), apart="evangelist"),
    Made("the order of the holders counts before what they hold", 3, add=("evangelist: tech-lead", TRANSLATE)),
    Made("in one seat, whoever holds less", 2, add=("evangelist: ml-engineer", TRANSLATE)),
    Made("a role is given once", 3, add=("evangelist: ml-engineer", "evangelist: tech-lead")),
    Made("a role that has its seat is not given", 3, add=("tech-lead: ml-engineer",)),
    Made("a seat that comes first from three people on does not at two", 2),
    Made("people beside the team", 1, add=("evangelist: executive", "tech-translator: product-manager")),
    Made(
        "a conflict counts beside the team too",
        1,
        add=("tech-lead: product-manager",),
        conflicts=(("product-manager", "tech-lead"),),
    ),
    Made(
        "the first warning that fits",
        3,
        add=("evangelist: ml-engineer",),
        warn=("tech-lead, evangelist", "ml-engineer, evangelist", ""),
    ),
)
"""Rules made for what the playbook's own rules do not bring about."""


def made_rules(vector: Vector) -> Rules:
    """Give the rules that a vector brings along."""
    rules = tuple(CompositionRule.model_validate(rule) for rule in vector["rules"])
    return Rules(rules, frozenset(frozenset(pair) for pair in vector["conflicts"]))


def as_data(answer: Composition) -> dict[str, Any]:
    """Give an answer as the vectors and the browser have it."""
    return {
        "people": [{"seat": person.seat, "rule": person.rule} for person in answer.people],
        "added": [{"role": added.role, "to": added.to, "rule": added.rule} for added in answer.added],
        "warning": answer.warning,
    }


def vectors(rules: Rules) -> list[Vector]:
    """Compose every case."""
    found: list[Vector] = []
    for name, (people, executive, product_manager, teams) in CASES:
        answer = as_data(compose(rules, people, executive, product_manager, teams))
        given = Vector(
            name=name, people=people, executive=executive, product_manager=product_manager, teams=teams, answer=answer
        )
        found.append(given)
    for made in MADE:
        vector = Vector(name=made.name, rules=made.rules(), conflicts=[list(pair) for pair in made.conflicts])
        vector |= Vector(people=made.people, executive="yes", product_manager="technical", teams="several")
        vector["answer"] = as_data(compose(made_rules(vector), made.people, "yes", "technical", "several"))
        found.append(vector)
    return found


def written(found: list[Vector]) -> str:
    """Give the vectors as JSON with one person, one role and one rule a line, so that a difference can be read."""
    text = json.dumps(found, indent=1, ensure_ascii=False)
    for inner in (r"\[[^\[\]{}]*\]", r"\{[^{}]*\}", r"\{[^{}]*\{[^{}]*\}[^{}]*\}"):
        text = re.sub(inner, lambda match: " ".join(match.group().split()), text)
    return re.sub(r"(?<=[\[{]) (?=\S)|(?<=\S) (?=[\]}])", "", text) + "\n"


if __name__ == "__main__":
    VECTORS.parent.mkdir(exist_ok=True)
    VECTORS.write_text(written(vectors(Rules.of(load(ROOT)))), encoding="utf-8")
