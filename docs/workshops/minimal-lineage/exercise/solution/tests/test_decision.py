import re
from pathlib import Path

import pytest

DECISIONS = Path(__file__).parents[1] / "docs" / "decisions"
SECTIONS = ("What we owe", "What we keep", "What it costs", "What we set aside", "When we look again")


@pytest.fixture
def sections():
    """Give the sections of the decision on data, by their headings."""
    for file in sorted(DECISIONS.glob("*.md")):
        parts = re.split(r"^## (.+)$", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
        found = dict(zip(parts[1::2], parts[2::2], strict=True))
        if "What we owe" in found:
            return found
    return {}


def test_the_decision_has_its_five_sections(sections):
    short = [name for name in SECTIONS if len(sections.get(name, "").split()) < 4]
    assert not short, f"missing, or too short, in docs/decisions: {', '.join(short)}"


def test_it_says_on_which_day_it_is_looked_at_again(sections):
    assert re.search(r"\b20\d\d\b", sections.get("When we look again", "")), "“When we look again” names no day"


def test_nothing_of_the_template_is_left(sections):
    left = [name for name, text in sections.items() if "…" in text]
    assert sections, "there is no decision yet"
    assert not left, f"there is a “…” left below: {', '.join(left)}"
