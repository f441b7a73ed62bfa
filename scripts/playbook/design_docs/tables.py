"""Tables for markdown-it with one token a row, not three a cell: most of what a design document holds are cells."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import MAX_AUTOCOMPLETED_CELLS, escapedSplit, getLine, table

ROW = "table_row"
"""The type of such a token: `map` is its line, `meta["cells"]` are its cells as they were written, the head's first."""


def with_rows(parser: MarkdownIt) -> MarkdownIt:
    """Have `parser` read tables in this way. What is a table, and where it ends, is as with its own rule."""
    parser.block.ruler.at("table", _rows, {"alt": ["paragraph", "reference"]})
    return parser


def _rows(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not _is_ruled(state, start + 1, end) or not table(state, start, end, True):
        return False
    if silent:
        return True
    before, state.parentType = state.parentType, "table"
    opening = state.push("table_open", "table", 1)
    head = _cells(getLine(state, start))
    _push(state, start, head)
    line, completed = start + 2, 0
    while line < end and _goes_on(state, line, end):
        cells = _cells(getLine(state, line))
        completed += len(head) - len(cells)
        if completed > MAX_AUTOCOMPLETED_CELLS:
            break
        _push(state, line, [*cells[: len(head)], *[""] * (len(head) - len(cells))])
        line += 1
    state.push("table_close", "table", -1)
    opening.map = [start, line]
    state.parentType = before
    state.line = line
    return True


def _is_ruled(state: StateBlock, line: int, end: int) -> bool:
    """Tell whether `line` begins as the one below a head: most blocks are told from tables by that."""
    return line < end and _first(state, line) in "|-:"


def _first(state: StateBlock, line: int) -> str:
    start = state.bMarks[line] + state.tShift[line]
    return state.src[start : start + 1]


def _push(state: StateBlock, line: int, cells: list[str]) -> None:
    row = state.push(ROW, "tr", 0)
    row.map = [line, line + 1]
    row.meta = {"cells": cells}


def _goes_on(state: StateBlock, line: int, end: int) -> bool:
    if state.sCount[line] < state.blkIndent or state.is_code_block(line) or state.isEmpty(line):
        return False
    if _first(state, line) == "|":
        return True  # with which no other block begins
    return not any(rule(state, line, end, True) for rule in state.md.block.ruler.getRules("blockquote"))


def _cells(line: str) -> list[str]:
    line = line.strip()
    cells = escapedSplit(line) if "\\" in line else line.split("|")
    if cells and cells[0] == "":
        cells.pop(0)
    if cells and cells[-1] == "":
        cells.pop()
    return [cell.strip() for cell in cells]
