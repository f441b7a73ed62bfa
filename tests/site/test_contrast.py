"""Contrast of the colours, light, dark and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.contrast import DARK, LIGHT, PRINT, contrast, ratio, tokens
from tests.site.html_pass import report

TOKENS, PAPER = "docs/assets/stylesheets/tokens.css", "docs/assets/stylesheets/print.css"


@pytest.mark.parametrize("selector", [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")])
def test_screen(selector: str, root: Path) -> None:
    colours = tokens((root / TOKENS).read_text(encoding="utf-8"), selector)
    faults = contrast(TOKENS, selector.strip("\n{"), colours)
    assert faults == [], report(faults)


@pytest.mark.parametrize("selector", [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")])
def test_print(selector: str, root: Path) -> None:
    """What print.css does not set comes from the reader's scheme."""
    screen = tokens((root / TOKENS).read_text(encoding="utf-8"), selector)
    paper = tokens((root / PAPER).read_text(encoding="utf-8"), PRINT)
    faults = contrast(PAPER, f"print from {selector.strip()}", screen | paper)
    assert faults == [], report(faults)


def test_ratio_is_that_of_the_standard() -> None:
    assert ratio("#000", "#ffffff") == pytest.approx(21)
    assert ratio("#777", "#fff") == pytest.approx(4.48, abs=0.005)  # the grey that famously just fails
