"""Our board: the repository's own ballots as a figure, a table, sentences and an order of work. No scripts."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from playbook.pages.blocks import UNSEARCHED, bullets, heading, joined
from playbook.pages.figures.board import INK, board_svg
from playbook.pages.here import Here
from playbook.pages.island import sheet
from playbook.pages.organisation import org_name
from playbook.pages.text import escaped, markdown
from playbook.pages.wording import counted
from playbook.priorities.ranking import rank
from playbook.priorities.repository import Kept, of_playbook
from playbook.priorities.results import Quadrant, Result
from playbook.priorities.rows import Row, Section, sections, shown, state, work
from playbook.priorities.words import words

NONE = "There is no board in this repository yet: `docs/priorities/board.json` is missing."
HEAD = ("No.", "Pain point", "Lead", "Others", "Gap")
NUMBER = ' class="num"'


def our_board(here: Here) -> str:
    """Give the board of this repository: figure beside table, agreement in words, the order of work."""
    kept = of_playbook(here.library)
    if kept is None:
        return NONE
    result = rank(kept.board)
    return joined(
        sheet(here, "board"),
        f'<div class="g-board"{UNSEARCHED}>{_figure(here, result)}'
        f'<div class="g-board-tab">{_table(kept, result)}</div></div>',
        heading(2, "In words", f"words{UNSEARCHED}"),
        bullets(markdown(sentence) for sentence in (*words(result), *result.notes)),
        heading(2, "The order of work", f"order{UNSEARCHED}"),
        _order(kept, result),
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


def _table(kept: Kept, result: Result) -> str:
    cells = "".join(f'<th scope="col"{NUMBER if index > 1 else ""}>{name}</th>' for index, name in enumerate(HEAD))
    caption = f"Ranks on both sides: 1 hurts most, and the first {result.k} of {result.n} count as high."
    told = {point.id for point in kept.points}
    bodies = "".join(_quadrant(section, told) for section in sections(kept.board, result))
    return f'<table class="g-board-rank"><caption>{caption}</caption><thead><tr>{cells}</tr></thead>{bodies}</table>'


def _quadrant(section: Section, told: Collection[str]) -> str:
    kind = "board-off" if section.quadrant == "run-off" else f"board-{section.quadrant or 'park'}"
    do = f" <span>{section.do}</span>" if section.do else ""
    top = f'<tr class="g-board-name"><th colspan="{len(HEAD)}" scope="rowgroup">{section.name}{do}</th></tr>'
    return f'<tbody class="g-{kind}">{top}{"".join(_row(row, told) for row in section.rows)}</tbody>'


def _row(row: Row, told: Collection[str]) -> str:
    """Give a point; its name leads to where the page tells of it in full, which it does of those in `told`."""
    gap = f"<strong>{shown(row.gap)}</strong>" if row.wide else shown(row.gap)
    ranks = (shown(row.placed.lead_rank), shown(row.placed.others_rank), gap)
    cells = "".join(f'<td class="num">{cell}</td>' for cell in ranks)
    title = escaped(row.item.title)
    name = f'<a href="#{row.item.id.lower()}">{title}</a>' if row.item.id in told else title
    return (
        f"<tr><td>{badge(row.number, row.placed.quadrant)}</td>"
        f"<td>{name}"
        f'<span class="g-board-more">{"; ".join(_facts(row))}</span></td>{cells}</tr>'
    )


def _facts(row: Row) -> Iterator[str]:
    for fact in row.facts():
        marked = row.flips and fact == "could flip"
        yield f'<span class="g-board-could"><i class="g-board-flip"></i>{fact}</span>' if marked else escaped(fact)


def _order(kept: Kept, result: Result) -> str:
    """Give Start here as a list: first what is seen first."""
    if not result.order:
        return "No point is high on both sides yet."
    items = {item.id: item for item in kept.board.items}
    names = {key: markdown(item.title) for key, item in items.items()}
    names |= {point.id: f"[{names[point.id]}](#{point.id.lower()})" for point in kept.points}
    rows = (
        f"{place}. {names[key]}: {work(items[key])}{state(items[key])}" for place, key in enumerate(result.order, 1)
    )
    return "\n".join(rows)
