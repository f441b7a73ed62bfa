"""The Sources page: the marks, the interview, every claim and every work, and which pages rest on them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from playbook.pages.blocks import UNSEARCHED, definitions, div, heading, joined, table
from playbook.pages.here import Here
from playbook.pages.text import markdown
from playbook.records.evidence import OWN, Claim, Interview, Work
from playbook.records.standard import Standard

GROUPS = {
    "T": "Why a team, and what it is for",
    "R": "Roles",
    "A": "Adoption and standards",
    "P": "Pain points, priorities, measures",
    "S": "The standards themselves",
    "B": "Where to start, and the toolbelt",
}
"""What the first letter of a claim's id stands for."""

MARKS = (
    ("g-said", "T05", "Said in the interview. The id names the claim; the list below a page leads to the minute."),
    ("g-read", "dora", "Written in a paper or guide, which the list below the page names."),
    ("g-own", OWN, "Our own advice. It rests on our judgement, and on no source."),
)

CLAIMS = ("Claim", "Says", "At", "Used on")

NOT_READ = {"first-hand": "read", "secondary": "known through notes"}


def source_register(here: Here) -> str:
    """Give the legend of the marks, the interview, the claims by their first letter, and the works."""
    used = _used(here)
    return joined(
        heading(2, "Three marks", "marks"),
        div("g-with", definitions((_mark(kind, words), means) for kind, words, means in MARKS)),
        heading(2, "The interview", "interview"),
        div("g-with", _interview()),
        heading(2, "Every claim", "claims"),
        _count(here, used),
        *_claims(here, used),
        heading(2, "Works", "works"),
        _works(here, used),
    )


def _group(letter: str) -> str:
    return f"{letter}: {GROUPS[letter]}" if letter in GROUPS else letter


def _mark(kind: str, words: str) -> str:
    return f'<span class="g-marks"><span class="g-mark {kind}">{words}</span></span>'


def claim_count(here: Here) -> str:
    """Give the number of claims."""
    return str(len(here.library.all(Claim)))


def _interview() -> str:
    recorded = date.fromisoformat(Interview.recorded)
    return definitions(
        [
            ("Title", f"{markdown(Interview.title)}, {markdown(Interview.programme)}"),
            ("Recorded", f"{recorded.day} {recorded:%B %Y}"),
            ("Hear it", f"[Page of the episode]({Interview.page}), [recording]({Interview.video})"),
            ("How we cite it", "In our own words. The time is that of the passage in which the claim begins."),
        ]
    )


NAMED = 4
"""Pages that are named beside a source; of more, the number. `own` stands on nearly all of them."""


def _used(here: Here) -> dict[str, list[str]]:
    """Links to the pages that cite each source, in the order of the pages' paths."""
    used: dict[str, list[str]] = {}
    for file, keys in here.library.citations.items():
        if file == here.file:
            continue
        record = here.library.entries[file].record
        link = here.link(record, record.id if isinstance(record, Standard) else None)
        for key in keys:
            used.setdefault(key, []).append(link)
    return used


def _count(here: Here, used: Mapping[str, list[str]]) -> str:
    claims = here.library.all(Claim)
    cited = sum(claim.id in used for claim in claims)
    return (
        f"{len(claims)} claims, of which this edition uses {cited}. "
        "Those of the host are marked; all others are the guest's."
    )


def _claims(here: Here, used: Mapping[str, list[str]]) -> list[str]:
    letters: dict[str, list[Claim]] = {}
    for claim in here.library.all(Claim):
        letters.setdefault(claim.id[0], []).append(claim)
    return [
        joined(
            heading(3, _group(letter), f"claims-{letter.lower()}{UNSEARCHED}"),
            div("g-blocks g-claims", table(CLAIMS, [_claim(claim, used) for claim in claims])),
        )
        for letter, claims in letters.items()
    ]


def _claim(claim: Claim, used: Mapping[str, list[str]]) -> tuple[str, ...]:
    host = " (the host)" if claim.by == "host" else ""
    minute = f"[{claim.at}]({Interview.link(claim.seconds)})"
    return f"{claim.id} {{ #claim-{claim.id} }}", markdown(claim.says) + host, minute, _pages(claim.id, used)


def _works(here: Here, used: Mapping[str, list[str]]) -> str:
    rows = [
        (
            f"{markdown(work.short)} {{ #work-{work.id} }}",
            f"{markdown(work.authors)} ({work.year}), [{markdown(work.title)}]({work.url}). {markdown(work.gives)}",
            NOT_READ[work.read],
            _pages(work.id, used),
        )
        for work in here.library.all(Work)
    ]
    return div("g-blocks g-works", table(("Work", "What it gives", "We", "Used on"), rows))


def _pages(key: str, used: Mapping[str, list[str]]) -> str:
    pages = used.get(key, [])
    rest = len(pages) - NAMED
    return (", ".join(pages[:NAMED]) + (f" and {rest} more" if rest > 0 else "")) or "no page yet"
