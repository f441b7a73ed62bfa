"""A made-up catalogue of templates, and documents that meet it: tests change one thing in them and see who notices."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from playbook.design_docs.check import check
from playbook.design_docs.rules.model import Answer, Fault
from playbook.records.design import STAGES
from playbook.records.design_catalogue import Designs, Number, PainPointEntry, SectionEntry, TemplateEntry

TODAY = datetime.date(2026, 11, 27)
FOLDER = PurePath("docs/design")


def entry(key: str, title: str, stage: str, form: str | None = None, formerly: tuple[str, ...] = ()) -> SectionEntry:
    return SectionEntry(key, title, stage, f"What about {title.lower()}?", form, formerly, f"https://x.test/#{key}")


SECTIONS = (
    entry("context", "Context", "problem"),
    entry("before", "Where we are", "problem", "before"),
    entry("asks", "What is asked", "problem", "asks"),
    entry("success", "How we will know", "problem", "success"),
    entry("alternatives", "Alternatives", "problem", "alternatives", ("set-aside",)),
    entry("integration", "Are we allowed to connect?", "problem", "integration"),
    entry("design", "Design", "pilot"),
    entry("readiness", "Readiness", "rollout"),
    entry("after", "Where we are now", "operated", "after"),
    entry("verdict", "Verdict", "operated"),
)
OLD = tuple(
    entry("set-aside", "Set aside", "problem", "alternatives") if section.id == "alternatives" else section
    for section in SECTIONS
)
SMALL = (entry("context", "Context", "problem"), entry("decision", "Decision", "pilot"))

DESIGNS = Designs(
    site_name="Playbook",
    site_url="https://x.test/",
    edition="1.0",
    templates={
        "whole": TemplateEntry("whole", "Whole", "https://x.test/whole/", {1: OLD, 2: SECTIONS}),
        "small": TemplateEntry("small", "Small", "https://x.test/small/", {1: SMALL}),
    },
    roles={"tech-lead": "Tech lead", "data-scientist": "Data scientist", "sponsor": "Sponsor"},
    measures={"lead-time": "Lead time", "deployments": "Deployment frequency"},
    components={"CI/CD": "GitHub Actions", "serving": ""},
    pain_points={
        "PP-001": PainPointEntry(
            "PP-001",
            "Waiting",
            "I wait",
            "",
            "CI/CD",
            (Number("hours of waiting", 47, "hours", "2026-01-12", "us"),),
            (),
            (),
        ),
        "PP-002": PainPointEntry("PP-002", "Mending", "I mend", "", "", (Number("hours of mending", 4, "h"),), (), ()),
    },
)

FRONT = {
    "template": "whole@2",
    "id": "DD-0001",
    "title": '"Merges are deployed"',
    "status": "accepted",
    "stage": "operated",
    "tier": "growing",
    "owner": "tech-lead",
    "decision_makers": "[sponsor]",
    "created": "2026-01-13",
    "review_by": "2027-01-13",
    "starts": "2026-03-02",
    "pain_points": "[PP-001]",
    "measures": '[lead-time, "hours of waiting"]',
    "toolbelt": "[CI/CD]",
    "accepted": "[{by: sponsor, on: 2026-02-03}, {by: tech-lead, on: 2026-02-04}]",
}
BODIES = {
    "context": "Each release takes a weekend, and four people.",
    "before": """| What | Number | Taken on | Source |
| --- | --- | --- | --- |
| lead-time | 47 days, median | 2026-01-12 | Git tags of 2025 |
| hours of waiting | about 12 | 2026-01-12 | time sheets |""",
    "asks": """| What | Of whom | Hours | Until |
| --- | --- | --- | --- |
| Turn the checklist into tests | data-scientist | 24 | 2026-03-27 |""",
    "success": """| Measure | Before | Aim | By |
| --- | --- | --- | --- |
| Lead time | 47 days | 1 day | 2026-10-05 |
| hours of waiting | 12 | none | 2026-10-05 |""",
    "alternatives": """| Option | For it | Against it |
| --- | --- | --- |
| Do nothing | Costs nothing until October | Releases stay slow |
| With what we have: GitHub Actions | No purchase | The checklist becomes tests first |
| A product of the cloud provider | Shows every step | Takes half a year to buy |""",
    "integration": """| We connect to | Allowed? | Who said so | When |
| --- | --- | --- | --- |
| The cluster | yes | the platform team | 2026-01-22 |""",
    "design": "A merge starts one workflow.",
    "readiness": "Everybody was in the room.",
    "after": """| Measure | Before | Now | Taken on | Source |
| --- | --- | --- | --- | --- |
| lead-time | 47 days | 0.2 days | 2026-10-05 | Git tags of 2026 |
| hours of waiting | 12 | 1 | 2026-10-05 | time sheets |""",
    "verdict": "We keep it.",
}


@dataclass
class Made:
    """A document to be changed, what stands around it, and how it is asked."""

    name: str = "0001-merges-are-deployed.md"
    front: dict[str, str] = field(default_factory=lambda: dict(FRONT))
    bodies: dict[str, str] = field(default_factory=lambda: dict(BODIES))
    headings: dict[str, str] = field(default_factory=dict)
    """In place of `## Title { #id }`, by the id."""
    end: str = ""
    others: dict[str, str] = field(default_factory=dict)
    """Files beside it, by their path from the root."""
    stage: str | None = None
    changed: frozenset[str] | None = None

    def replace(self, section: str, old: str, new: str) -> None:
        """Replace words of a section, which must be there."""
        assert old in self.bodies[section]
        self.bodies[section] = self.bodies[section].replace(old, new)

    def text(self) -> str:
        """Give the whole document."""
        titles = {section.id: section.title for section in (*SECTIONS, *OLD, *SMALL)}
        lines = ["---", *(f"{key}: {value}" for key, value in self.front.items()), "---", "", "# Merges are deployed"]
        for key, body in self.bodies.items():
            lines += ["", self.headings.get(key, f"## {titles.get(key, key)} {{ #{key} }}"), "", body]
        return "\n".join([*lines, self.end])

    def answer(self, root: Path) -> Answer:
        """Lay it out below `root`, and check it alone."""
        for name, text in self.others.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        return checked(root, self.text().encode(), self.name, stage=self.stage, changed=self.changed)


def sound(stage: str = "operated", change: Callable[[Made], object] | None = None) -> Made:
    """Give a document that meets every rule at `stage`, with one change."""
    made = Made()
    reached = STAGES.index(stage)
    made.bodies = {s.id: BODIES[s.id] for s in SECTIONS if STAGES.index(s.stage) <= reached}
    made.front["stage"] = stage
    if stage == "problem":
        made.front |= {"status": "draft"}
        del made.front["accepted"], made.front["starts"]
    if stage == "retired":
        made.front["status"] = "retired"
    if change:
        change(made)
    return made


def checked(
    root: Path,
    data: bytes,
    name: str = "0001-merges-are-deployed.md",
    stage: str | None = None,
    changed: frozenset[str] | None = None,
) -> Answer:
    """Write a document and give what the check says of it."""
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    (root / FOLDER / name).write_bytes(data)
    (answer,) = check(root, [FOLDER / name], DESIGNS, today=TODAY, stage=stage, changed=changed)
    return answer


def found(answer: Answer) -> dict[str, list[Fault]]:
    """Give the rules that are broken, with their faults."""
    return {key: list(faults) for key, faults in answer.faults.items() if faults}


def told(answer: Answer) -> str:
    """Give all faults as a reader sees them, a line each."""
    return "\n".join(
        f"{key} {fault.line}:{fault.column} #{fault.section} {fault.what}; {fault.mend}"
        for key, faults in answer.faults.items()
        for fault in faults
    )
