"""The comparison of any two roles, and the list of sources of a page that has none."""

from __future__ import annotations

import pytest

from playbook.pages.compare import island
from playbook.pages.evidence import evidence
from playbook.records.page import Page
from tests.unit.made import PAGE, here, library, role


@pytest.mark.parametrize(("orders", "said"), [((1, 2), "Of one."), ((2, 1), "Of other."), ((1, 1), "Of one.")])
def test_each_pair_is_sent_once(orders: tuple[int, int], said: str) -> None:
    """By the role that stands first; where two stand at the same place, by one of them all the same."""
    one = role("one", order=orders[0], combines_with=[{"who": "other", "why": "Of one. [@T01]"}])
    other = role("other", order=orders[1], combines_with=[{"who": "one", "why": "Of other. [@own]"}])
    pairs = island(here(library([one, other])))["together"]
    assert [(set(pair["of"]), pair["can"], pair["why"]) for pair in pairs] == [({"one", "other"}, True, said)]


def test_a_page_without_sources_is_told_what_to_do() -> None:
    page = Page.model_validate({**PAGE, "title": "Bare"})
    with pytest.raises(ValueError, match=r"it cites nothing; cite a source, or \[@own\]"):
        evidence(here(library(pages={"bare.md": page}), "bare.md"))
