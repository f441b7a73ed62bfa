"""A Markdown extension: columns aligned to the right become the class `num`, not an inline style."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor


class _Columns(Treeprocessor):
    def run(self, root: Element) -> None:
        for tag in ("th", "td"):
            for cell in root.iter(tag):
                style = cell.attrib.pop("style", "")
                if style == "text-align: right;":
                    cell.set("class", "num")


class ColumnsExtension(Extension):
    """Registers the pass over the finished tree."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.treeprocessors.register(_Columns(md), "columns", 5)


def makeExtension(**options: Any) -> ColumnsExtension:  # noqa: N802
    """Give the extension; the name is what Python-Markdown looks for."""
    return ColumnsExtension(**options)
