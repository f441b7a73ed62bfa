"""What was measured, as lines of text, Markdown, JSON and CSV. The readers saw to it that names are safe to print."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterator
from typing import Any

from playbook.priorities.deployments.found import From, times
from playbook.priorities.deployments.measured import Measured, Part, Ratio
from playbook.priorities.deployments.rhythm import Lead

FORMAT = "playbook-deployments/1"
UNITS: dict[From, str] = {"git": "git tag", "csv": "row", "github": "GitHub deployment"}
NOT_MEASURED: dict[From, str] = {
    "git": "A tag is not a deployment. This holds where you tag what you deploy, when you deploy it.",
    "csv": "A row counts as a deployment. Whether it reached production, the file does not say.",
    "github": "A request to deploy counts as a deployment.",
}
NOT_HERE = "Failed changes, recovery and rework are not in here, so this is a part of DORA's picture."


def day(date: datetime.date) -> str:
    """Give a date as people write it: 12 January 2026."""
    return f"{date.day} {date:%B %Y}"


def wait(hours: float) -> str:
    """Give a span of time in the unit that suits it: 40 minutes, 5 hours, 12 days."""
    if hours < 1.5:
        return times(round(hours * 60), "minute")
    if hours < 48:
        return times(round(hours), "hour")
    return times(round(hours / 24), "day")


def figure(value: float) -> str:
    """Give a number with two digits that count: 0.31, 4.2, 47, 1,200."""
    if value >= 9.95:
        return f"{round(value):,}" if value < 100 else f"{round(value, 2 - len(str(int(value)))):,.0f}"
    return f"{value:.1f}".removesuffix(".0") if value >= 0.995 else f"{value:.2g}"


def counted(part: Part) -> str:
    """Give the count and its period: `4 deployments in 376 days`."""
    return f"{times(part.rhythm.count, 'deployment')} in {times(part.rhythm.days, 'day')}"


def words(part: Part) -> str:
    """Give what to say of a part, with its detail: `twice a week, in bursts`."""
    return ", ".join(said for said in (part.rhythm.words, part.rhythm.detail) if said)


def rate(part: Part) -> str:
    """Give the rate in the unit in which it is at least one, `3.9 a year`; nothing where too few make it up."""
    pace = part.rhythm
    if pace.few:
        return ""
    for value, unit in ((pace.a_week, "a week"), (pace.a_month, "a month")):
        if value >= 1:
            return f"{figure(value)} {unit}"
    return f"{figure(pace.a_year)} a year"


def more_often(ratio: Ratio | None, found: Measured) -> str:
    """Say how many times as often, with the range that chance allows; or why that is not said."""
    if ratio is None:
        low, name = min((part.rhythm.count, name) for part, name in _sides(found))
        return f"Too few deployments {name} ({low}) for a ratio. Show both counts."
    if ratio.low <= 1 <= ratio.high:
        return f"No clear difference: {figure(ratio.low)} to {figure(ratio.high)} times as often; chance explains that."
    if ratio.high / ratio.low > 3:
        return f"{figure(ratio.low)} to {figure(ratio.high)} times as often, allowing for chance."
    span = f"{figure(ratio.low)} to {figure(ratio.high)}"
    return f"About {figure(ratio.middle)} times as often; {span}, allowing for chance."


def _sides(found: Measured) -> list[tuple[Part, str]]:
    return [(part, name) for part, name in ((found.before, "before"), (found.after, "after")) if part]


def parts(found: Measured) -> list[tuple[str, Part]]:
    """Give each part with what it is called: one, or before and after."""
    if found.before is None or found.after is None:
        return [("In all", found.whole)]
    return [(f"Before {day(found.after.first)}", found.before), (f"From {day(found.after.first)}", found.after)]


def waited(lead: Lead | None) -> str:
    """Say how long commits waited: median and middle half."""
    if lead is None:
        return "not known"
    few = " (few)" if lead.commits < 5 else ""
    least = "at least " if lead.at_least else ""
    half = f"the middle half {wait(lead.quarter)} to {wait(lead.three_quarters)}"
    return f"median {least}{wait(lead.median)}, {half}; {times(lead.commits, 'commit')}{few}"


def text(found: Measured) -> Iterator[str]:
    """Give the report as lines for a terminal."""
    whole = found.whole
    yield f"Deployment frequency of {found.found.name}"
    yield f"{day(whole.first)} to {day(whole.last)}, from {times(whole.rhythm.count, UNITS[found.found.kind])}"
    yield ""
    for name, part in parts(found):
        yield f"{name}: {words(part)}"
        yield f"  {', '.join(said for said in (counted(part), rate(part)) if said)}{_median(part)}"
    if found.before:
        yield more_often(found.ratio, found)
    yield ""
    if whole.lead:
        yield "Change lead time, from commit to tag"
        for name, part in parts(found):
            yield f"{name}: {waited(part.lead)}"
        yield ""
    yield "Say this with it"
    for note in said_with(found):
        yield f"- {note}"


def _median(part: Part) -> str:
    median = part.rhythm.median
    return "" if median is None else f"; median {median:g} {'day' if median == 1 else 'days'} in between"


def said_with(found: Measured) -> list[str]:
    """Give what whoever shows the numbers says with them."""
    merges = found.whole.lead.merges if found.whole.lead else 0
    left_out = [f"{times(merges, 'merge commit')} left out: the commits that they merge count."] if merges else []
    return [NOT_MEASURED[found.found.kind], NOT_HERE, *left_out, *found.notes]


def markdown(found: Measured) -> str:
    """Give the report as Markdown, for a pull request or a design document."""
    lines = [f"**Deployment frequency of {_escaped(found.found.name)}**", ""]
    lines += ["| Period | In words | Deployments | Rate | Median days between | Commit to tag |"]
    lines += ["| --- | --- | ---: | ---: | ---: | --- |"]
    for name, part in parts(found):
        median = "–" if part.rhythm.median is None else f"{part.rhythm.median:g}"
        cells = (name, words(part), f"{part.rhythm.count:,} in {part.rhythm.days:,} days", rate(part) or "–", median)
        lines.append(f"| {' | '.join(cells)} | {waited(part.lead)} |")
    if found.before:
        lines += ["", more_often(found.ratio, found)]
    whole = found.whole
    period = f"{day(whole.first)} to {day(whole.last)}, from {times(whole.rhythm.count, UNITS[found.found.kind])}."
    return "\n".join([*lines, "", period, "", *(f"- {_escaped(note)}" for note in said_with(found))]) + "\n"


def _escaped(said: str) -> str:
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|{}&~" else char for char in said)


def json_report(found: Measured) -> str:
    """Give all that was measured as JSON in ASCII; the page Deployment frequency lists its keys."""
    whole, ratio = found.whole, found.ratio
    data = {
        "format": FORMAT,
        "source": {"kind": found.found.kind, "name": found.found.name},
        "whole": _part(whole),
        "before": _part(found.before) if found.before else None,
        "after": _part(found.after) if found.after else None,
        "ratio": {"low": round(ratio.low, 3), "middle": round(ratio.middle, 3), "high": round(ratio.high, 3)}
        if ratio
        else None,
        "said": more_often(ratio, found) if found.before else None,
        "notes": said_with(found),
        "deployments": [
            {
                "at": one.at.isoformat(),
                "day": one.day.isoformat(),
                "name": one.name,
                "commit": one.commit,
                "environment": one.environment,
                "dated_by": one.dated,
                "commits": len(one.waits.seconds) if one.waits else None,
            }
            for one in whole.deployments
        ],
    }
    return json.dumps(data, ensure_ascii=True, indent=2) + "\n"


def _part(part: Part) -> dict[str, Any]:
    pace, lead = part.rhythm, part.lead
    return {
        "first": part.first.isoformat(),
        "last": part.last.isoformat(),
        "days": pace.days,
        "working_days": pace.working,
        "deployments": pace.count,
        "days_with_deployments": pace.active,
        "a_year": round(pace.a_year, 3),
        "a_month": round(pace.a_month, 3),
        "a_week": round(pace.a_week, 3),
        "median_days_between": pace.median,
        "words": pace.words,
        "detail": pace.detail,
        "few": pace.few,
        "lead_time_hours": {
            "commits": lead.commits,
            "merges_left_out": lead.merges,
            "lower_quartile": round(lead.quarter, 2),
            "median": round(lead.median, 2),
            "upper_quartile": round(lead.three_quarters, 2),
            "at_least": lead.at_least,
        }
        if lead
        else None,
    }


def csv_table(found: Measured) -> str:
    """Give a row for each deployment; `playbook deployments` reads it again."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(["date", "name", "commit", "environment"])
    for one in found.whole.deployments:
        noon = one.at.time() == datetime.time(12) and one.at.date() == one.day and one.dated == "recorded"
        moment = one.day.isoformat() if noon else one.at.isoformat().replace("+00:00", "Z")
        writer.writerow([moment, *(_cell(said) for said in (one.name, one.commit, one.environment))])
    return table.getvalue()


def _cell(said: str) -> str:
    return f"'{said}" if said[:1] in tuple("=+-@") else said
