"""A document as it begins: front matter, headings with ids, guidance, and a placeholder where somebody has to write.

`written` makes it of answers, as the browser's form does; `laid_out` is that before anybody has answered.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from playbook.design_docs.writing import PLACEHOLDER, comment, file_name, literal, one_line, plain, quoted, table
from playbook.records.design import FORMS, STAGES
from playbook.records.design_catalogue import Designs, Number, PainPointEntry, SectionEntry, TemplateEntry
from playbook.records.problems import Place, Problem, ProblemsError

__all__ = ["Answer", "file_name", "laid_out", "next_number", "section", "written"]

Answer = str | Sequence[Sequence[str]]
"""What somebody answered in a section: Markdown, or, where the section is a table, its rows."""

REVIEW_AFTER = 90
"""Days from `created` to `review_by`. Our own advice."""

KEYS: dict[str, str] = {
    "template": "",
    "id": "",
    "title": "",
    "status": "draft, in-review, accepted, rejected, superseded or retired",
    "stage": "problem, pilot, rollout, operated or retired",
    "tier": "everyone, growing or regulated",
    "owner": "a role of the playbook, such as tech-lead, or a handle: @somebody",
    "decision_makers": "roles or handles, one or more",
    "consulted": "",
    "informed": "",
    "created": "",
    "review_by": "",
    "starts": "the day on which the change begins",
    "pain_points": "",
    "measures": "",
    "toolbelt": "",
    "supersedes": "",
    "superseded_by": "",
    "accepted": "",
}
"""The front matter in its order. The words stand behind a placeholder, and say what is to be filled in there."""

BARE = ("template", "id", "status", "stage", "tier", "created", "review_by", "starts", "superseded_by")
LISTS = ("decision_makers", "consulted", "informed", "pain_points", "measures", "toolbelt", "supersedes")
MAY_LACK = ("starts", "superseded_by", "accepted")


def laid_out(
    designs: Designs,
    template: TemplateEntry,
    title: str,
    number: int,
    today: datetime.date,
    *,
    stage: str = "problem",
    version: int | None = None,
    point: PainPointEntry | None = None,
    owner: str = PLACEHOLDER,
) -> str:
    """Give a new document in `version` of `template` (the newest), with what is known of the pain point `point`."""
    version = version or template.version
    front: dict[str, Any] = {
        "template": f"{template.id}@{version}",
        "id": f"DD-{number:04d}",
        "title": title,
        "tier": "everyone",
        "owner": owner,
    }
    sections = template.versions[version]
    if point:
        front |= {"pain_points": [point.id], "toolbelt": [point.component] if point.component else []}
        if any(one.form == "success" for one in sections):
            front["measures"] = list(dict.fromkeys(one.what for one in point.after or point.before))
    return written(sections, front, known(point, designs.components) if point else {}, stage=stage, today=today)


def written(
    sections: Sequence[SectionEntry],
    front: Mapping[str, Any],
    answers: Mapping[str, Answer],
    *,
    stage: str,
    today: datetime.date,
) -> str:
    """Give the document of `answers`, by the id of the section, at `stage`; what has no answer is the placeholder.

    `sections` are those of the whole template. Of `front`, what is missing or empty is the placeholder, but for
    `status` (draft), `created` (today) and `review_by` (90 days later). The title is the heading as well.
    An answer is kept as it is: a heading of the first or second level in it, or a fence that does not end, changes
    what the sections hold, and the check says so.
    """
    created = one_line(str(front.get("created") or "")) or today.isoformat()
    later = _later(created)
    whole = {"status": "draft", "created": created, "review_by": later, **_given(front), "stage": stage}
    if stage != "problem":
        whole = {"starts": PLACEHOLDER, **whole}
    lines = [line for key in KEYS if (line := _line(key, whole.get(key)))]
    title = str(whole.get("title") or PLACEHOLDER)
    reached = STAGES.index(stage)
    parts = [section(one, answers.get(one.id)) for one in sections if STAGES.index(one.stage) <= reached]
    heading = title if title == PLACEHOLDER else literal(title)
    return "\n".join(["---", *lines, "---", "", f"# {heading}", "", "\n\n".join(parts), ""])


def _given(front: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in front.items() if value and (not isinstance(value, str) or one_line(value))}


def _later(created: str) -> str:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", created):
        return PLACEHOLDER
    try:
        return (datetime.date.fromisoformat(created) + datetime.timedelta(days=REVIEW_AFTER)).isoformat()
    except (ValueError, OverflowError):  # there is no such day
        return PLACEHOLDER


def _line(key: str, value: Any) -> str:
    """Give the line of `key` in the front matter, or nothing where it may be missing and is."""
    if not value and key in MAY_LACK:
        return ""
    if key == "accepted":
        entries = (f"{{by: {quoted(str(one['by']))}, on: {plain(str(one['on']))}}}" for one in value)
        return f"accepted: [{', '.join(entries)}]"
    if key in LISTS:
        items = [str(one) for one in value or () if one_line(str(one))]
        if not items and key != "decision_makers":
            return f"{key}: []"
        hint = "" if items else f"  # {KEYS[key]}"
        return f"{key}: [{', '.join(quoted(one) for one in items or [PLACEHOLDER])}]{hint}"
    said = str(value or PLACEHOLDER)
    hint = f"  # {KEYS[key]}" if said == PLACEHOLDER and KEYS[key] else ""
    return f"{key}: {plain(said) if key in BARE else quoted(said)}{hint}"


def section(entry: SectionEntry, answer: Answer | None = None) -> str:
    """Give a section: heading with its id, the guidance as a comment, the answer or the placeholder. No last break."""
    return f"## {entry.title} {{ #{entry.id} }}\n\n{comment(entry.asks, entry.url)}\n\n{body(entry, answer)}"


def body(entry: SectionEntry, answer: Answer | None = None) -> str:
    """Give what stands below the guidance of a section."""
    if entry.form is None or isinstance(answer, str):
        text = answer if isinstance(answer, str) else ""
        return re.sub(r"^(?:[ \t]*\n)+|[ \t\n]+$", "", text.replace("\r\n", "\n").replace("\r", "\n")) or PLACEHOLDER
    rows = [row for row in answer or () if any(one_line(cell) for cell in row)]
    if not rows and entry.form == "alternatives":
        rows = [*alternatives()]
    return table(FORMS[entry.form], rows or [[]])


def alternatives(have: str = "") -> list[list[str]]:
    """Give the rows that everybody has to weigh, and one more. `have` is what is there already."""
    return [["Do nothing"], [f"With what we have: {f'{have}, ' if have else ''}{PLACEHOLDER}"], [PLACEHOLDER]]


def known(point: PainPointEntry, components: Mapping[str, str]) -> dict[str, Answer]:
    """Give what a pain point already says, by the id of the section. Names of measures stay as they are written.

    `components` are those of the toolbelt, each with what the organisation has.
    """
    before = {one.what: one for one in point.before}
    aims = {one.what: one for one in point.after}
    return {
        "pain": f"> {literal(point.statement)}\n\n{point.id}: {literal(point.title)}.",
        "before": [[one.what, _number(one), one.date, one.source] for one in point.before],
        "asks": [[ask.what, ask.of, _digits(ask.hours), ask.until] for ask in point.asks],
        "success": [[what, _number(before.get(what)), _number(aims.get(what)), ""] for what in aims or before],
        "alternatives": alternatives(components.get(point.component, "")),
    }


def _number(number: Number | None) -> str:
    return f"{_digits(number.value)} {number.unit}" if number else ""


def _digits(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def next_number(folder: Path) -> int:
    """Give the number after the highest in `folder`, which need not be there yet. Raises ProblemsError at the end."""
    names = (file.name for file in folder.iterdir()) if folder.is_dir() else ()
    highest = max((int(found[1]) for name in names if (found := re.match(r"([0-9]{4})-.*\.md$", name))), default=0)
    if highest == 9999:
        what = "the number 9999 is taken, and a document has four digits"
        raise ProblemsError([Problem(Place(folder), what, "begin in another folder")])
    return highest + 1
