"""A repository's text made harmless for the place where a report puts it.

File names and contents are anybody's. They may hold terminal escapes, markup of any language, line breaks,
right-to-left overrides, bytes that are no text, and commands that a CI system reads from what is printed.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from itertools import chain, zip_longest
from typing import Any

_LOGGED = re.compile(r"##(?=\w*\[)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": " "}


def visible(text: str) -> str:
    """Give `text` on one line, with what cannot be seen (controls, overrides, broken bytes) spelled out: `\\x1b`."""
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(char: str) -> str:
    category = unicodedata.category(char)
    if category[0] != "C" and category not in ("Zl", "Zp"):
        return char
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a name that is not UTF-8, as Python keeps it
        return f"\\x{code - 0xDC00:02x}"
    width, letter = (2, "x") if code < 0x100 else (4, "u") if code < 0x10000 else (8, "U")
    return _NAMED.get(char, f"\\{letter}{code:0{width}x}")


def printed(text: str) -> str:
    """Give `text` for a terminal or a log: visible, and without the `##[…` that GitHub's and Azure's logs obey.

    A log also obeys a line that begins with `::`; whoever prints puts something before it.
    """
    return _LOGGED.sub("# #", visible(text))


def command_value(text: str) -> str:
    """Give `text` as the message of a workflow command."""
    return visible(text).replace("%", "%25")


def command_property(text: str) -> str:
    """Give `text` as a property of a workflow command, such as its file."""
    return command_value(text).replace(":", "%3A").replace(",", "%2C")


def markdown(text: str) -> str:
    """Give `text` as words of Markdown or of HTML within it: whatever could be markup is a character reference."""
    return "".join(
        char if char.isalnum() or char == " " or char > "\x7f" else f"&#{ord(char)};" for char in visible(text)
    )


def html(text: str) -> str:
    """Give `text` for the content of an element or for an attribute in double quotes."""
    return _escaped(visible(text))


def with_code(text: str, escape: Callable[[str], str]) -> str:
    """Give a sentence of ours, escaped by `escape`, with what stands between backticks as HTML's `code`."""
    parts = text.split("`")
    if len(parts) % 2 == 0:  # one backtick is left over: it came from the repository
        return escape(text)
    marked = (f"<code>{escape(part)}</code>" if part.strip() else f"{escape(part)}" for part in parts[1::2])
    plain = map(escape, parts[::2])
    return "".join(chain.from_iterable(zip_longest(plain, marked, fillvalue="")))


def _escaped(text: str) -> str:
    for char, reference in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;")):
        text = text.replace(char, reference)
    return text.replace("##", "&#35;#")


def sarif_message(text: str) -> str:
    """Give `text` as a plain message of SARIF, where braces are placeholders and `[…](…)` is a link."""
    return visible(text).replace("](", "] (").replace("{", "{{").replace("}", "}}")


def uri(path: str) -> str:
    """Give a relative path as a URI; bytes that are no text stay what they are."""
    from urllib.parse import quote

    try:
        raw = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raw = path.encode("utf-8", "replace")
    return quote(raw, safe="/")


def dumped(value: Any) -> str:
    """Give `value` as JSON in ASCII, with a line break at its end: nothing in it can act on a terminal or a log."""
    return json.dumps(_whole(value), ensure_ascii=True, indent=2).replace("##", "#\\u0023") + "\n"


def _whole(value: Any) -> Any:
    """Give `value` with U+FFFD for halves of surrogate pairs, which strict readers of JSON refuse."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_whole(item) for item in value]
    return value
