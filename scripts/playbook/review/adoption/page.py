"""The run as one page for a screen or for paper: a heat map in SVG, and tables that say the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playbook.review.adoption.measure import Adoption
from playbook.review.adoption.tables import counts, percent
from playbook.review.reports.look import document
from playbook.review.reports.safe import html
from playbook.review.verdict import Answer

CELL = 16
LEFT = 74
TOP = 26
ROOMY = 900
"""Pixels: as wide as a wide window lets a map of few repositories grow."""
EVERY = 5
"""Columns are numbered; each EVERY-th number is written."""

SHAPE = {
    Answer.HOLDS: '<rect class="holds" x="{x}" y="{y}" width="12" height="12"/>',
    Answer.FALLS_SHORT: '<path class="short" d="M{x} {y}h12v12h-12zM{x} {y}l12 12M{right} {y}l-12 12"/>',
    Answer.UNREAD: '<rect class="unread" x="{x}" y="{y}" width="12" height="12"/>',
    Answer.NOT_APPLICABLE: '<circle class="none" cx="{cx}" cy="{cy}" r="1.5"/>',
}
"""Each answer has a form of its own, so that the map can be read without colour."""

SHEET = Path(__file__).with_name("page.css")


def page(adoption: Adoption) -> str:
    """Give the whole file. It counts repositories; nothing in it names or ranks people."""
    body = "\n".join(
        [
            "<h1>How far the standards have come</h1>",
            f'<p class="soft">{len(adoption.rows)} repositories, stage {html(adoption.stage)}, {adoption.day}.'
            " Repositories stand in the order of their names. This measures the road, not the people on it.</p>",
            f"<p>{percent(adoption.whole)} of what applies holds.</p>",
            *_map(adoption),
            *_standards(adoption),
            *_changes(adoption),
            *_repositories(adoption),
        ]
    )
    return document("How far the standards have come", body, SHEET.read_text(encoding="utf-8"))


def _map(adoption: Adoption) -> Iterator[str]:
    width = LEFT + CELL * len(adoption.rows) + 4
    height = TOP + CELL * len(adoption.standards) + 4
    yield "<h2>At a glance</h2>"
    yield f'<ul class="key label">{"".join(_key(answer) for answer in SHAPE)}</ul>'
    yield '<div class="wide" tabindex="0" role="region" aria-label="Map of standards and repositories">'
    yield (
        f'<svg class="map" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" '
        f'style="--roomy:{max(width, min(width * 2, ROOMY))}px" aria-labelledby="map-title map-says">'
    )
    yield '<title id="map-title">Standards by repository</title>'
    yield '<desc id="map-says">A row a standard, a column a repository; the tables below say the same.</desc>'
    for column in range(len(adoption.rows)):
        if column == 0 or (column + 1) % EVERY == 0:
            yield f'<text class="number" x="{LEFT + CELL * column + 6}" y="{TOP - 8}">{column + 1}</text>'
    for line, entry in enumerate(adoption.standards):
        y = TOP + CELL * line
        yield f'<text x="0" y="{y + 11}">{entry.id}</text>'
        for column, row in enumerate(adoption.rows):
            answer = row.answers.get(entry.id, Answer.UNREAD)
            yield _shape(answer, LEFT + CELL * column, y)
    yield "</svg></div>"


def _shape(answer: Answer, x: int, y: int) -> str:
    return SHAPE[answer].format(x=x, y=y, right=x + 12, cx=x + 6, cy=y + 6)


def _key(answer: Answer) -> str:
    drawn = f'<svg width="14" height="14" viewBox="-1 -1 14 14" aria-hidden="true">{_shape(answer, 0, 0)}</svg>'
    return f"<li>{drawn}{answer}</li>"


def _head(label: str, *titles: str) -> str:
    """Give the beginning of the table `label`; a title that begins with `#` heads numbers."""
    cells = (f'<th class="num">{title[1:]}</th>' if title[0] == "#" else f"<th>{title}</th>" for title in titles)
    opened = f'<div class="wide" tabindex="0" role="region" aria-label="{label}">'
    return f"{opened}<table><thead><tr>{''.join(cells)}</tr></thead><tbody>"


def _standards(adoption: Adoption) -> Iterator[str]:
    yield "<h2>Standard by standard</h2>"
    yield _head("Standard by standard", "ID", "Standard", "Level", "#Holds", "#Falls short", "#Unread", "#Share")
    for entry in adoption.standards:
        found = counts(adoption, entry.id)
        numbers = (
            found[Answer.HOLDS],
            found[Answer.FALLS_SHORT],
            found[Answer.UNREAD],
            percent(adoption.share(entry.id)),
        )
        cells = "".join(f'<td class="num">{number}</td>' for number in numbers)
        link = f'<a href="{html(entry.url)}">{entry.id}</a>'
        yield f'<tr><th scope="row">{link}</th><td>{html(entry.name)}</td><td>{entry.level}</td>{cells}</tr>'
    yield "</tbody></table></div>"


def _changes(adoption: Adoption) -> Iterator[str]:
    if adoption.since is None:
        return
    yield f"<h2>Since {adoption.since}</h2>"
    if not (adoption.changes or adoption.came or adoption.went):
        yield "<p>Nothing changed.</p>"
        return
    yield "<ul>"
    for change in adoption.changes:
        yield f"<li><bdi>{html(change.name)}</bdi>, {change.standard}: {change.before}, now {change.now}</li>"
    for words, names in (("New", adoption.came), ("No longer named", adoption.went)):
        if names:
            yield f"<li>{words}: {', '.join(f'<bdi>{html(name)}</bdi>' for name in names)}</li>"
    yield "</ul>"


def _repositories(adoption: Adoption) -> Iterator[str]:
    yield "<h2>Repository by repository</h2>"
    yield _head("Repository by repository", "#No.", "Repository", "Falls short", "Could not be read")
    for number, row in enumerate(adoption.rows, 1):
        short = ", ".join(key for key, answer in row.answers.items() if answer is Answer.FALLS_SHORT)
        dark = html(row.fault) or ", ".join(key for key, answer in row.answers.items() if answer is Answer.UNREAD)
        yield (
            f'<tr><td class="num">{number}</td><th scope="row"><bdi>{html(row.name)}</bdi></th>'
            f"<td>{short or '–'}</td><td>{dark or '–'}</td></tr>"
        )
    yield "</tbody></table></div>"
