"""A custom element with its data beside it, and the address of the module that brings it to life."""

from __future__ import annotations

import html
import json
import posixpath
from typing import Any

from playbook.pages.here import Here
from playbook.records.page import address

_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def island(data: Any) -> str:
    """Give `data` as JSON for a `script` element: no `<` and no `&`, so that nothing in it can end the element.

    Apostrophes are those of print, as Markdown makes them in the text around.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("'", "’")
    for sign, escape in _ESCAPES.items():
        text = text.replace(sign, escape)
    return text


def element(here: Here, tool: str, data: Any, meanwhile: str, *sheets: str, parts: str = "", late: bool = False) -> str:
    """Give `<playbook-{tool}>` with its data and its styles. `meanwhile` stands there until its module runs.

    `sheets` names style sheets besides the one of all tools. `parts` is HTML that the module builds with, if any.

    The styles stand in the page's body, which HTML allows, so that pages without a tool do not load them. Those of a
    `late` tool, far down on a long page, are named in `data-sheets`, and come together with its module.
    `data-tool` names the module: guide.js, which every page has, loads it when the element comes near the view.
    """
    names = ("tools", *sheets)
    own = "" if late else "".join(sheet(here, name) for name in names)
    theirs = " ".join(_asset(here, f"stylesheets/{name}.css") for name in names)
    module = _asset(here, f"tools/{tool}.js")
    sheets_later = f' data-sheets="{theirs}"' if late else ""
    return (
        f'<div class="g-tool g-tool--{tool}">\n'
        f"{own}\n"
        f'<playbook-{tool} data-tool="{module}"{sheets_later}>'
        f'<p>{html.escape(meanwhile)}</p><script type="application/json">{island(data)}</script>'
        f"{parts and f'<template>{parts}</template>'}</playbook-{tool}>\n</div>"
    )


def sheet(here: Here, name: str) -> str:
    """Give the link to a style sheet that only some pages need, for the body of such a page."""
    return f'<link rel="stylesheet" href="{_asset(here, f"stylesheets/{name}.css")}">'


def _asset(here: Here, file: str) -> str:
    """Give the address of a file under docs/assets/ from this page, for markup that the builder leaves alone."""
    return posixpath.relpath(f"assets/{file}", address(here.file) or ".")
