"""The report as one HTML file without scripts: it reads in light and in dark, and prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from playbook.records.catalogue import Entry
from playbook.review.reports.report import LEVELS, MEND, Report, Reviewed, headline, place, tally
from playbook.review.reports.safe import html, with_code
from playbook.review.run import Result
from playbook.review.verdict import Finding

STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #fff; --line: #d0d7de; --tint: #f3f5f7;
  --link: #0b57b0; --must: #b3261e; --should: #8a5300; --may: #0b57b0; --unread: #7a2e9d; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --soft: #a9b1ba; --paper: #16191d; --line: #3d444d;
  --tint: #20252b; --link: #8ab8ff; --must: #ff9d94; --should: #f2c063; --may: #8ab8ff; --unread: #d9a6f2; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { margin-top: 2.5rem; border-top: 2px solid var(--line);
  padding-top: 1rem; font-size: 1.3rem; }
h3 { margin-top: 2rem; font-size: 1.05rem; } h4 { margin: 0; font-size: 1rem; }
a { color: var(--link); } p, ul { margin: .4rem 0; } ul { padding-left: 1.3rem; }
.soft { color: var(--soft); }
.standard { margin: .8rem 0; border: 1px solid var(--line); border-left: .3rem solid var(--side); padding: .7rem 1rem; }
.must { --side: var(--must); } .should { --side: var(--should); } .may { --side: var(--may); }
.unread { --side: var(--unread); } .level { color: var(--side); font-weight: 600; }
code, pre { font: .875rem/1.45 ui-monospace, monospace; unicode-bidi: isolate; }
pre { margin: .3rem 0; background: var(--tint); padding: .4rem .6rem; white-space: pre-wrap; }
@media print { body { max-width: none; padding: 0; } .standard { break-inside: avoid; } h3 { break-after: avoid; } }
"""

POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def text(report: Report) -> str:
    """Give the whole file."""
    names = ", ".join(one.name for one in report.reviewed[:3]) + (" and others" if len(report.reviewed) > 3 else "")
    site = report.catalogue
    edition = f'<a href="{html(site.site_url)}">{html(site.site_name)}</a>, standards of edition {html(site.edition)}'
    head = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{html(POLICY)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="robots" content="noindex">',
        f"<title>Review of {html(names)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>",
        f'<h1>Review against the standards</h1>\n<p class="soft">{edition}</p>',
    ]
    body = [part for one in report.reviewed for part in _repository(one)]
    return "\n".join([*head, *body, "</main>\n</body>\n</html>\n"])


def _repository(one: Reviewed) -> Iterator[str]:
    yield f"<section>\n<h2><bdi>{html(one.name)}</bdi>: {html(headline(one))}</h2>"
    if one.review:
        read = "" if one.review.tracked else " Git tracks nothing here, so all files that lie there were read."
        yield f'<p class="soft">Stage {html(one.review.stage)}, {one.review.today.isoformat()}.{read}</p>'
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
