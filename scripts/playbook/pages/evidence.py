"""Where a page's advice comes from: the list below each page, and the register of all claims."""

from __future__ import annotations

from pathlib import PurePath

from playbook.pages.blocks import UNSEARCHED, heading
from playbook.pages.here import Here
from playbook.pages.text import markdown
from playbook.records.evidence import OWN, Claim, Interview, Work

SOURCES = PurePath("about/sources/index.md")


def evidence(here: Here) -> str:
    """Give the section "Where this comes from": each source that the page cites, with its place.

    Raises ValueError for a page that cites nothing.
    """
    library = here.library
    cited = library.citations[here.file]
    if not cited:
        raise ValueError(f"it cites nothing; cite a source, or [@{OWN}] for our own advice")
    claims = sorted((c for key in cited if (c := library.find(Claim, key))), key=lambda claim: claim.seconds)
    works = [work for key in cited if (work := library.find(Work, key))]
    title = heading(2, "Where this comes from", f"sources{UNSEARCHED}")
    lines = [title, "", '<div class="g-sources" markdown="1">', ""]
    for claim in claims:
        lines += [f"{claim.id} {{ #source-{claim.id} .g-said }}", *_definition(claim_line(claim)), ""]
    for work in works:
        lines += [f"{markdown(work.short)} {{ #source-{work.id} .g-read }}", *_definition(work_line(work)), ""]
    if OWN in cited:
        lines += [
            "own { #source-own .g-own }",
            *_definition("Our own advice. No source says it; try it and tell us."),
            "",
        ]
    return "\n".join([*lines, f"[All sources, and how to read the marks]({here.to(SOURCES)})", "", "</div>"])


def _definition(text: str) -> list[str]:
    return [f":   {text}"]


def claim_line(claim: Claim) -> str:
    """Give a claim with a link to its second of the recording."""
    host = " (said by the host)" if claim.by == "host" else ""
    return f"{markdown(claim.says)}{host} [Hear it at {claim.at}]({Interview.link(claim.seconds)})"


def work_line(work: Work) -> str:
    """Give a work with its authors, year and address, and whether it was read or is known through notes."""
    where = f", {markdown(work.where)}" if work.where else ""
    read = "" if work.read == "first-hand" else " Known to us through notes, not read in full."
    title = f"[{markdown(work.title)}]({work.url})"
    return f"{markdown(work.authors)} ({work.year}), {title}{where}. {markdown(work.gives)}{read}"
