"""Changes to a file that leave every other byte as it is: byte-order mark, line endings, the missing last one."""

from __future__ import annotations

import re

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
_ENDING = re.compile(rb"[\r\n]*\Z")
_MARK = b"\xef\xbb\xbf"


class Patch:
    """Lines count from 1, as in the text with line breaks of Unix. Blocks that are put in have blank lines around."""

    def __init__(self, data: bytes) -> None:
        self._mark = _MARK if data.startswith(_MARK) else b""
        self._lines = _LINE.findall(data[len(self._mark) :])
        self._rewritten: dict[int, str] = {}
        self._blocks: dict[int, list[str]] = {}

    def __len__(self) -> int:
        return len(self._lines)

    def line(self, number: int) -> str:
        """Give the line as it is now, without its ending."""
        if number in self._rewritten:
            return self._rewritten[number]
        return _ENDING.sub(b"", self._lines[number - 1]).decode()

    def rewrite(self, number: int, text: str) -> None:
        """Put `text` in place of the line; its ending stays."""
        self._rewritten[number] = text

    def insert(self, after: int, block: str) -> None:
        """Put lines below the line `after`; those of an earlier call at the same place come first."""
        self._blocks.setdefault(after, []).append(block)

    def last_written(self, first: int, last: int) -> int:
        """Give the last line from `first` to `last` that is not blank."""
        last = min(last, len(self))
        while last > first and not _written(self._lines[last - 1]):
            last -= 1
        return last

    @property
    def data(self) -> bytes:
        """The file with all changes."""
        parts = [self._mark]
        for number in range(len(self) + 1):
            if number:
                ending = _ENDING.search(self._lines[number - 1])
                assert ending
                now = self._rewritten.get(number)
                parts.append(self._lines[number - 1] if now is None else now.encode() + ending[0])
            if number in self._blocks:
                parts.append(self._put_in(number))
        return b"".join(parts)

    def _put_in(self, after: int) -> bytes:
        """Give the blocks below the line `after` with the line endings that stand there."""
        above = self._lines[after - 1] if after else b""
        ending = self._ending_near(after)
        open_end = bool(above) and not above.endswith((b"\n", b"\r"))
        first = (ending if open_end else b"") + (ending if _written(above) else b"")
        text = ending.join(part.encode() for part in "\n\n".join(self._blocks[after]).split("\n"))
        if after == len(self):
            return first + text + (b"" if open_end else ending)
        return first + text + ending + (ending if _written(self._lines[after]) else b"")

    def _ending_near(self, number: int) -> bytes:
        for line in (*reversed(self._lines[:number]), *self._lines[number:]):
            found = _ENDING.search(line)
            if found and found[0]:
                return found[0]
        return b"\n"


def _written(line: bytes) -> bool:
    """Tell whether something stands in the line, as Markdown sees it."""
    return bool(line.strip(b" \t\r\n"))
