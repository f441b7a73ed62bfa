"""Words in their place: counted, with a capital at the beginning, without one within a sentence."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """Give `3 teams`, `1 team`, or nothing for none."""
    return "" if number == 0 else f"{number} {one if number == 1 else many or one + 's'}"


def capital(text: str) -> str:
    """Give `text` with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def within(title: str) -> str:
    """Give `title` as it stands within a sentence: `Data scientist` without its capital, `MLOps lead` as it is."""
    first = title.split(maxsplit=1)[0] if title.split() else ""
    return title if any(letter.isupper() for letter in first[1:]) else title[:1].lower() + title[1:]
