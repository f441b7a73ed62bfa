"""axe-core in the page: which of its rules are broken, and how many of them were tried."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from playwright.sync_api import Page

from tests.building import ROOT

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_RUN = """async ([tags, within]) => {
  const options = {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"], preload: false};
  const done = await axe.run(within ?? document, options);
  const ids = list => done[list].map(rule => rule.id);
  return {
    tried: [...ids("violations"), ...ids("passes"), ...ids("incomplete"), ...ids("inapplicable")],
    met: ids("passes"),
    broken: done.violations.flatMap(rule => rule.nodes.map(node =>
      `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary.split("\\n").slice(1).join(";").trim()}`)),
  };
}"""


class Verdict(NamedTuple):
    """The rules that axe tried, those that some element met, and each breach: rule, element, what to mend."""

    tried: set[str]
    met: set[str]
    broken: list[str]


@cache
def _source() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def judge(page: Page, within: str | None = None) -> Verdict:
    """Run axe on what `page` shows now, or on the element that the selector `within` names."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_source())
    found: dict[str, Any] = page.evaluate(_RUN, [list(TAGS), within])
    return Verdict(set(found["tried"]), set(found["met"]), found["broken"])
