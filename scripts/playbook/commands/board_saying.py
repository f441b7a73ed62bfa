"""What `playbook board` says of a ranked board: lines for a terminal, and Markdown to paste."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playbook.priorities.results import Result
from playbook.priorities.rows import Row, Section, sections, shown, state, work
from playbook.priorities.words import words
from playbook.records.board import Board
from playbook.review.reports.lines import Line, line
from playbook.review.reports.safe import printed, visible

COLOURS = {"start": "bold green", "case": "bold blue", "listen": "bold yellow", "park": "bold", "run-off": "bold red"}

_MARKUP = re.compile(r"[^\w ,;%'().\-\u0080-\U0010ffff]|_|\.(?=\w*[A-Za-z])|(?<!\w)-|-(?!\w)")
_NUMBERED = re.compile(r"(\d+)([.)])")


def counted(board: Board, result: Result) -> str:
    """Give how many points and ballots there are, and where the line is drawn."""
    ballots = len(board.ballots)
    points = "1 point" if result.n == 1 else f"{result.n} points"
    votes = "no ballot" if not ballots else "1 ballot" if ballots == 1 else f"{ballots} ballots"
    cut = f"; the first {result.k} of each side count as high" if result.n else ""
    return f"{points}, {votes}{cut}"


def terminal(board: Board, result: Result) -> Iterator[Line]:
    """Give the lines: the quadrants with their points, agreement in words, the order of work."""
    yield line((printed(board.title), "bold"))
    yield line(counted(board, result))
    for section in sections(board, result):
        yield from _section(section)
    yield line()
    yield line(("In words", "bold"))
    for sentence in (*words(result), *result.notes):
        yield line(printed(sentence), depth=1, mark="- ")
    yield line()
    yield line(("The order of work", "bold"))
    items = {item.id: item for item in board.items}
    for place, key in enumerate(result.order, 1):
        item = items[key]
        yield line(f"{printed(item.title)}: {work(item)}{state(item)}", depth=1, mark=f"{place}. ")
    if not result.order:
        yield line("No point is high on both sides yet.", depth=1)


def _section(section: Section) -> Iterator[Line]:
    yield line()
    do = f"  {section.do}" if section.do else ""
    yield line((section.name, COLOURS.get(section.quadrant or "", "bold")), (do, "dim"))
    for row in section.rows:
        yield line((printed(row.item.title), ""), depth=1, mark=f"{row.number:>2}  ")
        yield line((f"{_ranks(row)}; {'; '.join(map(printed, row.facts()))}", "dim"), depth=3)


def _ranks(row: Row) -> str:
    gap = f", gap {shown(row.gap)}{' (wide)' if row.wide else ''}" if row.gap is not None else ""
    return f"lead {shown(row.placed.lead_rank)}, others {shown(row.placed.others_rank)}{gap}"


def escaped(text: str) -> str:
    """Give `text` for a line of Markdown: what could be markup, an address or a mention is a character reference."""
    said = _MARKUP.sub(lambda found: f"&#{ord(found.group())};", visible(text))
    begin = _NUMBERED.match(said)
    return f"{begin.group(1)}&#{ord(begin.group(2))};{said[begin.end() :]}" if begin else said


def markdown(board: Board, result: Result) -> str:
    """Give a heading, a table, the sentences and the order of work, for a pull request. Text in it is text."""
    rows = [
        "| Quadrant | No. | Pain point | Lead | Others | Gap | Besides |",
        "| --- | ---: | --- | ---: | ---: | ---: | --- |",
    ]
    for section in sections(board, result):
        for index, row in enumerate(section.rows):
            name = f"**{section.name}**" if index == 0 else ""
            gap = f"**{shown(row.gap)}**" if row.wide else shown(row.gap)
            ranks = f"{shown(row.placed.lead_rank)} | {shown(row.placed.others_rank)} | {gap}"
            facts = escaped("; ".join(row.facts()))
            rows.append(f"| {name} | {row.number} | {escaped(row.item.title)} | {ranks} | {facts} |")
    items = {item.id: item for item in board.items}
    order = [
        f"{place}. {escaped(items[key].title)}: {work(items[key])}{state(items[key])}"
        for place, key in enumerate(result.order, 1)
    ]
    parts = [
        f"### {escaped(board.title)}",
        f"{counted(board, result)}.",
        "\n".join(rows) if result.n else "",
        "#### In words",
        "\n".join(f"- {escaped(sentence)}" for sentence in (*words(result), *result.notes)),
        "#### The order of work",
        "\n".join(order) or "No point is high on both sides yet.",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"
