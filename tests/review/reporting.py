"""Reports to test the formats with: made standards, results of all answers, and text that wants to break out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from hypothesis import strategies as st

from playbook.records.catalogue import Catalogue, Entry
from playbook.review.reports.report import Report, Reviewed
from playbook.review.run import Excepted, Result, Review, fingerprint, shortened
from playbook.review.settings import Waiver
from playbook.review.verdict import Answer, Finding, Verdict

SITE = "https://playbook.example.com/"
TODAY = datetime.date(2026, 11, 23)

HOSTILE = (
    "\x1b[31mred\x1b[0m",
    "\x1b]8;;https://evil.example.com\x07click\x1b]8;;\x07",
    "\x9b31m",
    "[bold red]markup[/] [link=https://evil.example.com]x[/link] :warning:",
    "[text](https://evil.example.com) ![x](x) **bold** _it_ ~~no~~ # head",
    "| a | b |",
    "`tick` ```fence``` ````",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</pre></details></td></table>",
    "<!-- --> --> ]]> &lt; &#60;",
    '" onmouseover="alert(1)" \'',
    "line\nbreak\r\nand\rmore",
    "\n::error::injected",
    "::error file=a,line=1::injected",
    "::stop-commands::token",
    "##[error]injected ##vso[task.setvariable variable=x]y",
    "%0A::error::injected %25 %0D",
    "name,with=all:of;it",
    "\u202etxt.exe\u202c \u2066x\u2069 \u200f",
    "\udcff\udc80 \ud800",
    "{0} {name} {{x}} ${{ github.token }} $(id) `id`",
    "\u2028\u2029\x85\x0b\x0c\x00\x7f",
    "@everyone #1 org/repo#2 https://evil.example.com",
    "",
    " ",
    "é 日本 👩‍💻",
    "a" * 300,
)

hostile = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=3).map("".join),
    st.text(st.characters(), max_size=40),
)
"""Text of anybody, half surrogate pairs included."""

findings = st.builds(
    Finding,
    path=hostile,
    line=st.integers(0, 10_000),
    column=st.integers(0, 200),
    message=hostile,
    evidence=hostile.map(lambda text: text[:120]),
)


def entry(key: str = "PKG003", level: str = "must", **more: object) -> Entry:
    """Give a standard."""
    values: dict[str, object] = {
        "id": key,
        "slug": f"the-{key.lower()}",
        "name": "Ranges in the package, not pins",
        "rule": "The package declares ranges, not pins.",
        "tier": "everyone",
        "level": level,
        "state": "stable",
        "decides": ("No dependency is pinned with `==`.",),
        "leaves": ("Is an upper bound there for a reason?",),
        "first_step": "Replace each `==` by `>=`.",
        "comment": "Please turn the pins into ranges: `numpy>=1.26`.",
        "url": f"{SITE}s/{key}/",
        **more,
    }
    return Entry(**values)  # type: ignore[arg-type]


def catalogue(*entries: Entry) -> Catalogue:
    """Give a catalogue of `entries`."""
    names = {item.slug: item.id for item in entries}
    return Catalogue("A Playbook", SITE, "1.0", {item.id: item for item in entries}, names, {})


def short(standard: Entry, *found: Finding, unread: tuple[Finding, ...] = ()) -> Result:
    """Give the result of a standard that falls short."""
    prints = tuple(sorted({fingerprint(standard.id, finding) for finding in found}))
    cut = tuple(shortened(found))
    return Result(standard, Verdict(Answer.FALLS_SHORT, "", cut, unread), fingerprints=prints)


def unread(standard: Entry, *found: Finding) -> Result:
    """Give the result of a standard that could not be read."""
    return Result(standard, Verdict(Answer.UNREAD, "", (), found))


def holds(standard: Entry, reason: str = "there is nothing to violate it") -> Result:
    """Give the result of a standard that holds."""
    return Result(standard, Verdict(Answer.HOLDS, reason))


def idle(standard: Entry, reason: str = "there is no package") -> Result:
    """Give the result of a standard that does not apply."""
    return Result(standard, Verdict(Answer.NOT_APPLICABLE, reason))


def excepted(standard: Entry, finding: Finding, reason: str) -> Result:
    """Give the result of a standard that holds but for an exception."""
    waiver = Waiver(standard.id, reason, datetime.date(2027, 3, 1), (), "pyproject.toml", 3)
    return Result(standard, Verdict(Answer.HOLDS, "nothing beyond exceptions"), (Excepted(finding, waiver),))


def reviewed(*results: Result, name: str = "demand", **more: object) -> Reviewed:
    """Give a reviewed repository."""
    people = (entry("CI003", "should", name="Warn before it blocks", decides=()),)
    review = Review(name, "everyone", results, people, 2, True, TODAY, "README.md")
    return Reviewed(name=name, path=f"repos/{name}", review=review, **more)  # type: ignore[arg-type]


def report(*reviewed_: Reviewed, verbose: bool = False) -> Report:
    """Give a report of a run."""
    entries: Iterable[Entry] = (result.standard for one in reviewed_ if one.review for result in one.review.results)
    return Report(reviewed_, catalogue(*entries), verbose)


FINDING = Finding("pyproject.toml", 12, 3, "`numpy` is pinned: write `numpy>=1.26`", '"numpy==1.26.4",')
WHOLE = Finding("", message="there is no README: write one")
DARK = Finding(".github/workflows/ci.yml", 3, 1, "this is not YAML: mapping values are not allowed here")


def usual(verbose: bool = False) -> Report:
    """Give a report with something of everything."""
    one = reviewed(
        short(entry(), FINDING, unread=(DARK,)),
        short(entry("REP002", "must", name="The README says who owns it"), WHOLE),
        short(entry("REP001", "should", name="A visible layout"), Finding("train.py", message="a loose script")),
        unread(entry("CI001", name="Every change is checked"), DARK),
        holds(entry("CFG003", name="No secret")),
        idle(entry("PKG005", "may", name="The image is built from the package")),
        excepted(entry("LOG001", "should", name="Log, do not print"), Finding("a.py", 4, 1, "a print"), "a tool"),
    )
    return report(one, verbose=verbose)


def strange(findings_: list[Finding], words: str) -> Report:
    """Give a report in which all that a repository can write is hostile."""
    one = reviewed(
        short(entry(), *findings_, unread=tuple(findings_)),
        unread(entry("CI001"), *findings_),
        holds(entry("CFG003"), words),
        idle(entry("PKG005", "may"), words),
        *(excepted(entry("LOG001", "should"), finding, words) for finding in findings_[:1]),
        name=words,
        prefix="",
    )
    lost = Reviewed(words, words, fault=Finding(words, message=words))
    mistaken = Reviewed(words, words, mistake=f"{words}: {words}\n    mend: {words}")
    return report(one, lost, mistaken, verbose=True)
