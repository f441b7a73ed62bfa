"""Takes out of the theme's style sheets what no page of the site can match: a third of a first view.

A rule stays if each class that its selector requires is in the site's HTML, in a script of ours, or is one that
the theme's script gives to something that is in the HTML. What stands inside `:not(…)`, `:is(…)` and
the like is not looked at, so in doubt a rule stays. Afterwards, custom properties that nothing reads go too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_NAME = re.compile(r"[A-Za-z_][\w-]*")
_CLASSES = re.compile(r"class=\"([^\"]*)\"")
_VALUES = re.compile(r"(?:dir|data-md-[\w-]+)=\"([^\"]*)\"")
_REQUIRED = re.compile(r"\.((?:[\w-]|\\.)+)|\[(?:dir|data-md-[\w-]+)=\"?([\w-]+)\"?\]")
_PROPERTY = re.compile(r"(--md-[\w-]+):(?:\"[^\"]*\"|'[^']*'|[^;{}\"'])*;?")
_READ = re.compile(r"var\(\s*(--md-[\w-]+)|[\"'](--md-[\w-]+)")
_EMPTY = re.compile(r"(?<![^{}])[^{}]+\{\}")  # looked for behind a brace only: elsewhere it would be slow
_FRAMES = re.compile(r"@(?:-webkit-)?keyframes ([\w-]+)\{(?:[^{}]*\{[^{}]*\})*\}")
_ALWAYS = ("@keyframes", "@-webkit-keyframes", "@font-face", "@page", "@charset")

MADE = ("md-version", "md-code", "md-clipboard", "md-tooltip2", "focus-visible", "js")
"""Blocks that the theme's script makes from nothing on our pages: the version menu, the copy button, tooltips."""


@dataclass(frozen=True)
class Names:
    """`classes` that something has or gets; `values` that attributes of the theme have or get."""

    classes: frozenset[str]
    values: frozenset[str]


def slim(site: Path) -> None:
    """Slim the theme's style sheets of the built `site`; ours (docs/assets) are left alone."""
    names = _names(site)
    sheets = [*site.glob("assets/stylesheets/main.*.css"), *site.glob("assets/stylesheets/palette.*.css")]
    texts = {sheet: keep(sheet.read_text(encoding="utf-8"), names) for sheet in sheets}
    ours = "".join(
        file.read_text(encoding="utf-8")
        for kind in ("css", "js")
        for file in site.rglob(f"*.{kind}")
        if file not in texts
    )
    texts = {sheet: without_unused_frames(text, ours + "".join(texts.values())) for sheet, text in texts.items()}
    for _round in range(2):  # a property may be used by one that is not used itself
        used = {a or b for a, b in _READ.findall("".join([ours, *texts.values()]))}
        texts = {sheet: _without_unused(text, used) for sheet, text in texts.items()}
    for sheet, text in texts.items():
        sheet.write_text(text, encoding="utf-8")


def without_unused_frames(css: str, everything: str) -> str:
    """Give `css` without the animations that nothing in `everything`, all style sheets, names besides themselves."""
    return _FRAMES.sub(lambda frames: frames[0] if len(re.findall(rf"\b{frames[1]}\b", everything)) > 1 else "", css)


def _without_unused(css: str, used: set[str]) -> str:
    slimmer = _PROPERTY.sub(lambda match: match.group() if match.group(1) in used else "", css)
    return _EMPTY.sub("", slimmer)


def _names(site: Path) -> Names:
    html = "".join(file.read_text(encoding="utf-8") for file in site.rglob("*.html"))
    classes = {name for group in _CLASSES.findall(html) for name in group.split()}
    values = set(_VALUES.findall(html))
    blocks = {re.split("__|--", name)[0] for name in classes} | set(MADE)
    for file in (site / "assets").rglob("*.js"):
        words = set(_NAME.findall(file.read_text(encoding="utf-8")))
        theirs = file.name.startswith(("bundle.", "search."))
        classes |= {word for word in words if re.split("__|--", word)[0] in blocks} if theirs else words
        values |= words
    return Names(frozenset(classes | set(MADE)), frozenset(values - {"rtl"}))


def keep(css: str, names: Names) -> str:
    """Give `css` without the rules that require a class or value that is not among `names`."""
    return "".join(_kept(css, names))


def _kept(css: str, names: Names) -> Iterator[str]:
    for head, body in _blocks(css):
        if not body:
            yield head
        elif head.startswith(_ALWAYS):
            yield f"{head}{{{body}}}"
        elif head.startswith("@"):
            inner = keep(body, names)
            if inner:
                yield f"{head}{{{inner}}}"
        else:
            selectors = [part for part in _split(head) if _possible(part, names)]
            if selectors:
                yield f"{','.join(selectors)}{{{body}}}"


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Give each rule as (what stands before its brace, what stands inside); statements have no inside."""
    start = depth = opened = 0
    quote = ""
    for index, char in enumerate(css):
        if quote:
            quote = "" if char == quote and css[index - 1] != "\\" else quote
        elif char in "\"'":
            quote = char
        elif char == "{":
            depth += 1
            opened = index if depth == 1 else opened
        elif char == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : index]
                start = index + 1
        elif char == ";" and depth == 0:
            yield css[start : index + 1], ""
            start = index + 1


def _split(selector: str) -> list[str]:
    """Split a selector list at its commas, but for those in brackets."""
    parts, depth, start = [], 0, 0
    for index, char in enumerate(selector):
        depth += (char in "([") - (char in ")]")
        if char == "," and depth == 0:
            parts.append(selector[start:index])
            start = index + 1
    return [*parts, selector[start:]]


def _possible(selector: str, names: Names) -> bool:
    bare = selector
    while (inner := re.sub(r":[\w-]+\([^()]*\)", "", bare)) != bare:
        bare = inner
    return all(
        (name.replace("\\", "") in names.classes) if name else (value in names.values)
        for name, value in _REQUIRED.findall(bare)
    )
