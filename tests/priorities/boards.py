"""Boards that Hypothesis makes: any that the model and the readers accept."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from playbook.priorities.cleaning import fold, misfit, scrub
from playbook.records.board import Board
from playbook.records.organisation import Component

IDS = st.text(st.sampled_from("abXY019-"), min_size=1, max_size=24).filter(lambda text: not text.startswith("-"))
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60).map(lambda text: scrub(text).text)


def titles(most: int = 48) -> st.SearchStrategy[str]:
    """Titles as they are kept, among them what a spreadsheet would compute."""
    some = st.sampled_from(
        ["=1+1", "'=x", "''@y", "+a", "-b", '"', ",", "a;b", "  ", "<b>", "constructor", "No lineage"]
    )
    return (WORDS | some | st.tuples(some, WORDS).map("".join)).map(lambda text: scrub(text).text[:most].strip(" "))


def _fitting(least: int, most: int) -> st.SearchStrategy[str]:
    return titles(most).filter(lambda text: misfit(text, least, most) is None)


def choices(kind: Any) -> st.SearchStrategy[Any]:
    """One of the words of a Literal."""
    return st.sampled_from(kind.__args__)


@st.composite
def boards(draw: st.DrawFn) -> Board:
    """Give a board with ballots, seals and decided points."""
    items = [_item(draw, f"p{number}", title) for number, title in enumerate(_titles(draw), start=1)]
    ids = [item["id"] for item in items]
    groups = ["lead", *draw(st.lists(IDS.filter(lambda key: key != "lead"), min_size=1, max_size=3, unique=True))]
    voters = draw(st.lists(IDS, max_size=4, unique=True)) if ids else []
    return Board.model_validate(
        {
            "id": draw(IDS),
            "title": draw(_fitting(1, 80)),
            "top": draw(st.none() | st.integers(1, 60)),
            "groups": [{"id": key, "name": draw(_fitting(2, 40))} for key in groups],
            "items": items,
            "ballots": [_ballot(draw, voter, groups, ids) for voter in voters],
            "seals": [_seal(draw, voter, groups) for voter in voters[:2]],
            "decided": {"lead": draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []},
        }
    )


def _titles(draw: st.DrawFn) -> list[str]:
    return draw(st.lists(_fitting(2, 48), max_size=6, unique_by=fold))


def _item(draw: st.DrawFn, key: str, title: str) -> dict[str, Any]:
    return {
        "id": key,
        "title": title,
        "statement": draw(WORDS),
        "felt_by": draw(st.lists(_fitting(1, 48).map(lambda text: text.replace(";", "x")), max_size=3)),
        "component": draw(st.none() | choices(Component)),
        "area": draw(st.none() | st.sampled_from(["deploy", "maintain", "monitor"])),
        "effort": draw(st.none() | st.sampled_from("SML")),
        "days": draw(st.none() | st.integers(1, 1000)),
        "procurement_weeks": draw(st.integers(0, 520)),
        "status": draw(st.sampled_from(["collected", "in progress", "dropped"])),
        "design_document": draw(st.sampled_from(["", "docs/x.md", "https://x.example/?a=b,c"])),
    }


def _seal(draw: st.DrawFn, voter: str, groups: list[str]) -> dict[str, Any]:
    return {"voter": voter, "group": draw(st.sampled_from(groups)), "hash": draw(st.sampled_from("0af")) * 64}


def _ballot(draw: st.DrawFn, voter: str, groups: list[str], ids: list[str]) -> dict[str, Any]:
    ranked = draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
    cuts = sorted(draw(st.sets(st.integers(1, len(ranked)), max_size=2)) | {len(ranked)})
    tiers = [ranked[start:end] for start, end in zip([0, *cuts], cuts, strict=False)]
    number = draw(st.integers(1, 1_000_000))
    digest = draw(st.none() | st.just("0123abcd"))
    return {"voter": voter, "group": draw(st.sampled_from(groups)), "number": number, "items": digest, "tiers": tiers}
