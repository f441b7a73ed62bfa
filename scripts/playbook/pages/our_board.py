"""Our board: the repository's own ballots as a figure, a table, sentences and an order of work. No scripts."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.pages.blocks import UNSEARCHED, bullets, heading, joined
from playbook.pages.figures.board import INK, board_svg
from playbook.pages.here import Here
from playbook.pages.island import sheet
from playbook.pages.organisation import org_name
from playbook.pages.text import escaped, markdown
from playbook.pages.wording import counted
from playbook.priorities.ranking import rank
from playbook.priorities.repository import of_playbook
from playbook.priorities.results import Quadrant, Result
from playbook.priorities.rows import Row, Section, sections, shown, state, work
from playbook.priorities.words import words
from playbook.records.board import Board

NONE = "There is no board in this repository yet: `docs/priorities/board.json` is missing."
HEAD = ("No.", "Pain point", "Lead", "Others", "Gap")


def our_board(here: Here) -> str:
    """Give the board of this repository: figure beside table, agreement in words, the order of work."""
    kept = of_playbook(here.library)
    if kept is None:
        return NONE
    result = rank(kept.board)
    return joined(
        sheet(here, "board"),
        f'<div class="g-board"{UNSEARCHED}>{_figure(here, result)}'
        f'<div class="g-board-tab">{_table(kept.board, result)}</div></div>',
        heading(2, "In words", f"words{UNSEARCHED}"),
        bullets(markdown(sentence) for sentence in (*words(result), *result.notes)),
        heading(2, "The order of work", f"order{UNSEARCHED}"),
        _order(kept.board, result),
    )


def our_board_figure(here: Here) -> str:
    """Give the figure alone, with the style sheet that it needs."""
    kept = of_playbook(here.library)
    return NONE if kept is None else joined(sheet(here, "board"), _figure(here, rank(kept.board)))


def _figure(here: Here, result: Result) -> str:
    name = org_name(here).replace("\\", "")
    return board_svg(result, "our-board", f"{name}: {counted(result.n, 'pain point')} ranked by both sides")


def badge(number: int, quadrant: Quadrant | None) -> str:
    """Give the number of a point as it looks in the figure."""
    ring = " g-no--hat" if quadrant == "run-off" else ""
    return f'<b class="g-no g-no--{INK[quadrant or "park"]}{ring}">{number}</b>'


def _table(board: Board, result: Result) -> str:
    cells = "".join(
        f'<th scope="col"{" class=num" if index > 1 else ""}>{name}</th>' for index, name in enumerate(HEAD)
    )
    caption = f"Ranks on both sides: 1 hurts most, and the first {result.k} of {result.n} count as high."
    bodies = "".join(map(_quadrant, sections(board, result)))
    return f'<table class="g-board-rank"><caption>{caption}</caption><thead><tr>{cells}</tr></thead>{bodies}</table>'


def _quadrant(section: Section) -> str:
    kind = "board-off" if section.quadrant == "run-off" else f"board-{section.quadrant or 'park'}"
    do = f" <span>{section.do}</span>" if section.do else ""
    top = f'<tr class="g-board-name"><th colspan="{len(HEAD)}" scope="rowgroup">{section.name}{do}</th></tr>'
    return f'<tbody class="g-{kind}">{top}{"".join(map(_row, section.rows))}</tbody>'


def _row(row: Row) -> str:
    gap = f"<strong>{shown(row.gap)}</strong>" if row.wide else shown(row.gap)
    ranks = (shown(row.placed.lead_rank), shown(row.placed.others_rank), gap)
    cells = "".join(f'<td class="num">{cell}</td>' for cell in ranks)
    return (
        f"<tr><td>{badge(row.number, row.placed.quadrant)}</td>"
        f'<td><a href="#{row.item.id.lower()}">{escaped(row.item.title)}</a>'
        f'<span class="g-board-more">{"; ".join(_facts(row))}</span></td>{cells}</tr>'
    )


def _facts(row: Row) -> Iterator[str]:
    for fact in row.facts():
        marked = row.flips and fact == "could flip"
        yield f'<span class="g-board-could"><i class="g-board-flip"></i>{fact}</span>' if marked else escaped(fact)


def _order(board: Board, result: Result) -> str:
    """Give Start here as a list: first what is seen first."""
    if not result.order:
        return "No point is high on both sides yet."
    items = {item.id: item for item in board.items}
    rows = (
        f"{place}. [{markdown(items[key].title)}](#{key.lower()}): {work(items[key])}{state(items[key])}"
        for place, key in enumerate(result.order, 1)
    )
    return "\n".join(rows)
