"""What a kit shows as a filled example keeps the kit's own rules."""

from __future__ import annotations

import re
from pathlib import Path

KIT = Path(__file__).resolve().parents[2] / "docs/workshops/executive-sponsor-briefing"


def test_the_filled_brief_is_as_short_as_the_kit_asks() -> None:
    """Counted is what the sponsor gets to read: neither who wrote it, nor what the sponsor answers."""
    (most,) = set(re.findall(r"(\d+) words", (KIT / "index.md").read_text(encoding="utf-8")))
    filled = (KIT / "files/sponsor-brief-example.md").read_text(encoding="utf-8")
    read = filled[filled.index("**Where we are") : filled.index("**Your answer")]
    words = re.findall(r"[\w’-]*\w(?:[.,]\d+)*", read)
    assert 150 < len(words) <= int(most)


def test_the_filled_brief_has_the_parts_of_the_empty_one() -> None:
    empty, filled = (
        re.findall(r"^\*\*(.+?)[.:]?\*\*", (KIT / "files" / name).read_text(encoding="utf-8"), re.MULTILINE)
        for name in ("sponsor-brief.md", "sponsor-brief-example.md")
    )
    assert len(empty) == 8
    assert filled == empty
