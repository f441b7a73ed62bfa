"""The report as Markdown, for the summary of a CI job: a row a finding, each with a review comment to copy.

In a table of Markdown a cell is one line, in which HTML is read too. All that comes from the repository is written
as character references, so that nothing in it is markup of either.
"""

from __future__ import annotations

from collections.abc import Iterator

from playbook.records.citing import review_comment
from playbook.review.reports.report import MEND, Report, Reviewed, Row, capital, headline, place, rows, tally
from playbook.review.reports.safe import markdown, printed, with_code

MOST_BYTES = 900_000
"""GitHub drops a step's summary of more than 1,024 kB."""


def text(report: Report) -> str:
    """Give the report; where it grows too long, the last line counts what is left out."""
    parts: list[str] = []
    size = left_out = 0
    for one in report.reviewed:
        for part, is_row in _repository(one, report):
            length = len(part.encode("utf-8"))
            if is_row and size + length > MOST_BYTES:
                left_out += 1
                continue
            size += length
            parts.append(part)
    if left_out:
        parts.append(f"\n{left_out} more findings do not fit in here; `--format json` holds all.\n")
    return "".join(parts)


def _repository(one: Reviewed, report: Report) -> Iterator[tuple[str, bool]]:
    read = f" ({one.read})" if one.read else ""
    yield f"## {one.words.title} of {markdown(one.name)}{read}\n\n{capital(headline(one))}.\n\n", False
    if one.mistake:
        what, _, mend = one.mistake.partition(MEND)
        yield f"{markdown(what)}. Mend: {markdown(mend)}\n\n", False
    if one.fault:
        where = place(one.fault.path, one.fault.line)
        yield f"{markdown(where)}: {markdown(one.fault.message)}\n\n", False
    found = list(rows(one))
    if found:
        yield f"| {capital(one.words.asked)} | Place | What to mend | Comment |\n| --- | --- | --- | --- |\n", False
        for row in found:
            yield _row(one, row, report.catalogue.site_url), True
        yield "\n", False
    if report.verbose:
        yield from _reasons(one)
    if one.review:
        yield f"{capital(tally(one))}.\n\n", False


def _row(one: Reviewed, row: Row, site_url: str) -> str:
    standard, finding = row.result.standard, row.finding
    where = place(one.located(finding.path) if finding.path else "", finding.line, finding.column)
    seen = f"<br><code>{markdown(finding.evidence)}</code>" if finding.evidence else ""
    said = f"could not be read: {finding.message}" if row.unread else finding.message
    cells = [
        f"[{standard.id}]({standard.url})<br>{standard.level}",
        f"<code>{markdown(where)}</code>",
        f"{with_code(said, markdown)}{seen}",
        "" if row.unread else _comment(one, row, site_url),
    ]
    return f"| {' | '.join(cells)} |\n"


def _comment(one: Reviewed, row: Row, site_url: str) -> str:
    finding, standard = row.finding, row.result.standard
    path = printed(one.located(finding.path)) if finding.path else ""
    if one.words.comment:
        said = one.words.comment(standard, finding, path)
    else:
        said = review_comment(standard, site_url, path, finding.line, printed(finding.evidence))
    block = "&#10;".join(map(markdown, said.split("\n")))
    return f"<details><summary>Copy</summary><pre>{block}</pre></details>"


def _reasons(one: Reviewed) -> Iterator[tuple[str, bool]]:
    for title, results in (("Holds", one.holding), ("Does not apply", one.idle)):
        if results:
            yield f"### {title}\n\n", False
            for result in results:
                standard = result.standard
                reason = f": {with_code(result.verdict.reason, markdown)}" if result.verdict.reason else ""
                yield f"- [{standard.id}]({standard.url}) {markdown(standard.name)}{reason}\n", False
            yield "\n", False
