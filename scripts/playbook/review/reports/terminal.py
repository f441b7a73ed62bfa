"""The report for a terminal: what falls short by level, what could not be read, and a line that counts the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from playbook.review.reports.lines import BAR, Line, address, line
from playbook.review.reports.report import LEVELS, MEND, Report, Reviewed, count, headline, place, tally
from playbook.review.reports.safe import printed
from playbook.review.run import Result
from playbook.review.verdict import Finding

COLOURS = {"must": "bold red", "should": "yellow", "may": "cyan"}


def lines(report: Report) -> Iterator[Line]:
    """Give the whole report."""
    for number, one in enumerate(report.reviewed):
        if number:
            yield line()
        yield from _repository(one, report.verbose)
    if len(report.reviewed) > 1:
        yield line()
        yield from _all(report)


def _repository(one: Reviewed, verbose: bool) -> Iterator[Line]:
    read = f" ({one.read})" if one.read else ""
    yield line((printed(one.name), "bold"), f"{read}: {headline(one)}")
    if one.mistake:
        what, _, mend = one.mistake.partition(MEND)
        yield line(printed(what), depth=1)
        yield line(("mend: ", "dim"), printed(mend), depth=1)
    if one.fault:
        yield from _finding(one.fault, 1)
    yield from _counting(one)
    if one.review is None:
        return
    if verbose:
        yield from _more(one)
    yield line()
    yield line(tally(one), "" if verbose else " (--verbose names them)")


def _counting(one: Reviewed) -> Iterator[Line]:
    for level in LEVELS:
        some = [result for result in one.short if result.standard.level == level]
        if some:
            yield from _title(f"Falls short: {level}", COLOURS[level])
            for number, result in enumerate(some):
                if number:
                    yield line()
                yield from _short(result)
    if one.unread:
        yield from _title("Could not be read, which is no pass", "bold magenta")
        for result in one.unread:
            yield from _unread(result)


def _title(text: str, style: str) -> Iterator[Line]:
    yield line()
    yield line((text, style))


def _name(result: Result, depth: int = 1) -> Line:
    standard = result.standard
    return line((standard.id, f"{COLOURS[standard.level]}"), " ", (standard.name, "bold"), depth=depth)


def _short(result: Result) -> Iterator[Line]:
    standard = result.standard
    yield _name(result)
    for finding in result.verdict.findings:
        yield from _finding(finding, 2)
    for finding in result.verdict.unread:
        yield from _finding(finding, 2, "could not be read: ")
    for note in result.verdict.notes:
        yield line(("note: ", "dim"), printed(note), depth=2)
    for question in standard.leaves:
        yield line(("left to you: ", "dim"), question, depth=2)
    yield line(("do first: ", "dim"), standard.first_step, depth=2)
    yield address(standard.url, 2)


def _unread(result: Result) -> Iterator[Line]:
    yield line(*_name(result).parts, f" ({result.standard.level})", depth=1)
    for finding in result.verdict.unread:
        yield from _finding(finding, 2)
    for note in result.verdict.notes:
        yield line(("note: ", "dim"), printed(note), depth=2)
    yield address(result.standard.url, 2)


def _finding(finding: Finding, depth: int, said: str = "") -> Iterator[Line]:
    where = printed(place(finding.path, finding.line, finding.column))
    yield line((where, "bold"), f": {said}{printed(finding.message)}", depth=depth)
    if finding.evidence:
        yield line((printed(finding.evidence), "dim"), depth=depth, mark=BAR)


def _more(one: Reviewed) -> Iterator[Line]:
    """Give what holds and what does not apply, each with its reason, and what is left out or left to people."""
    review = one.review
    assert review is not None
    yield from _reasons("Holds", "bold green", one.holding)
    yield from _reasons("Does not apply", "bold", one.idle)
    if review.asked_by_people:
        yield from _title("For people to ask: no check decides these", "bold")
        for entry in review.asked_by_people:
            yield line((entry.id, COLOURS[entry.level]), f" {entry.name}: {entry.url}", depth=1, whole=True)
    excepted = [(result, item) for result in review.results for item in result.excepted]
    if excepted:
        yield from _title("Excepted by this repository", "bold")
    for result, item in excepted:
        finding, until = item.finding, f", until {item.waiver.until}" if item.waiver.until else ""
        where = place(finding.path, finding.line, finding.column)
        said = printed(f"{where}: {finding.message} ({item.waiver.reason}{until})")
        yield line((result.standard.id, COLOURS[result.standard.level]), f" {said}", depth=1)


def _reasons(title: str, style: str, results: Iterable[Result]) -> Iterator[Line]:
    some = list(results)
    if not some:
        return
    yield from _title(title, style)
    for result in some:
        reason = f": {printed(result.verdict.reason)}" if result.verdict.reason else ""
        yield line(*_name(result).parts, reason, depth=1)
        for note in result.verdict.notes:
            yield line(("note: ", "dim"), printed(note), depth=2)


def _all(report: Report) -> Iterator[Line]:
    total = len(report.reviewed)
    short = sum(bool(one.short) for one in report.reviewed)
    dark = sum(bool(one.unread or one.fault) for one in report.reviewed)
    wrong = sum(bool(one.mistake) for one in report.reviewed)
    parts = [
        f"{short} fall{'s' if short == 1 else ''} short" if short else "",
        f"{dark} could not be read in full" if dark else "",
        f"{wrong} with settings that are not right" if wrong else "",
    ]
    said = ", ".join(part for part in parts if part) or "nothing falls short"
    yield line((count(total, "repository"), "bold") if total == 1 else (f"{total} repositories", "bold"), f": {said}")
