"""Where the advice comes from: claims of the source interview, and works that were read."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from playbook.records.base import Record, Slug, Strict, Text

OWN = "own"
"""Cited where a page gives our own advice."""

CITATION = re.compile(r"\[(@[A-Za-z][\w-]*(?:[ ;,]+@[A-Za-z][\w-]*)*)\]")
"""`[@T05]`, or several: `[@T05 @own]`."""

_CITED = re.compile(r"\s*" + CITATION.pattern)

Home = Literal[
    "adoption", "before-after", "design-docs", "glossary", "hiring", "kpis", "matrix",
    "onboarding", "roles", "standards", "team", "toolbelt", "workshops",
]  # fmt: skip


def cited(text: str) -> list[tuple[int, str]]:
    """Give each citation in `text` as (offset, id), in order."""
    return [
        (group.start(1) + mark.start(), mark.group(1))
        for group in CITATION.finditer(text)
        for mark in re.finditer(r"@([A-Za-z][\w-]*)", group.group(1))
    ]


def plain(text: str) -> str:
    """Give `text` on one line and without its citations, each of which takes the space before it along."""
    return " ".join(_CITED.sub("", text).split())


def bare(text: str) -> str:
    """Give `text` where nothing is marked up: on one line, without its citations and the marks of code."""
    return plain(text).replace("`", "")


class Claim(Record):
    """One thing that the interview says, in our own words.

    `at` is the paragraph of the recording (h:mm:ss) in which it is said or begins; `home` names the
    parts of the playbook that must carry it; `by` is whose words they are.
    """

    kind_name: ClassVar[str] = "claim"
    one_file: ClassVar[str | None] = "docs/about/sources/claims.yml"

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{2}$")]
    at: Annotated[str, StringConstraints(pattern=r"^[0-9]:[0-5][0-9]:[0-5][0-9]$")]
    home: Annotated[tuple[Home, ...], Field(strict=False, min_length=1)]
    says: Text
    by: Literal["guest", "host"] = "guest"

    @property
    def key(self) -> str:
        return self.id

    @property
    def seconds(self) -> int:
        """Where the claim begins, in seconds from the start of the recording."""
        hours, minutes, seconds = (int(part) for part in self.at.split(":"))
        return hours * 3600 + minutes * 60 + seconds


class Work(Record):
    """A paper, guide or post. `read` says whether we read it or rely on notes of it."""

    kind_name: ClassVar[str] = "work"
    one_file: ClassVar[str | None] = "docs/about/sources/works.yml"

    id: Slug
    short: Text
    title: Text
    authors: Text
    year: Annotated[int, Field(ge=1900, le=2100)]
    where: Text | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https://\S+$")]
    read: Literal["first-hand", "secondary"]
    gives: Text

    @property
    def key(self) -> str:
        return self.id


class Interview(Strict):
    """The recording that the claims are taken from."""

    title: ClassVar[str] = "MLOps as a Team"
    programme: ClassVar[str] = "DataTalks.Club podcast, season 19, episode 4"
    recorded: ClassVar[str] = "2024-10-23"
    page: ClassVar[str] = "https://datatalks.club/podcast/mlops-at-scale-reproducibility-adoption.html"
    video: ClassVar[str] = "https://www.youtube.com/watch?v=rMq63r3zi4c"

    @classmethod
    def link(cls, seconds: int) -> str:
        """Give the address of the recording at `seconds`."""
        return f"{cls.video}&t={seconds}s"
