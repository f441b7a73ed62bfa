"""The front matter: that it can be read, that its parts agree, and that what it names exists."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from pydantic import ValidationError

from playbook.design_docs.document import Document
from playbook.design_docs.rules.model import Asked, Fault, Rule
from playbook.design_docs.rules.reading import ahead, front_fault, near, shown
from playbook.records.design_catalogue import STAGES, Designs
from playbook.records.design_front import STATUSES, Front

_FILE = re.compile(r"([0-9]{4})-[a-z0-9]+(?:-[a-z0-9]+)*\.md")
BEGUN = ("pilot", "rollout", "operated")
"""Stages at which the change has begun."""
ENDED = ("superseded", "retired")


def unsound(document: Document, designs: Designs) -> Iterator[Fault]:
    """Give what is wrong with the front matter, and so keeps the other rules from being asked."""
    for problem in sorted(document.problems):
        yield Fault(problem.place.line, problem.what, problem.mend, problem.place.column)
    front = document.front
    if front is None:
        return
    where = document.yaml.place(("template",))
    template = designs.templates.get(front.template_id)
    if template is None:
        what = f"there is no template `{front.template_id}`"
        yield Fault(where.line, what, near(front.template_id, designs.templates), where.column)
    elif front.template_version not in template.versions:
        what = f"`{template.id}` has no version {front.template_version}; the newest is {template.version}"
        yield Fault(where.line, what, f"write `template: {template.id}@{template.version}`", where.column)


def hoped(document: Document, designs: Designs, stage: str | None = None) -> Front | None:
    """Give what can be relied on of a front matter that is at fault: template, stage and status.

    `stage` is asked for in place of the document's own. A status that cannot be read is `rejected`, from which nothing
    follows for the text; the other keys hold nothing. None where nobody can tell which sections are asked for.
    """
    data = document.yaml.data if isinstance(document.yaml.data, dict) else {}
    known = {
        "template": data.get("template"),
        "stage": data.get("stage") if data.get("stage") in STAGES else stage,
        "status": data.get("status") if data.get("status") in STATUSES else "rejected",
    }
    try:
        front = Front.model_validate({**_NOTHING_SAID, **known})
    except ValidationError:
        return None
    template = designs.templates.get(front.template_id)
    return front if template and front.template_version in template.versions else None


_NOTHING_SAID = {
    "id": "DD-0000",
    "title": "A title",
    "tier": "everyone",
    "owner": "@nobody",
    "decision_makers": ["@nobody"],
    "created": datetime.date.min,
    "review_by": datetime.date.max,
}


def _unsound(asked: Asked) -> Iterator[Fault]:
    return unsound(asked.document, asked.designs)


def _review_by(asked: Asked) -> Iterator[Fault]:
    front = asked.front
    if front.review_by < asked.today and front.status not in ("rejected", *ENDED):
        days = (asked.today - front.review_by).days
        late = f"{days} day{'s' if days != 1 else ''} ago"
        mend = "look at it again with those who decide, and write when you look next; or reject or retire it"
        yield front_fault(asked, ("review_by",), f"`review_by` was {front.review_by}, {late}", mend)


def _accepted(asked: Asked) -> Iterator[Fault]:
    front = asked.front
    if front.status != "accepted" and not (front.status in ENDED and front.accepted):
        return
    people = {_who(entry.by): entry.by for entry in front.accepted}
    others = [by for who, by in people.items() if who != _who(front.owner)]
    path = ("accepted",) if front.accepted else ("status",)
    mend = "add `- {by: …, on: …}` below `accepted` for everybody who said yes; or set `status: in-review`"
    if not people:
        yield front_fault(asked, path, f"the status is `{front.status}`, and nobody is named below `accepted`", mend)
    elif len(people) < 2:
        alone = "its owner" if not others else f"`{others[0]}`"
        what = f"only {alone} has accepted it; it takes two, and one of them is not the owner"
        yield front_fault(asked, path, what, mend)


def _who(name: str) -> str:
    """Give the same for one role or person however it is written: `@Data_Scientist`, `data-scientist`."""
    return re.sub("[._-]+", "-", name.removeprefix("@").casefold())


def _order(asked: Asked) -> Iterator[Fault]:
    front = asked.front
    if asked.stage in BEGUN and front.starts is None:
        what = f"at the stage `{asked.stage}` the change has begun, and `starts` is missing"
        yield front_fault(asked, ("stage",), what, "add `starts: …`, the first day of the pilot")
    if front.review_by <= front.created:
        what = f"`review_by` is {front.review_by}, and the document was created on {front.created}"
        yield front_fault(asked, ("review_by",), what, "write a later day; 90 days after is usual")
    for index, entry in enumerate(front.accepted):
        if entry.on < front.created:
            what = f"`{entry.by}` accepted it on {entry.on}, before it was created on {front.created}"
            yield front_fault(asked, ("accepted", index, "on"), what, "correct one of the two days")
        elif ahead(asked, entry.on):
            what = f"`{entry.by}` accepts it on {entry.on}, which is in the future: today is {asked.today}"
            yield front_fault(asked, ("accepted", index, "on"), what, "write it down when it has happened")
    yield from _agree(asked)


def _agree(asked: Asked) -> Iterator[Fault]:
    """Stage and status go together."""
    status, stage = asked.front.status, asked.stage
    if stage == "retired" and status not in ENDED:
        what = f"the stage is `retired`, and the status is `{status}`"
        yield front_fault(asked, ("status",), what, "set `status: retired`, or `superseded` with `superseded_by`")
    elif stage in ("rollout", "operated") and status not in ("accepted", *ENDED):
        what = f"at the stage `{stage}` it has to be accepted, and the status is `{status}`"
        yield front_fault(asked, ("status",), what, "have it accepted first, or go back to `stage: pilot`")
    elif status in ENDED and asked.front.stage != "retired":
        what = f"the status is `{status}`, and the stage is `{asked.front.stage}`"
        yield front_fault(asked, ("stage",), what, "set `stage: retired`")


def _names(asked: Asked) -> Iterator[Fault]:
    front, designs = asked.front, asked.designs
    people: list[tuple[tuple[str | int, ...], str]] = [(("owner",), front.owner)]
    for key in ("decision_makers", "consulted", "informed"):
        people += [((key, index), who) for index, who in enumerate(getattr(front, key))]
    people += [(("accepted", index, "by"), entry.by) for index, entry in enumerate(front.accepted)]
    for path, who in people:
        if not who.startswith("@") and who not in designs.roles:
            meant = near(who, designs.roles)
            mend = f'{meant if meant.endswith("?") else f"{meant}."} A person or a team has an @, in quotes: `"@{who}"`'
            yield front_fault(asked, path, f"there is no role `{who}`", mend)
    for index, point in enumerate(front.pain_points):
        if point not in designs.pain_points:
            mend = near(point, designs.pain_points)
            yield front_fault(asked, ("pain_points", index), f"there is no pain point `{shown(point)}`", mend)
    for index, component in enumerate(front.toolbelt):
        if component not in designs.components:
            mend = near(component, designs.components)
            yield front_fault(asked, ("toolbelt", index), f"the toolbelt has no component `{shown(component)}`", mend)


def _newest(asked: Asked) -> Iterator[Fault]:
    newest, version = asked.template.version, asked.front.template_version
    if version < newest:
        what = f"this document was changed, and follows version {version} of `{asked.template.id}`, not {newest}"
        mend = f"run `playbook design migrate {asked.document.file.as_posix()}`; it keeps every sentence"
        yield front_fault(asked, ("template",), what, mend)


def _numbers(asked: Asked) -> Iterator[Fault]:
    name, digits = asked.document.file.name, asked.front.id.removeprefix("DD-")
    found = _FILE.fullmatch(name)
    if found is None:
        mend = f"name it {digits}-a-few-words.md: four digits, then lower-case words joined by hyphens"
        yield front_fault(asked, ("id",), f"the file's name is `{name}`, which does not begin with its number", mend)
    elif found[1] != digits:
        mend = f"write `id: DD-{found[1]}`, or name the file {digits}{name[4:]}"
        yield front_fault(asked, ("id",), f"the id is {asked.front.id}, and the file is named `{name}`", mend)
    for twin in asked.twins:
        what = f"the id {asked.front.id} is that of `{twin.as_posix()}` too"
        yield front_fault(asked, ("id",), what, "give the newer of the two the next number, in its name and its id")


RULES = (
    Rule(
        "DES001",
        "front-matter",
        "The front matter can be read",
        "The front matter is complete, without unknown keys, and names a template and a version that exist.",
        "Everything else is looked up by it: which sections, which measures, who decides. [@own]",
        "Write what belongs into the keys that are named. Until then only the rules about the text are asked.",
        _unsound,
    ),
    Rule(
        "DES010",
        "review-by",
        "It is looked at again",
        "The day of `review_by` has not passed.",
        "A decision that nobody looks at again turns into a rule that nobody remembers making. [@own]",
        "Look at it with those who decide, and write into `review_by` when you look next.",
        _review_by,
        level="should",
    ),
    Rule(
        "DES012",
        "accepted",
        "Two have accepted it",
        "What is accepted was accepted by at least two, of whom one is not the owner.",
        "What failed had not convinced the board, and took some two years of work. [@P12]",
        "Ask one of the decision makers, and write down who said yes on which day.",
        _accepted,
    ),
    Rule(
        "DES016",
        "order",
        "Days and stages follow one another",
        "Days follow one another, a change that has begun says when, and stage and status agree.",
        "Whether a number is from before or after can be told only when the days are right. [@own]",
        "Correct the day or the stage that is named.",
        _order,
    ),
    Rule(
        "DES017",
        "names",
        "What it names exists",
        "Roles, pain points and components of the toolbelt are those of the playbook.",
        "A role that does not exist cannot be asked, and a pain point that does not exist hurts nobody. [@own]",
        "Take the id from the playbook's page; write a person or a team with an @.",
        _names,
    ),
    Rule(
        "DES018",
        "newest-template",
        "What changes moves to the newest template",
        "A document that was changed follows the newest version of its template.",
        "Old documents keep their form, and whoever works on one anyway answers the new questions too. [@own]",
        "Run `playbook design migrate` on it.",
        _newest,
        applies=lambda asked: asked.newest,
    ),
    Rule(
        "DES019",
        "numbers",
        "One number, one document",
        "The number of the file's name is that of the id, and no other document has it.",
        "“See DD-0007” has to lead to one document. [@own]",
        "Give it the next number that is free, in its name and in its id.",
        _numbers,
    ),
)
