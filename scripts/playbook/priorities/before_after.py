"""The storyboard of a pain point: where we are, what we ask, where we will be, and the arithmetic between them.

`sheet` gives what stands on the page, in parts and blocks, and everything draws that: HTML, Markdown, text and SVG.
docs/assets/tools/priorities/storyboard.js is its equal; tests/data/before-after-vectors.json holds both to the same
words. Source of the three columns: P04. The ranges, the arithmetic and the verdict are our own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from playbook.priorities import amounts
from playbook.priorities.amounts import Ends
from playbook.records.storyboard import Reading, Saved, Storyboard, Target

WORDS = {
    "before": "Where we are",
    "ask": "What we ask",
    "after": "Where we will be",
    "saving": "What it saves in a year",
    "risks": "Risks taken away",
    "verdict": "What came of it",
    "before_story": "Where you are is not told yet.",
    "before_none": "No measure before. Get a baseline in a day.",
    "ask_none": "Nothing is asked yet. Name hours, people and a date.",
    "after_story": "Where you will be is not told yet.",
    "after_none": "No measure to reach. Take one of those from before.",
    "saving_none": "No saving is estimated yet.",
    "risks_none": "No risk is named that goes away.",
    "open": "Open until the same is measured again.",
    "unmeasured": "No measure after, so nobody can check the verdict.",
    "unasked": "what has no hours yet is left out",
    "uncounted": "hours or times are missing or run backwards. It is not counted.",
    "unpriced": "no price of an hour. The money leaves it out.",
    "unnamed": "Without a name",
    "unknown": "not measured before, so no change is known",
    "unlike": "before it was counted in {}, so the two are not compared",
    "again": "Open. Measure the same again after {}.",
    "line": "{}: {} h each time × {} time{} a year = {} h a year",
    "price": "; at {} {} an hour: {} {} a year",
    "back": "until the {} h asked are paid back",
    "currencies": "The currencies differ ({}), so the money is not added up.",
}
"""The heads of the parts, what is said of gaps, and sentences with a gap for each number.

The page hands them to the browser."""


@dataclass(frozen=True)
class Block:
    """One thing on the sheet.

    `kind`: `story`, `figure` (a number, its unit, what it counts, and a note), `item` of a list, `sum` (a line of
    arithmetic) or `gap` (what is missing; `to` names the page that helps).
    """

    kind: str
    text: str
    number: str = ""
    unit: str = ""
    note: str = ""
    to: str = ""


@dataclass(frozen=True)
class Part:
    id: str
    head: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Sheet:
    title: str
    statement: str
    parts: tuple[Part, ...]


def sheet(board: Storyboard) -> Sheet:
    """Give what stands on the page of `board`. What is missing is said in its place."""
    parts = {
        "before": _before(board),
        "ask": _ask(board),
        "after": _after(board),
        "saving": _saving(board),
        "risks": _risks(board),
        "verdict": _verdict(board),
    }
    made = tuple(Part(name, WORDS[name], tuple(blocks)) for name, blocks in parts.items())
    return Sheet(board.title, board.statement, made)


def _gap(text: str, to: str = "") -> Block:
    return Block("gap", text, to=to)


def _before(board: Storyboard) -> Iterator[Block]:
    now = board.before
    yield Block("story", now.story) if now.story else _gap(WORDS["before_story"])
    taken = [item for item in now.measures if item.value is not None]
    for item in taken:
        yield Block("figure", item.what, amounts.number(item.value or 0), item.unit, _origin(item))
    if not taken:
        yield _gap(WORDS["before_none"], to="measures")


def _origin(item: Reading) -> str:
    return ", ".join([amounts.day(item.date) if item.date else "no date", item.source or "no source"])


def _ask(board: Storyboard) -> Iterator[Block]:
    asked = [item for item in board.ask if item.what or item.hours is not None]
    for item in asked:
        until = f"until {amounts.day(item.until)}" if item.until else "no date yet"
        hours = "?" if item.hours is None else amounts.number(item.hours)
        yield Block("figure", item.what, hours, "h", f"{item.of or 'nobody yet'}, {until}")
    if len(asked) > 1:
        known = all(item.hours is not None for item in asked)
        yield Block("figure", "asked in all", amounts.shown(_hours(board)), "h", "" if known else WORDS["unasked"])
    if not asked:
        yield _gap(WORDS["ask_none"])


def _hours(board: Storyboard) -> int:
    return sum(amounts.millionths(item.hours or 0) for item in board.ask)


def _after(board: Storyboard) -> Iterator[Block]:
    then = board.after
    yield Block("story", then.story) if then.story else _gap(WORDS["after_story"])
    hoped = [item for item in then.measures if item.value is not None]
    for item in hoped:
        yield Block("figure", item.what, amounts.number(item.value or 0), item.unit)
    if not hoped:
        yield _gap(WORDS["after_none"])
    for gain in then.gains:
        yield Block("item", gain)


# -- the arithmetic


@dataclass(frozen=True)
class _Line:
    """What one saving comes to in a year: `hours` of two factors, `money` of three."""

    text: str
    hours: Ends
    money: Ends | None
    currency: str


def _saving(board: Storyboard) -> Iterator[Block]:
    given = [item for item in board.saving if item.what or any(end is not None for end in (*item.hours, *item.times))]
    if not given:
        yield _gap(WORDS["saving_none"])
        return
    lines = [line for item in given if (line := _line(item))]
    unpriced = [item.what for item in given if (line := _line(item)) and line.money is None]
    if lines:
        yield from _sums(lines, _hours(board))
    for line in lines:
        yield Block("sum", line.text)
    for item in given:
        if not _line(item):
            yield _gap(f"{_named(item.what)}: {WORDS['uncounted']}")
    if lines and len(unpriced) < len(lines):
        for what in unpriced:
            yield _gap(f"{_named(what)}: {WORDS['unpriced']}")


def _line(item: Saved) -> _Line | None:
    hours, times, hourly = amounts.ends(*item.hours), amounts.ends(*item.times), amounts.ends(*item.hourly)
    if hours is None or times is None:
        return None
    year = hours[0] * times[0], hours[1] * times[1]
    often = amounts.given(times)
    product = amounts.given(hours), often, "" if often == "1" else "s", amounts.rounded(year, 2)
    said = WORDS["line"].format(_named(item.what), *product)
    if hourly is None:
        return _Line(f"{said}.", year, None, item.currency)
    money = year[0] * hourly[0], year[1] * hourly[1]
    price = amounts.given(hourly), item.currency, amounts.rounded(money, 3), item.currency
    return _Line(f"{said}{WORDS['price'].format(*price)}.", year, money, item.currency)


def _named(what: str) -> str:
    return what or WORDS["unnamed"]


def _sums(lines: list[_Line], asked: int) -> Iterator[Block]:
    hours = sum(line.hours[0] for line in lines), sum(line.hours[1] for line in lines)
    yield Block("figure", "saved", amounts.rounded(hours, 2), "h a year")
    priced = sorted((line for line in lines if line.money), key=lambda line: line.currency)
    money = {
        currency: [line.money for line in same if line.money]
        for currency, same in groupby(priced, key=lambda line: line.currency)
    }
    for currency, found in money.items():
        total = sum(least for least, _ in found), sum(most for _, most in found)
        yield Block("figure", "worth", amounts.rounded(total, 3), f"{currency} a year")
    if len(money) > 1:
        yield _gap(WORDS["currencies"].format(", ".join(money)))
    if asked:
        yield Block("figure", WORDS["back"].format(amounts.shown(asked)), _paid(asked, hours))


def _paid(asked: int, hours: Ends) -> str:
    """Say after how long the saved hours make up for those asked, at best and at worst."""
    asked *= 10**amounts.PLACES
    if not hours[1]:
        return "never"
    best = amounts.span(asked, hours[1], up=False)
    if not hours[0]:
        return f"{amounts.long(*best)} at best, never at worst"
    worst = amounts.span(asked, hours[0], up=True)
    if worst == (1, "week"):
        return "within a week"
    if best == worst or hours[0] == hours[1]:
        return amounts.long(*worst)
    if best[1] == worst[1] and best[0]:
        return f"{best[0]:,} to {amounts.long(*worst)}"
    return f"{amounts.long(*best)} to {amounts.long(*worst)}"


def _risks(board: Storyboard) -> Iterator[Block]:
    for risk in board.risks:
        yield Block("item", risk)
    if not board.risks:
        yield _gap(WORDS["risks_none"])


# -- afterwards


def _verdict(board: Storyboard) -> Iterator[Block]:
    found = board.verdict
    taken = [item for item in found.measures if item.value is not None]
    if not (found.says or found.story or taken):
        dates = [item.until for item in board.ask if item.until]
        yield _gap(WORDS["again"].format(amounts.day(max(dates))) if dates else WORDS["open"])
        return
    said = [f"{found.says[:1].upper()}{found.says[1:]}." if found.says else "", found.story]
    if any(said):
        yield Block("story", " ".join(part for part in said if part))
    for item in taken:
        note = f"{_change(item, board)}; {_origin(item)}"
        yield Block("figure", item.what, amounts.number(item.value or 0), item.unit, note)
    if not taken:
        yield _gap(WORDS["unmeasured"])


def _change(item: Reading, board: Storyboard) -> str:
    """Say how far `item` is from the same measure before, and from what was hoped."""
    old = _same(item, board.before.measures)
    now = amounts.millionths(item.value or 0)
    if old is None or old.value is None:
        return WORDS["unknown"]
    if _key(old.unit) != _key(item.unit):
        return WORDS["unlike"].format(old.unit or "no unit")
    was = amounts.millionths(old.value)
    said = f"{amounts.shown(was)} before" + (f", {_compared(was, now)}" if was != now else "")
    hoped = _same(item, board.after.measures)
    if hoped is None or hoped.value is None or _key(hoped.unit) != _key(item.unit):
        return said
    aim = amounts.millionths(hoped.value)
    way = (aim > was) - (aim < was)
    if now == aim or (now - aim) * way > 0:
        return f"{said}; {amounts.shown(aim)} hoped: reached"
    return f"{said}; {amounts.shown(aim)} hoped: {'on the way' if (now - was) * way > 0 else 'no nearer'}"


def _compared(was: int, now: int) -> str:
    """Say the change, rounded down: in per cent, from three times on as a factor, from 0 as it is."""
    more = "more" if now > was else "less"
    if was <= 0 or now < 0:
        return f"{amounts.shown(abs(now - was))} {more}"
    if now >= 3 * was:
        return f"{amounts.shown(amounts.outward(now * 10**6 // was, up=False))} times as much"
    return f"{abs(now - was) * 100 // was or 'under 1'} % {more}"


def _same(item: Target, among: tuple[Reading, ...] | tuple[Target, ...]) -> Target | None:
    return next((other for other in among if _key(other.what) == _key(item.what)), None)


def _key(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())
