"""How a standard is cited in a review: the comment that the page's button copies and `playbook cite` prints."""

from __future__ import annotations

import re
from typing import Protocol

FOLDER = "s"
"""Below the site's address: /s/PKG003/ stays, whatever edition is the newest."""


class Cited(Protocol):
    """What the comment is made of; a record and an entry of the catalogue both have it."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def comment(self) -> str: ...


def permalink(site_url: str, key: str) -> str:
    """Give the address that stays of the standard `key`. `site_url` ends with a slash."""
    return f"{site_url}{FOLDER}/{key}/"


def review_comment(standard: Cited, site_url: str, path: str = "", line: int = 0, evidence: str = "") -> str:
    """Give the comment in Markdown, ending without a line break.

    With `path` (and `line`, from 1) it names the place; `evidence` is what stands there. Both are shown as code, so
    that nothing in them is markup.
    """
    where = f" In {code(path)}" + (f", line {line}" if line else "") + "." if path else ""
    seen = f" There: {code(evidence)}" if evidence else ""
    rule = "" if says_it(standard) else f"{standard.rule} "
    return (
        f"**{standard.id} ({standard.level}): {standard.name}.**{where}{seen}\n\n"
        f"{rule}{standard.comment}\n\n"
        f"[{standard.id}: why, with a bad and a good example]({permalink(site_url, standard.id)})"
    )


def says_it(standard: Cited) -> bool:
    """Tell whether the name says all that the rule says, so that it need not stand twice."""
    rule = re.sub(r"\s*\[@[^\]]*\]", "", standard.rule)
    return rule.strip().rstrip(".").casefold() == standard.name.casefold()


def code(text: str) -> str:
    """Give `text` as a code span of Markdown, on one line, whatever it holds."""
    line = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+", " ", text)
    line = line.encode("utf-8", "replace").decode("utf-8").strip() or " "
    longest = max((len(run) for run in re.findall(r"`+", line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"
