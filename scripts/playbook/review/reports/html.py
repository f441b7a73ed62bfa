"""The report as one HTML file without scripts: it reads in light and in dark, and prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from playbook.records.catalogue import Entry
from playbook.review.reports.look import document
from playbook.review.reports.report import LEVELS, MEND, Report, Reviewed, capital, headline, place, tally
from playbook.review.reports.safe import html, with_code
from playbook.review.run import Result
from playbook.review.verdict import Finding

SHEET = Path(__file__).with_name("html.css")


def text(report: Report) -> str:
    """Give the whole file."""
    names = ", ".join(one.name for one in report.reviewed[:3]) + (" and others" if len(report.reviewed) > 3 else "")
    site = report.catalogue
    edition = f'<a href="{html(site.site_url)}">{html(site.site_name)}</a>, {report.words.edition} {html(site.edition)}'
    head = f'<h1>{report.words.heading}</h1>\n<p class="soft">{edition}</p>'
    body = [part for one in report.reviewed for part in _repository(one)]
    return document(f"{report.words.title} of {names}", "\n".join([head, *body]), SHEET.read_text(encoding="utf-8"))


def _repository(one: Reviewed) -> Iterator[str]:
    yield f"<section>\n<h2><bdi>{html(one.name)}</bdi>: {html(headline(one))}</h2>"
    if one.review:
        read = "" if one.review.tracked else " Git tracks nothing here, so all files that lie there were read."
        yield f'<p class="soft">{html(capital(one.read))}, {one.review.today.isoformat()}.{read}</p>'
    if one.mistake:
        what, _, mend = one.mistake.partition(MEND)
        yield f"<p>{html(what)}</p>\n<p>Mend: {html(mend)}</p>"
    if one.fault:
        yield from _findings([one.fault])
    for level in LEVELS:
        some = [result for result in one.short if result.standard.level == level]
        if some:
            yield f"<h3>Falls short: {level}</h3>"
            for result in some:
                yield from _short(result)
    if one.unread:
        yield "<h3>Could not be read, which is no pass</h3>"
        for result in one.unread:
            yield f'<div class="standard unread">\n{_title(result.standard)}'
            yield from _findings(result.verdict.unread)
            yield from _notes(result)
            yield "</div>"
    yield from _rest(one)
    yield "</section>"


def _title(standard: Entry) -> str:
    link = f'<a href="{html(standard.url)}">{standard.id}</a>'
    return f'<h4>{link} {html(standard.name)} <span class="level">{standard.level}</span></h4>'


def _short(result: Result) -> Iterator[str]:
    standard = result.standard
    yield f'<div class="standard {standard.level}">\n{_title(standard)}'
    yield from _findings(result.verdict.findings)
    yield from _findings(result.verdict.unread, "could not be read: ")
    yield from _notes(result)
    yield f"<p><b>Do first:</b> {with_code(standard.first_step, html)}</p>"
    if standard.leaves:
        yield f"<p><b>Left to you:</b></p>\n{_list(with_code(item, html) for item in standard.leaves)}"
    yield "</div>"


def _findings(findings: Iterable[Finding], said: str = "") -> Iterator[str]:
    items = []
    for finding in findings:
        where = place(finding.path, finding.line, finding.column)
        seen = f"<pre>{html(finding.evidence)}</pre>" if finding.evidence else ""
        items.append(f"<code>{html(where)}</code> {with_code(said + finding.message, html)}{seen}")
    if items:
        yield _list(items)


def _notes(result: Result) -> Iterator[str]:
    for note in result.verdict.notes:
        yield f'<p class="soft">Note: {with_code(note, html)}</p>'


def _rest(one: Reviewed) -> Iterator[str]:
    """Give what holds, what does not apply, what is excepted and what people ask."""
    review = one.review
    if review is None:
        return
    for title, results in (("Holds", one.holding), ("Does not apply", one.idle)):
        if results:
            yield f"<h3>{title}</h3>\n{_list(_reason(result) for result in results)}"
    excepted = [(result.standard, item) for result in review.results for item in result.excepted]
    if excepted:
        rows = (
            f"{_link(standard)} <code>{html(place(item.finding.path, item.finding.line))}</code> "
            f"{html(item.waiver.reason)}{f', until {item.waiver.until}' if item.waiver.until else ''}"
            for standard, item in excepted
        )
        yield f"<h3>Excepted by this repository</h3>\n{_list(rows)}"
    if review.asked_by_people:
        asked = (f"{_link(entry)} {html(entry.name)}" for entry in review.asked_by_people)
        yield f"<h3>For people to ask: no check decides these</h3>\n{_list(asked)}"
    yield f'<p class="soft">{html(tally(one))}</p>'


def _reason(result: Result) -> str:
    said = f": {with_code(result.verdict.reason, html)}" if result.verdict.reason else ""
    return f"{_link(result.standard)} {html(result.standard.name)}{said}"


def _link(standard: Entry) -> str:
    return f'<a href="{html(standard.url)}">{standard.id}</a>'


def _list(items: Iterable[str]) -> str:
    return "<ul>\n" + "\n".join(f"<li>{item}</li>" for item in items) + "\n</ul>"
