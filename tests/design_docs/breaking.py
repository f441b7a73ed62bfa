"""For each rule, what breaks it in a document that is sound: one change, what is said of it, and where.

A table of breaches reads as a table: ruff leaves its lines as they are.
"""

# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.design_docs.made import Made

Change = Callable[[Made], object]
OTHER = "docs/design/0002-the-other.md"


@dataclass(frozen=True)
class Breach:
    """`change` breaks `rule` alone; the first fault says `what`, and stands on a line that holds `line`."""

    rule: str
    name: str
    change: Change
    what: str
    line: str
    stage: str = "operated"
    """The stage of the document that is changed."""
    section: str = ""
    faults: int = 1


def front(**values: str | None) -> Change:
    """Set keys of the front matter; None takes one out."""

    def change(made: Made) -> None:
        for key, value in values.items():
            made.front.pop(key, None)
            if value is not None:
                made.front[key] = value

    return change


def cell(section: str, old: str, new: str) -> Change:
    return lambda made: made.replace(section, old, new)


def body(section: str, text: str) -> Change:
    return lambda made: made.bodies.__setitem__(section, text)


def without(section: str) -> Change:
    return lambda made: made.bodies.pop(section)


def heading(section: str, text: str) -> Change:
    return lambda made: made.headings.__setitem__(section, text)


def end(text: str) -> Change:
    return lambda made: setattr(made, "end", text)


def beside(text: str, name: str = OTHER) -> Change:
    return lambda made: made.others.__setitem__(name, text)


def named(name: str) -> Change:
    return lambda made: setattr(made, "name", name)


def both(*changes: Change) -> Change:
    def change(made: Made) -> None:
        for one in changes:
            one(made)

    return change


def other(**values: str) -> Change:
    """Put another sound document beside it, DD-0002, with other front matter."""

    def change(made: Made) -> None:
        one = Made()
        one.front |= {"id": "DD-0002", **values}
        made.others[OTHER] = one.text()

    return change


def superseded(by: str = "DD-0002") -> Change:
    return front(status="superseded", stage="retired", superseded_by=by)


BAR = "| --- | --- | --- | --- |"
NO_ROW = f"| We connect to | Allowed? | Who said so | When |\n{BAR}"

# fmt: off
BREACHES = (
    Breach("DES001", "unknown key", front(ownr="me"), "unknown key `ownr`", "ownr: me"),
    Breach("DES001", "key missing", front(tier=None), "the key `tier` is missing", "template:"),
    Breach("DES001", "status", front(status="done"), "`status` cannot be 'done'", "status: done"),
    Breach("DES001", "no such template", front(template="hole@2"), "there is no template `hole`", "template: hole"),
    Breach("DES001", "no such version", front(template="whole@3"), "`whole` has no version 3", "template: whole@3"),
    Breach("DES001", "anchor", front(owner="&me tech-lead"), "an anchor (&me) stands here", "owner: &me"),
    Breach("DES001", "tag", front(owner="!!str tech-lead"), "a tag (tag:yaml.org,2002:str)", "owner: !!str"),
    Breach("DES001", "twice", front(tier="growing\ntier: growing"), "the key `tier` stands here twice", "tier: growing"),
    Breach("DES001", "no day", front(created="2026-02-30"), "looks like a date", "created:"),
    Breach("DES001", "no handle", front(owner='"the lead"'), "`owner` has the wrong form", "owner: "),
    Breach("DES001", "all at once", front(tier="some", status="new", created="soon"), "`tier`", "tier", faults=3),
    Breach("DES002", "missing", without("context"), "the section “Context” (`#context`) is missing", "---", section="context"),
    Breach("DES002", "by its words", heading("before", "## Where we are"), "is missing by its id", "## Where we are", section="before"),
    Breach("DES002", "level", heading("context", "### Context { #context }"), "is a heading of level 3", "### Context", section="context"),
    Breach("DES002", "former", heading("alternatives", "## Set aside { #set-aside }"), "was called “Set aside”", "## Set aside", section="alternatives"),
    Breach("DES002", "twice", end("\n## Why now { #context }\n\nIt is time now."), "twice; the first is on line 21", "## Why now", section="context"),
    Breach("DES002", "missing below another", both(without("design"), heading("context", "## Context")), "the section “Design” (`#design`) is missing", "## Are we allowed", section="design"),
    Breach("DES002", "twice by its words", end("\n## Notes\n\nOne note.\n\n## Notes\n\nTwo notes."), "the section `#notes` stands here twice", "## Notes"),
    Breach("DES002", "an id twice", end("\n### One { #notes }\n\nOne note.\n\n### Two { #notes }\n\nTwo notes."), "the section `#notes` stands here twice", "### Two"),
    Breach("DES002", "columns", cell("asks", "Of whom", "Who"), "lacks “Of whom”", "| What | Who", section="asks"),
    Breach("DES002", "no table", body("asks", "We ask for 24 hours."), "“What is asked” has no table", "## What is asked", section="asks"),
    Breach("DES002", "in a comment", end("\n<!-- more\n## Verdict { #verdict }\n"), "this comment does not end", "<!-- more"),
    Breach("DES002", "in code", end("\n~~~~ yaml\na: b\n~~~\n"), "this block of code does not end", "~~~~ yaml"),
    Breach("DES003", "empty", body("design", ""), "the section “Design” is empty", "## Design", section="design"),
    Breach("DES003", "comment", body("design", "<!-- a few words -->"), "the section “Design” is empty", "## Design", section="design"),
    Breach("DES003", "a word", body("design", "**Later.**"), "holds one word, “Later”", "## Design", section="design"),
    Breach("DES003", "cell", cell("asks", "| 24 |", "| |"), "“Hours” is empty", "| Turn the", section="asks"),
    Breach("DES003", "dash", cell("success", "| 12 |", "| – |"), "“Before” is empty", "| hours of waiting", section="success"),
    Breach("DES003", "reason", cell("alternatives", "No purchase", "*Cheap*"), "“For it” is one word, “Cheap”", "| With what", section="alternatives"),
    Breach("DES003", "no row", body("asks", f"| What | Of whom | Hours | Until |\n{BAR}"), "has no row", "| What |", section="asks"),
    Breach("DES004", "fill in", body("design", "We [fill in] it."), "“[fill in]” is left here", "We [fill in]", section="design"),
    Breach("DES004", "words", body("design", "TODO and tbd, ??? and FIXME"), "“TODO” is left here, and 3 more", "TODO", section="design"),
    Breach("DES004", "latin", end("\nLorem ipsum dolor."), "“Lorem ipsum” is left", "Lorem", section="verdict"),
    Breach("DES004", "your", body("design", "Ask <your team> first."), "“<your team>” is left here", "Ask <your", section="design"),
    Breach("DES004", "cell", cell("alternatives", "No purchase", "[fill in the cost]"), "“[fill in the cost]”", "| With what", section="alternatives"),
    Breach("DES004", "title", front(title='"TODO: a title"'), "“TODO” is left in the front matter", "title: "),
    Breach("DES004", "two in one", body("design", "See TODO/TBD."), "“TODO” is left here", "TODO/TBD", section="design"),
    Breach("DES005", "nothing", cell("alternatives", "Do nothing", "Wait for the IT department"), "“Do nothing” is not among", "## Alternatives", section="alternatives"),
    Breach("DES005", "one", cell("alternatives", "A product of the cloud provider", "We do nothing for now"), "there is only “With what we have", "## Alternatives", section="alternatives"),
    Breach("DES005", "the same", cell("alternatives", "A product of the cloud provider", "With what we have: GitHub Actions"), "there is only", "## Alt", section="alternatives"),
    Breach("DES006", "missing", cell("alternatives", "With what we have: GitHub", "GitHub"), "no alternative says what", "## Alternatives", section="alternatives"),
    Breach("DES007", "no row", both(front(measures=None), body("before", f"| What | Number | Taken on | Source |\n{BAR}")), "holds no number", "## Where we are", "problem", "before"),
    Breach("DES007", "no number", cell("before", "about 12", "often"), "“Number” is “often”", "| hours of waiting", section="before"),
    Breach("DES007", "a name", cell("before", "about 12", "since Q3"), "“Number” is “since Q3”", "| hours of waiting", section="before"),
    Breach("DES007", "a footnote", cell("before", "about 12", "often[^1]"), "“Number” is “often”", "| hours of waiting", section="before"),
    Breach("DES007", "a ticket", cell("before", "about 12", "see #12"), "“Number” is “see #12”", "| hours of waiting", section="before"),
    Breach("DES007", "second table", cell("before", "| hours of", "\n| What | Number | Taken on | Source |\n| --- | --- | --- | --- |\n| waits | often | 2026-01-12 | us |\n| hours of"), "“Number” is “often”", "| waits", section="before"),
    Breach("DES007", "no day", cell("before", "2026-01-12 | Git", "last winter | Git"), "“last winter”, which is no date", "| lead-time", section="before"),
    Breach("DES007", "future", cell("before", "2026-01-12 | Git", "2026-11-29 | Git"), "in the future: today is 2026-11-27", "| lead-time", "problem", "before"),
    Breach("DES007", "no source", cell("before", "time sheets", "–"), "“Source” names nothing", "| hours of waiting", section="before"),
    Breach("DES007", "empty words", cell("before", "time sheets", "N/A."), "“Source” names nothing", "| hours of waiting", section="before"),
    Breach("DES007", "marks", cell("before", "time sheets", "--"), "“Source” names nothing", "| hours of waiting", section="before"),
    Breach("DES008", "no such measure", both(front(measures="[lead-times]"), cell("success", "| Lead time |", "| lead-times |"), cell("after", "lead-time", "lead-times")), "there is no measure `lead-times`", "measures:"),
    Breach("DES008", "of another", both(front(measures='["hours of mending"]'), cell("success", "hours of waiting", "hours of mending"), cell("after", "hours of waiting", "hours of mending")), "is a measure of PP-002", "measures:"),
    Breach("DES008", "no row", cell("before", "hours of waiting", "hours that we wait"), "`hours of waiting` has no row in “Where", "measures:", section="before"),
    Breach("DES008", "too late", cell("before", "2026-01-12 | Git", "2026-03-02 | Git"), "was taken on 2026-03-02, and the change started on 2026-03-02", "| lead-time", section="before"),
    Breach("DES009", "no row", cell("success", "hours of waiting", "waiting"), "`hours of waiting` has no row in “How", "measures:", section="success"),
    Breach("DES009", "no aim", cell("success", "| none |", "| … |"), "“hours of waiting” has no aim", "| hours of waiting", section="success"),
    Breach("DES009", "no day", cell("success", "none | 2026-10-05", "none | soon"), "“soon”, which is no date", "| hours of waiting", section="success"),
    Breach("DES009", "too early", cell("success", "none | 2026-10-05", "none | 2026-03-02"), "and the change starts on 2026-03-02", "| hours of waiting", section="success"),
    Breach("DES009", "before it was written", cell("success", "none | 2026-10-05", "none | 2026-01-13"), "and the document was created on 2026-01-13", "| hours of waiting", "problem", "success"),
    Breach("DES010", "passed", front(review_by="2026-11-26"), "`review_by` was 2026-11-26, 1 day ago", "review_by:"),
    Breach("DES011", "no such", front(supersedes="[DD-0007]"), "there is no document DD-0007", "supersedes:"),
    Breach("DES011", "one side", both(front(supersedes="[DD-0002]"), other()), "and `0002-the-other.md` does not say so", "supersedes:"),
    Breach("DES011", "another", both(front(supersedes="[DD-0002]"), other(superseded_by="DD-0003")), "says `superseded_by: DD-0003`", "supersedes:"),
    Breach("DES011", "other side", both(superseded(), other()), "superseded by DD-0002, and `0002-the-other.md` does not", "superseded_by:"),
    Breach("DES011", "no successor", superseded("DD-0009"), "there is no document DD-0009", "superseded_by:"),
    Breach("DES011", "status", both(front(superseded_by="DD-0002"), other(supersedes="[DD-0001]")), "and its status is `accepted`", "status:"),
    Breach("DES011", "by whom", front(status="superseded", stage="retired"), "`superseded_by` is missing", "status:"),
    Breach("DES011", "circle", both(superseded(), front(supersedes="[DD-0002]"), other(supersedes="[DD-0001]", superseded_by="DD-0001")), "DD-0001 → DD-0002 → DD-0001", "supersedes:"),
    Breach("DES011", "itself", both(superseded("DD-0001"), front(supersedes="[DD-0001]")), "DD-0001 → DD-0001", "supersedes:"),
    Breach("DES012", "nobody", front(accepted=None), "nobody is named below `accepted`", "status:"),
    Breach("DES012", "one", front(accepted="[{by: sponsor, on: 2026-02-03}]"), "only `sponsor` has accepted it", "accepted:"),
    Breach("DES012", "the owner", front(accepted='[{by: tech-lead, on: 2026-02-03}, {by: "@Tech-Lead", on: 2026-02-03}]'), "only its owner", "accepted:"),
    Breach("DES012", "the same role", front(accepted='[{by: data-scientist, on: 2026-02-03}, {by: "@Data_Scientist", on: 2026-02-03}]'), "only `@Data_Scientist` has accepted it", "accepted:"),
    Breach("DES012", "once", both(superseded(), other(supersedes="[DD-0001]"), front(accepted="[{by: sponsor, on: 2026-02-03}]")), "only `sponsor`", "accepted:"),
    Breach("DES013", "no file", end("\nSee [it](0007-x.md)."), "leads to no file: `docs/design/0007-x.md`", "See [it]", section="verdict"),
    Breach("DES013", "picture", end("\n![A picture](pictures/a%20b.png)"), "`docs/design/pictures/a b.png` is not there", "![A", section="verdict"),
    Breach("DES013", "reference", end("\nSee [it][x] and [y].\n\n[x]: 0007-x.md\n[y]: ../y"), "0007-x.md", "See [it]", section="verdict", faults=2),
    Breach("DES013", "undefined", end("\nSee [it][nowhere]."), "the link [nowhere] is not defined", "See [it]", section="verdict"),
    Breach("DES013", "a blank", end("\nSee [it](../a b.md#c)."), "the address `../a b.md#c` holds a blank", "See [it]", section="verdict"),
    Breach("DES013", "anchor", end("\nSee [it](#contexts)."), "this document has no part `#contexts`", "See [it]", section="verdict"),
    Breach("DES013", "html", end('\n<a href="0007-x.md">it</a>'), "leads to no file", "<a href", section="verdict"),
    Breach("DES013", "outside", end("\nSee [it](../../../x.md)."), "leads out of the repository", "See [it]", section="verdict"),
    Breach("DES013", "anchor there", both(end("\nSee [it](../x.md#bb)."), beside("# A b\n", "docs/x.md")), "`docs/x.md` has no part `#bb`", "See [it]", section="verdict"),
    Breach("DES013", "folder", both(end("\nSee [it](../x/#b)."), beside("a", "docs/x/y.md")), "`docs/x` is a folder", "See [it]", section="verdict"),
    Breach("DES014", "no row", body("integration", NO_ROW), "says nothing about what you connect to", "## Are we", section="integration"),
    Breach("DES014", "not asked", cell("integration", "| yes |", "| not asked |"), "the answer is “not asked”", "| The cluster", "problem", "integration"),
    Breach("DES014", "both", cell("integration", "| yes |", "| yes/no |"), "the answer is “yes/no”", "| The cluster", "problem", "integration"),
    Breach("DES014", "a hope", cell("integration", "| yes |", "| yes, probably |"), "the answer is “yes, probably”", "| The cluster", section="integration"),
    Breach("DES014", "a question", cell("integration", "| yes |", "| yes? |"), "the answer is “yes?”", "| The cluster", section="integration"),
    Breach("DES014", "no one", cell("integration", "| yes |", "| no one asked |"), "the answer is “no one asked”", "| The cluster", "problem", "integration"),
    Breach("DES014", "nothing but", cell("integration", "The cluster | yes | the platform team | 2026-01-22", "Nothing but the cluster | – | – | –"), "nobody has asked", "| Nothing but", section="integration"),
    Breach("DES014", "second table", cell("integration", "| The cluster", f"| The runner | yes | us | 2026-01-22 |\n\n{NO_ROW}\n| The mainframe | not asked | – | – |\n| The cluster"), "the answer is “not asked”", "| The mainframe", section="integration"),
    Breach("DES014", "empty", cell("integration", "| yes |", "| |"), "nobody has asked", "| The cluster", section="integration"),
    Breach("DES014", "no", cell("integration", "| yes |", "| **no** |"), "“The cluster” may not be connected, and the stage is `pilot`", "| The cluster", "pilot", "integration"),
    Breach("DES014", "who", cell("integration", "the platform team", "–"), "“yes” for “The cluster”, and nobody who said so", "| The cluster", section="integration"),
    Breach("DES014", "when", cell("integration", "2026-01-22", "in January"), "“When” is “in January”", "| The cluster", section="integration"),
    Breach("DES014", "what", cell("integration", "The cluster", "?"), "does not say what you connect to", "| ? |", section="integration"),
    Breach("DES014", "nothing", cell("integration", "The cluster | yes", "nothing new | –"), "nobody has asked", "| nothing", section="integration"),
    Breach("DES015", "not again", cell("after", "hours of waiting", "waiting"), "`hours of waiting` was not taken again", "measures:", section="after"),
    Breach("DES015", "no number", cell("after", "0.2 days", "much better"), "“Now” is “much better”", "| lead-time", section="after"),
    Breach("DES015", "before the start", cell("after", "2026-10-05 | Git", "2026-03-02 | Git"), "and the change started on 2026-03-02", "| lead-time", section="after"),
    Breach("DES015", "no source", cell("after", "time sheets", "nobody"), "“Source” names nothing", "| hours of waiting", section="after"),
    Breach("DES015", "before the baseline", cell("before", "2026-01-12 | time sheets |", "2026-01-12 | time sheets |\n| hours of waiting | 9 | 2026-10-06 | time sheets |"), "the baseline of `hours of waiting` is of 2026-10-06", "| hours of waiting | 12 | 1 |", section="after"),
    Breach("DES016", "no start", front(starts=None), "the change has begun, and `starts` is missing", "stage:", "pilot"),
    Breach("DES016", "review", front(review_by="2026-01-13", status="rejected"), "`review_by` is 2026-01-13, and the document was created on 2026-01-13", "review_by:", "problem"),
    Breach("DES016", "accepted before", front(accepted="[{by: sponsor, on: 2026-01-12}, {by: tech-lead, on: 2026-02-04}]"), "`sponsor` accepted it on 2026-01-12, before", "accepted:"),
    Breach("DES016", "accepted later", front(accepted="[{by: sponsor, on: 2026-02-03}, {by: tech-lead, on: 2026-11-29}]"), "in the future", "accepted:"),
    Breach("DES016", "draft", front(status="in-review"), "at the stage `rollout` it has to be accepted", "status:", "rollout"),
    Breach("DES016", "retired", front(status="accepted"), "the stage is `retired`, and the status is `accepted`", "status:", "retired"),
    Breach("DES016", "not retired", front(status="retired"), "the status is `retired`, and the stage is `pilot`", "stage:", "pilot"),
    Breach("DES017", "owner", front(owner="tech-lad"), "there is no role `tech-lad`", "owner:"),
    Breach("DES017", "deciders", front(decision_makers="[sponsor, board]"), "there is no role `board`", "decision_makers:"),
    Breach("DES017", "told", front(consulted="[x]", informed='["@x", y]'), "there is no role `x`", "consulted:", faults=2),
    Breach("DES017", "pain point", front(pain_points="[PP-001, PP-003]"), "there is no pain point `PP-003`", "pain_points:"),
    Breach("DES017", "component", front(toolbelt="[ci/cd]"), "the toolbelt has no component `ci/cd`", "toolbelt:"),
    Breach("DES018", "changed", both(front(template="whole@1"), heading("alternatives", "## Set aside { #set-aside }"), lambda made: setattr(made, "changed", frozenset({f"docs/design/{made.name}"}))), "follows version 1 of `whole`, not 2", "template:"),
    Breach("DES019", "number", front(id="DD-0003"), "the id is DD-0003, and the file is named `0001-", "id:"),
    Breach("DES019", "name", named("1-merges.md"), "`1-merges.md`, which does not begin with its number", "id:"),
    Breach("DES019", "twice", beside("---\nid: DD-0001\n---\n", "docs/design/0001-merges.md"), "is that of `docs/design/0001-merges.md` too", "id:"),
)
# fmt: on
