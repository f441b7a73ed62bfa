"""A heading that is called otherwise in a newer version of its template, with everything else on its line as it was."""

from __future__ import annotations

import re

from playbook.design_docs.document import Document
from playbook.design_docs.parts import Part
from playbook.design_docs.words import plain, slug
from playbook.records.design_catalogue import SectionEntry


def words_of(document: Document, part: Part) -> tuple[int, str]:
    """Give the line on which the words of a heading end, and the words as they are written, in one line or more."""
    first = part.line - document.body_line
    for opening, inline in zip(document.tokens, document.tokens[1:], strict=False):
        if opening.type == "heading_open" and opening.map and opening.map[0] == first:
            underlined = opening.markup in ("-", "=")
            return (opening.map[1] - 2 if underlined else first) + document.body_line, inline.content
    raise AssertionError("a part has a heading")


def renamed(line: str, content: str, part: Part, old: SectionEntry, new: SectionEntry) -> str:
    """Give `line`, on which the words `content` of a heading end, with the id of `new`.

    The title changes where it is that of `old` word for word. An id is added only where the words do not give it.
    """
    said = content.split("\n")[-1].strip()
    start = line.index(said)
    words, attributes = _apart(content, said, part)
    single = "\n" not in content.strip()
    title = new.title if single and words == old.title else words
    if part.explicit:
        attributes = _with_id(attributes, part.id, new.id)
    elif slug(plain(title) if single else part.title) != new.id:
        attributes = attributes.replace("{", f"{{ #{new.id} ", 1) if attributes else f" {{ #{new.id} }}"
    return line[:start] + title + attributes + line[start + len(said) :]


def _apart(content: str, said: str, part: Part) -> tuple[str, str]:
    """Give the words of the last line, and the attributes behind them with the blanks before."""
    brace = said.rfind("{")
    whole = content[: content.rfind("{")]
    if brace < 0 or not said.endswith("}") or not (part.explicit or slug(plain(whole)) == part.id):
        return said, ""
    words = said[:brace].rstrip()
    return words, said[len(words) :]


def _with_id(attributes: str, old: str, new: str) -> str:
    """Put `new` in place of the last id, which is the one that counts."""
    found = [*re.finditer(rf"(?<![^\s{{:])#{re.escape(old)}(?=[\s}}])", attributes)][-1]
    return f"{attributes[: found.start()]}#{new}{attributes[found.end() :]}"
