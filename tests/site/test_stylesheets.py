"""Our style sheets hold nothing that no page, tool or template of ours can match."""

from __future__ import annotations

import re
from pathlib import Path

from tests.building import ROOT

SHEETS = sorted((ROOT / "docs/assets/stylesheets").glob("*.css"))
CSS = re.sub(r"/\*.*?\*/", "", "".join(file.read_text(encoding="utf-8") for file in SHEETS), flags=re.DOTALL)


def test_every_class_of_ours_is_somewhere(site: Path) -> None:
    """Those of the theme are left out: what its script makes of them is not in the HTML."""
    ours = set(re.findall(r"\.(l?g-[\w-]+)", CSS))
    assert len(ours) > 50
    made = [*site.rglob("*.html"), *(ROOT / "docs/assets/tools").glob("*.js"), *(ROOT / "overrides").rglob("*.html")]
    words = {word for file in made for word in re.findall(r"[\w-]+", file.read_text(encoding="utf-8"))}
    prefixed = {name for name in ours if name.startswith("g-tag--")}  # the composer puts these together
    assert sorted(ours - words - prefixed) == []


def test_every_property_of_ours_is_read() -> None:
    declared = set(re.findall(r"(--g-[\w-]+):", CSS))
    assert len(declared) > 25
    assert sorted(declared - set(re.findall(r"var\((--g-[\w-]+)", CSS))) == []
