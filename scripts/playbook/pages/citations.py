"""A Markdown extension for `[@R09]`: a small mark that leads to the source at the foot of the page.

Its form follows from the id alone: `R09` is a claim of the interview, `own` our own advice, anything
else a work. Whether the source exists has been checked when the records were read.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from playbook.records.evidence import CITATION, OWN, cited

_CLAIM = re.compile(r"[A-Z][0-9]{2}")


def kind(key: str) -> str:
    """Give the class of the mark for the source `key`."""
    return "g-own" if key == OWN else "g-said" if _CLAIM.fullmatch(key) else "g-read"


class _Citation(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown names it so
        self,
        match: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[ET.Element, int, int]:
        marks = ET.Element("span", {"class": "g-marks", "data-search-exclude": "true"})
        for _offset, key in cited(match.group()):
            mark = ET.SubElement(marks, "a", {"class": f"g-mark {kind(key)}", "href": f"#source-{key}"})
            mark.text = key
        return marks, match.start(), match.end()


class CitationExtension(Extension):
    """Registers the inline pattern before links, so that `[@R09]` is not read as one."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.inlinePatterns.register(_Citation(r" ?" + CITATION.pattern, md), "citation", 175)


def makeExtension(**options: Any) -> CitationExtension:  # noqa: N802
    """Give the extension; the name is what Python-Markdown looks for."""
    return CitationExtension(**options)
