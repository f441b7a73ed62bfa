"""Takes out of the theme's style sheets what no page of the site can match: a third of a first view.

A rule stays if every class and every `data-md-…` value that its selector requires occurs as a word
somewhere in the site's HTML or scripts. What stands inside `:not(…)`, `:is(…)` and the like is not
looked at, so in doubt a rule stays. Afterwards, custom properties that hold icons and are never
used go too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_WORD = re.compile(r"[A-Za-z_][\w-]*")
_REQUIRED = re.compile(r"\.((?:[\w-]|\\.)+)|\[data-md-[\w-]+=\"?([\w-]+)\"?\]")
_ICON = re.compile(r"(--md-[\w-]*):url\([^)]*\);?")
_ALWAYS = ("@keyframes", "@-webkit-keyframes", "@font-face", "@page", "@charset")


def slim(site: Path) -> None:
    """Slim the theme's style sheets of the built `site`; ours (docs/assets) are left alone."""
    words = set(_words(site))
    sheets = [*site.glob("assets/stylesheets/main.*.css"), *site.glob("assets/stylesheets/palette.*.css")]
    texts = {sheet: keep(sheet.read_text(encoding="utf-8"), words) for sheet in sheets}
    everything = "".join(
        [*texts.values(), *(f.read_text(encoding="utf-8") for f in site.glob("assets/stylesheets/*.css"))]
    )
    used = set(re.findall(r"var\(\s*(--[\w-]+)", everything))
    for sheet, text in texts.items():
        without = _ICON.sub(lambda match: match.group() if match.group(1) in used else "", text)
        sheet.write_text(re.sub(r"[^{}]+\{\}", "", without), encoding="utf-8")


def _words(site: Path) -> Iterator[str]:
    for pattern in ("*.html", "*.js"):
        for file in site.rglob(pattern):
            yield from _WORD.findall(file.read_text(encoding="utf-8"))


def keep(css: str, words: set[str]) -> str:
    """Give `css` without the rules that require a class or value that is not among `words`."""
    return "".join(_kept(css, words))


def _kept(css: str, words: set[str]) -> Iterator[str]:
    for head, body in _blocks(css):
        if not body:
            yield head
        elif head.startswith(_ALWAYS):
            yield f"{head}{{{body}}}"
        elif head.startswith("@"):
            inner = keep(body, words)
            if inner:
                yield f"{head}{{{inner}}}"
        else:
            selectors = [part for part in _split(head) if _possible(part, words)]
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


def _possible(selector: str, words: set[str]) -> bool:
    bare = selector
    while (inner := re.sub(r":[\w-]+\([^()]*\)", "", bare)) != bare:
        bare = inner
    return all((a or b).replace("\\", "") in words for a, b in _REQUIRED.findall(bare))
