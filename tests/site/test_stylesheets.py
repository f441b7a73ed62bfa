"""Our style sheets hold nothing that no page, tool or template of ours can match."""

from __future__ import annotations

import re
from pathlib import Path

from tests.building import ROOT
from tests.site.contrast import PAIRS

SHEETS = sorted((ROOT / "docs/assets/stylesheets").glob("*.css"))
CSS = re.sub(r"/\*.*?\*/", "", "".join(file.read_text(encoding="utf-8") for file in SHEETS), flags=re.DOTALL)


def test_every_class_of_ours_is_somewhere(site: Path) -> None:
    """Those of the theme are left out: what its script makes of them is not in the HTML.

    A part of a page that only other teams have, such as roles that conflict, has its name in the code: `"conflicts"`.
    """
    ours = set(re.findall(r"\.(l?g-[\w-]+)", CSS))
    assert len(ours) > 50
    made = [*site.rglob("*.html"), *(ROOT / "docs/assets/tools").rglob("*.js"), *(ROOT / "overrides").rglob("*.html")]
    words = {word for file in made for word in re.findall(r"[\w-]+", file.read_text(encoding="utf-8"))}
    code = [file.read_text(encoding="utf-8") for file in (ROOT / "scripts/playbook/pages").rglob("*.py")]
    named = {f"g-{name}" for text in code for name in re.findall(r'"([a-z][\w-]*)"', text)}
    assert sorted(ours - words - named) == []


def test_every_property_of_ours_is_read() -> None:
    """A colour that the contrast gate judges may wait for its use."""
    declared = set(re.findall(r"(--g-[\w-]+):", CSS))
    assert len(declared) > 25
    judged = {f"--g-{name}" for colour, ground, _least in PAIRS for name in (colour, ground)}
    assert sorted(declared - judged - set(re.findall(r"var\((--g-[\w-]+)", CSS))) == []
