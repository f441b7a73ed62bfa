"""The text that tells leadership what is missing; toolbelt.js writes it too, from these words, by the same vectors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from playbook.pages.text import listed
from playbook.pages.wording import capital

FIRST = "version control"
"""What is flagged before all else. Source: B04."""

_TEXT = (
    "Nothing in place: {names}\n\n"
    "We went through the ten components that MLOps needs. For {COUNT} of them there is nothing here.\n\n"
    "{lines}\n\n"
    "Two questions to you. Who owns {EACH}? May we use what another department has, or do we buy? "
    "Until we hear from you, we build with what we have."
)
WORDS = {
    "one": _TEXT.replace("{COUNT}", "one").replace("{EACH}", "it"),
    "many": _TEXT.replace("{COUNT}", "{count}").replace("{EACH}", "each of them"),
    "first": "Version control first: without it there is nothing to build on.\n\n",
    "unknown": "How long buying takes here, nobody knows yet.",
    "none": "Buying takes no time here.",
    "week": "Buying takes 1 week here.",
    "weeks": "Buying takes {weeks} weeks here.",
    "sprints": "Buying takes {weeks} weeks here: {sprints} sprints of two weeks.",
}
"""What the text is made of, for both languages. `{names}` is a place that is filled in."""


class Missing(NamedTuple):
    """A component for which there is nothing; `weeks` is how long buying takes, None if nobody knows."""

    component: str
    weeks: int | None


def flag(missing: Iterable[Missing], without: Mapping[str, str]) -> str:
    """Give the text, without a line break at its end; empty if nothing is missing.

    `without` says for each component what happens where there is nothing. Version control stands first, the others
    as they come. Source: B04; the words are our own.
    """
    gaps = sorted(missing, key=lambda gap: gap.component != FIRST)
    if not gaps:
        return ""
    lines = "\n".join(f"- {capital(gap.component)}. {without[gap.component]} {waiting(gap.weeks)}" for gap in gaps)
    return WORDS["one" if len(gaps) == 1 else "many"].format(
        names=listed([gap.component for gap in gaps]),
        count=len(gaps),
        lines=(WORDS["first"] if gaps[0].component == FIRST else "") + lines,
    )


def waiting(weeks: int | None) -> str:
    """Say how long buying takes, as a sentence: in sprints too, from two of them on, so that the wait can be felt.

    `weeks` counts from 0; None if nobody knows.
    """
    key = "unknown" if weeks is None else {0: "none", 1: "week"}.get(weeks, "sprints" if weeks >= 4 else "weeks")
    return WORDS[key].format(weeks=weeks, sprints=(weeks or 0) // 2)
