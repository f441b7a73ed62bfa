"""The run sheet of a workshop with its times on the clock, as text, Markdown, CSV, JSON or a page to print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playbook.pages.text import coded, plain
from playbook.priorities.tables import written
from playbook.records.evidence import bare
from playbook.records.kit import Kit
from playbook.review.reports.safe import dumped, html
from playbook.workshops.plan import Plan
from playbook.workshops.when import Moment, shown
from playbook.workshops.words import KINDS, clock

_STYLE = """
@page{size:auto;margin:15mm}
body{font:11pt/1.35 system-ui,sans-serif;color:#111;background:#fff;max-width:48rem;margin:1rem auto;padding:0 1rem}
h1{font-size:16pt;margin:0 0 .3rem}h2{font-size:12pt;margin:1.2rem 0 .3rem;break-after:avoid}
table{border-collapse:collapse;width:100%}thead{display:table-header-group}tr{break-inside:avoid}
th,td{text-align:left;vertical-align:top;padding:.25rem .6rem .25rem 0;border-bottom:1px solid #999}
td:first-child,td:nth-child(2){white-space:nowrap;font-variant-numeric:tabular-nums}
tbody tr:last-child{font-weight:700}
ul{margin:0;padding-left:1.2rem}
@media print{body{font-size:10pt;max-width:none;margin:0;padding:0}}
"""


@dataclass(frozen=True)
class Row:
    """A step of the run sheet: when it begins and ends as the clock shows it, how long, what, how, its timebox."""

    begins: str
    ends: str
    minutes: int
    step: str
    title: str
    how: str
    timebox: str


@dataclass(frozen=True)
class Day:
    """A day of it: what it is called, its date (none without a start), its rows, and when it ends."""

    name: str
    date: str
    rows: list[Row]
    ends: str

    @property
    def minutes(self) -> int:
        return sum(row.minutes for row in self.rows)


@dataclass(frozen=True)
class Agenda:
    """The plan of a kit; `held` are its days on the clock of `zone`, none if nobody has said when it begins."""

    kit: Kit
    plan: Plan
    held: tuple[tuple[Moment, ...], ...]
    zone: str

    @property
    def title(self) -> str:
        return f"{bare(self.kit.title)}: run sheet"

    def days(self) -> Iterator[Day]:
        """Give the days with their rows."""
        several = len(self.plan.days) > 1
        for number, slots in enumerate(self.plan.days):
            if self.held:
                moments = self.held[number]
                begins = moments[0].begins
                times, date = shown(moments), begins.date().isoformat()
                name = f"{begins:%A} {begins.day} {begins:%B %Y}, {self.zone}"
            else:
                times, date, name = [clock(slot.begins) for slot in slots], "", "Time since the beginning"
                times.append(clock(slots[-1].begins + slots[-1].minutes))
            rows = [
                Row(
                    times[at], times[at + 1], slot.minutes, slot.step.id, bare(slot.step.title),
                    KINDS[slot.step.kind], slot.step.facilitator.timebox or "",
                )
                for at, slot in enumerate(slots)
            ]  # fmt: skip
            yield Day(f"Day {number + 1}: {name}" if several else name, date, rows, times[-1])

    def cuts(self) -> list[tuple[str, str, str]]:
        """Give what is cut: the step, how, and what is lost with it."""
        lost = {step.id: text for step, text in self.plan.lost}
        now = {slot.step.id: slot.minutes for slot in self.plan.slots}
        whole = {step.id for step in self.plan.steps if now.get(step.id) == step.minutes} | self._nights()
        return [
            (
                bare(step.title),
                f"{now[step.id]} in place of {step.minutes} minutes" if step.id in now else "left out",
                lost.get(step.id, ""),
            )
            for step in self.plan.steps
            if step.id not in whole
        ]

    def _nights(self) -> set[str]:
        """Give the breaks that are none because people go home there."""
        days = {slot.step.id: slot.day for slot in self.plan.slots}
        ids = [step.id for step in self.plan.steps]
        found = set()
        for place, step in enumerate(self.plan.steps):
            before = [days[key] for key in ids[:place] if key in days]
            after = [days[key] for key in ids[place + 1 :] if key in days]
            if step.kind == "break" and before and after and before[-1] != after[0]:
                found.add(step.id)
        return found


def text(agenda: Agenda) -> str:
    """Give it for a terminal."""
    lines = [agenda.title]
    for day in agenda.days():
        width = max(len(row.begins) for row in day.rows)
        lines += ["", day.name, ""]
        for row in day.rows:
            how = "" if row.how == KINDS["break"] else f" ({row.how})"
            lines.append(f"{row.begins:>{width}}  {row.minutes:3}  {row.title}{how}")
            lines += [f"{'':{width}}       {bare(row.timebox)}"] if row.timebox else []
        lines.append(f"{day.ends:>{width}}  {day.minutes:3}  End")
    return "\n".join([*lines, *_cut(agenda, "Cut:", bare)]) + "\n"


def markdown(agenda: Agenda) -> str:
    """Give it to paste into an issue or a wiki."""
    lines = [f"# {_code(agenda.title)}"]
    for day in agenda.days():
        lines += ["", f"## {_code(day.name)}", "", "| Begins | Min | Step | How | Timebox |"]
        lines += ["| --- | ---: | --- | --- | --- |"]
        for row in day.rows:
            lines.append(f"| {row.begins} | {row.minutes} | {_code(row.title)} | {row.how} | {_code(row.timebox)} |")
        lines.append(f"| {day.ends} | {day.minutes} | End | | |")
    return "\n".join([*lines, *_cut(agenda, "## Cut", _code)]) + "\n"


def _cut(agenda: Agenda, head: str, said: Callable[[str], str]) -> list[str]:
    """Give a line for each step that is cut, below `head`; `said` puts a text into the format."""
    rows = [f"- {said(title)}: {how}" + (f". Lost: {said(lost)}" if lost else "") for title, how, lost in agenda.cuts()]
    return ["", head, "", *rows] if rows else []


def _code(text: str) -> str:
    return coded(plain(text)) if text else ""


def csv(agenda: Agenda) -> str:
    """Give a row for each step that is held."""
    rows: list[list[str]] = [["day", "date", "begins", "ends", "minutes", "step", "title", "how", "timebox"]]
    for number, day in enumerate(agenda.days(), 1):
        for row in day.rows:
            cells = (day.date, row.begins, row.ends, str(row.minutes), row.step, row.title, row.how)
            rows.append([str(number), *cells, bare(row.timebox)])
    return written(rows)


def json(agenda: Agenda) -> str:
    """Give it as data; moments are ISO 8601 with their offset from UTC."""
    moments = {moment.slot.step.id: moment for day in agenda.held for moment in day}
    slots = [
        {
            "id": slot.step.id,
            "title": bare(slot.step.title),
            "kind": slot.step.kind,
            "minutes": slot.minutes,
            "after": slot.begins,
            "day": slot.day + 1,
            "begins": moments[slot.step.id].begins.isoformat() if moments else None,
            "ends": moments[slot.step.id].ends.isoformat() if moments else None,
        }
        for slot in agenda.plan.slots
    ]
    lost = [{"id": step.id, "lost": bare(text)} for step, text in agenda.plan.lost]
    skipped = [step.id for step in agenda.plan.skipped]
    zone = agenda.zone or None
    data = {"kit": agenda.kit.id, "zone": zone, "minutes": agenda.plan.minutes}
    return dumped({**data, "steps": slots, "skipped": skipped, "lost": lost})


def page(agenda: Agenda) -> str:
    """Give one page of HTML that needs nothing else, and fits on A4 and Letter."""
    parts = [f"<h1>{html(agenda.title)}</h1>"]
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Begins", "Min", "Step", "How", "Timebox"))
    for day in agenda.days():
        rows = [(row.begins, str(row.minutes), row.title, row.how, bare(row.timebox)) for row in day.rows]
        rows.append((day.ends, str(day.minutes), "End", "", ""))
        body = "\n".join(f"<tr>{''.join(f'<td>{html(cell)}</td>' for cell in row)}</tr>" for row in rows)
        parts.append(
            f"<h2>{html(day.name)}</h2>\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table>"
        )
    cuts = [f"{title}: {how}" + (f". Lost: {bare(lost)}" if lost else "") for title, how, lost in agenda.cuts()]
    if cuts:
        parts.append("<h2>Cut</h2>\n<ul>\n" + "\n".join(f"<li>{html(cut)}</li>" for cut in cuts) + "\n</ul>")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html(agenda.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    )


WRITERS: dict[str, Callable[[Agenda], str]] = {
    "text": text,
    "markdown": markdown,
    "csv": csv,
    "json": json,
    "html": page,
}
