"""Texts of records as Markdown for other tools: issues, and records to fill in. The site's own are in pages/text.py."""

from __future__ import annotations

import re

from playbook.records.evidence import plain

_SIGNS = re.compile(r"[\\*_\[\]<>~|#]")


def markdown(words: str) -> str:
    """Give a text of a record as Markdown: what stands between two backticks is code, nothing else is markup."""
    parts = plain(words).split("`")
    if len(parts) % 2 == 0:  # a backtick by itself is a backtick
        return _escaped(plain(words)).replace("`", "\\`")
    return "".join(f"`{part}`" if index % 2 else _escaped(part) for index, part in enumerate(parts))


def _escaped(words: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", words.replace("&", "&amp;"))
