"""Takes the comments and the white space out of our scripts in the built site: a quarter of them is types.

What stands in a template stays as it is, also in a template within one: there white space is text. In markup, which
Lit reads, a line's end and what indents the next line are one space. That is why no minifier of Python's does it; those
that know nested templates need Node.
"""

from __future__ import annotations

import re
from pathlib import Path

FOLDERS = ("assets/tools", "assets/javascripts")

_TOKEN = re.compile(
    r"(?P<gap>(?:\s|//[^\n]*|/\*[\s\S]*?\*/)+)"
    r"|(?P<text>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
    r"|(?P<regex>/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*)"
    r"|(?P<word>[\w$#]+)|(?P<sign>[\s\S])"
)
_IN_TEMPLATE = re.compile(r"((?:[^`\\$]|\\[\s\S]|\$(?!\{))*)(`|\$\{)")
_MARKUP = ("html", "svg")
_VALUE = re.compile(r"[\w$)\]}\"'`]$")
_NEEDS_VALUE = re.compile(r"(?:^|[^\w$.])(?:return|typeof|case|of|in|await|void|yield)$")


def terse(site: Path) -> None:
    """Shorten each script of ours in the built `site`; what the theme has made is short already, and stays as it is."""
    for folder in FOLDERS:
        for script in (site / folder).rglob("*.js"):
            if ".min." not in script.name:
                script.write_text(shortened(script.read_text(encoding="utf-8")), encoding="utf-8")


def shortened(code: str) -> str:
    """Give `code` without comments, and without the white space that separates nothing."""
    out: list[str] = []
    open_braces: list[int] = []  # of each template that is open around: how many { its expression has open
    markup: list[bool] = []  # of each of them, whether it is markup
    at, gap = 0, ""

    def add(text: str) -> None:
        nonlocal gap
        _drop_separator(out, text)
        last = out[-1][-1:] if out else ""
        out.append(_between(last, gap, text[0]) + text)
        gap = ""

    def template(is_markup: bool) -> None:
        nonlocal at
        if found := _IN_TEMPLATE.match(code, at):
            at = found.end()
            out.append(re.sub(r"\s*\n\s*", " ", found.group()) if is_markup else found.group())
            if found[2] == "${":
                open_braces.append(0)
                markup.append(is_markup)

    while at < len(code):
        token = _TOKEN.match(code, at)
        assert token is not None
        text = _whole(token, "".join(out[-2:]))
        at += len(text)
        if token.lastgroup == "gap":
            gap = "\n" if "\n" in text else " "
        elif text == "}" and open_braces and not open_braces[-1]:
            open_braces.pop()
            add(text)
            template(markup.pop())
        else:
            if open_braces and text in "{}":
                open_braces[-1] += 1 if text == "{" else -1
            add(text)
            if text == "`":
                template(len(out) > 1 and out[-2].strip() in _MARKUP)
    return "".join(out)


def _whole(token: re.Match[str], before: str) -> str:
    """Give a token; what looks like a regular expression is a division where a value stands before it."""
    divides = token.lastgroup == "regex" and _VALUE.search(before) and not _NEEDS_VALUE.search(before)
    return "/" if divides else token.group()


def _drop_separator(out: list[str], closing: str) -> None:
    """Drop the last sign if it separates nothing from `closing`, a bracket. Holes and empty statements keep theirs."""
    before = out[-2][-1:] if len(out) > 1 else ""
    comma = closing in ")]}" and out[-1:] == [","] and before not in ",[("
    if comma or (closing == "}" and out[-1:] == [";"] and before not in ";)"):
        out.pop()


def _between(last: str, gap: str, first: str) -> str:
    """Give what must stay of a gap: a space between words, a line's end where it may end a statement."""
    if not gap or not last:
        return ""
    if gap == "\n" and re.match(r"[\w$)\]}\"'`+-]", last) and re.match(r"[\w$#(\[{\"'`+\-!~/@]", first):
        return "\n"
    words = re.match(r"[\w$#]{2}", last + first)
    return " " if words or last + first in ("++", "--") else ""
