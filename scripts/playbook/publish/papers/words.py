"""Text of records for papers: nothing in it is markup but what stands between two backticks, which is code."""

from __future__ import annotations

import re
from html import escape

from jinja2.filters import do_mark_safe

from playbook.records import evidence
from playbook.records.evidence import plain


def said(text: str) -> str:
    """Give `text` as HTML, marked as such: citations dropped, code marked, everything else escaped."""
    parts = plain(text).split("`")
    if len(parts) % 2 == 0:  # a backtick by itself is a backtick
        return do_mark_safe(escape(_typed(plain(text))))
    return do_mark_safe(
        "".join(
            f"<code>{escape(part)}</code>" if index % 2 else escape(_typed(part)) for index, part in enumerate(parts)
        )
    )


def bare(text: str) -> str:
    """Give `text` for places that hold no markup, such as a title: no citations, no backticks."""
    return _typed(evidence.bare(text))


def short(text: str, most: int) -> str:
    """Give of `text` the first sentences that fit into `most` characters, or else its first words."""
    text = plain(text)
    if len(text) <= most:
        return text
    ends = [end.end() for end in re.finditer(r"[.?!]”?(?= )", text) if end.end() <= most]
    words = text[: most - 2].rsplit(" ", 1)[0].rstrip(" ,;:–(“")
    cut = text[: ends[-1]] if ends else f"{words}\N{NO-BREAK SPACE}…"
    return cut.replace("`", "") if cut.count("`") % 2 else cut  # code that is cut in half is no code any more


def _typed(text: str) -> str:
    """Apostrophes are those of print, as on the pages."""
    return text.replace("'", "’")
