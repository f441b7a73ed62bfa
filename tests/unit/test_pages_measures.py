"""The pages of the measures: the figure shows what was counted and fits its frame; pages say what records say."""

from __future__ import annotations

import datetime
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from playbook.pages.figures.deployments import INKS, slide, timeline
from playbook.pages.figures.drawing import WIDTH
from playbook.pages.figures.lettering import width
from playbook.pages.measures import example, hours, measure_index, measure_rest, measure_top
from playbook.pages.text import plain
from playbook.priorities.deployments.found import Found
from playbook.priorities.deployments.measured import Measured, measured
from playbook.records.loader import load
from playbook.records.measure import Measure
from tests.priorities.deploying import every, on
from tests.site.contrast import LIGHT, tokens
from tests.unit.drawn import drawn
from tests.unit.made import cells, here, rendered

SIZES = {"says": 18.0, "says-s": 15.0, "axis": 13.0}
LIBRARY = load(Path(__file__).resolve().parents[2])


def counted(days: list[str], period: tuple[str, ...], each: int = 1, name: str = "forecast") -> Measured:
    """Measure `each` deployments on each day; `period` has the first day, the last, and perhaps the one between."""
    day = datetime.date.fromisoformat
    since, until, *compare = map(day, period)
    return measured(Found("git", name, on(*days, each=each)), day("2026-11-27"), since, until, *compare)


def marks(svg: Any) -> list[tuple[float, float, float, float]]:
    """Give (left, top, right, bottom) of each mark."""
    found = []
    for path in svg.iter("path"):
        if (path.get("class") or "").startswith("k-"):
            for x, y, wide, high in re.findall(r"M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+z", path.get("d")):
                found.append((float(x), float(y), float(x) + float(wide), float(y) + float(high)))
    return found


CASES = [
    pytest.param(
        every(91, "2025-01-15", "2025-12-31") + every(1, "2026-01-12", "2026-10-30", range(5)),
        ("2025-01-01", "2026-10-30", "2026-01-12"),
        1,
        1,
        id="a few, then every day",
    ),
    pytest.param(every(7, "2025-01-01", "2025-12-31"), ("2025-01-01", "2025-12-31"), 1, 1, id="one period"),
    pytest.param(["2026-03-03"], ("2026-03-03", "2026-03-03"), 1, 1, id="one day"),
    pytest.param(["2026-03-03"], ("2026-03-01", "2026-03-20", "2026-03-10"), 1, 1, id="nothing after"),
    pytest.param(
        every(1, "2010-01-01", "2025-12-31"), ("2010-01-01", "2025-12-31", "2025-06-01"), 1, 3, id="sixteen years"
    ),
    pytest.param(
        every(1, "2026-01-05", "2026-02-27", range(5)),
        ("2026-01-05", "2026-02-27", "2026-02-02"),
        12,
        1,
        id="twelve a working day",
    ),
    pytest.param(
        ["2025-01-01", *every(1, "2026-01-05", "2026-02-27")],
        ("2025-01-01", "2026-02-27", "2026-02-26"),
        100,
        20,
        id="a narrow plate, a hundred a day",
    ),
]
"""Days, the period and perhaps the day between, deployments a day, and for how many a mark may stand."""


@pytest.mark.parametrize(("days", "period", "each", "most"), CASES)
def test_a_mark_is_a_deployment_and_nothing_overlaps(
    days: list[str], period: tuple[str, ...], each: int, most: int
) -> None:
    figure = drawn(timeline("fig", counted(days, period, each), "Made up."))
    svg, count = figure.find("svg"), len(days) * each
    placed = sorted(marks(svg))
    told = re.search(r"One mark is up to (\d+) deployments", svg.findtext("desc"))
    worth = int(told[1]) if told else 1
    assert 1 <= worth <= most
    assert count / worth <= len(placed) <= count
    assert (worth > 1) == ("One mark is up to" in figure.findtext("figcaption"))
    frame = next(rect for rect in svg.iter("rect") if rect.get("class") == "frame")
    x, y, wide, high = (float(frame.get(key)) for key in ("x", "y", "width", "height"))
    for left, top, right, bottom in placed:
        assert x - 0.1 <= left < right <= x + wide + 1.1
        assert y <= top < bottom <= y + high + 0.1
        assert right - left >= 1
        assert bottom - top >= 1
    for one, other in pairwise(placed):
        assert one[2] <= other[0] + 0.1 or one[3] <= other[1] + 0.1 or other[3] <= one[1] + 0.1, "marks overlap"


@pytest.mark.parametrize(("days", "period", "each", "most"), CASES)
def test_words_fit_beside_one_another(days: list[str], period: tuple[str, ...], each: int, most: int) -> None:
    assert most
    svg = drawn(timeline("fig", counted(days, period, each))).find("svg")
    _x, _y, wide, height = (float(part) for part in svg.get("viewBox").split())
    assert wide == WIDTH
    placed = []
    for text in svg.iter("text"):
        size = next((SIZES[key] for key in reversed(text.get("class").split()) if key in SIZES), 14.0)
        span = width(text.text, size)
        x, y = float(text.get("x")), float(text.get("y"))
        left = x - span if text.get("text-anchor") == "end" else x
        assert (left >= 0, left + span <= wide) == (True, True), text.text
        assert 0 < y - size * 0.74 < y + size * 0.2 < height, text.text
        placed.append((y, left, left + span, text.text))
    for one, other in pairwise(sorted(placed)):
        assert one[0] != other[0] or one[2] + 4 < other[1], f"{one[3]} and {other[3]} overlap"


def test_the_figure_holds_classes_and_no_colours_and_says_all_in_words() -> None:
    days = every(91, "2025-01-15", "2025-12-31") + every(1, "2026-01-12", "2026-10-30", range(5))
    figure = timeline("fig", counted(days, ("2025-01-01", "2026-10-30", "2026-01-12")), "Made up.")
    assert not re.search(r"#[0-9a-f]{3,6}\b|style=|stroke=|fill=", figure)
    said = drawn(figure).find("svg").findtext("desc")
    assert "Before 12 January 2026: 4 times a year; 4 deployments in 376 days." in said
    assert "From 12 January 2026: every working day; 210 deployments in 292 days." in said
    assert "times as often, allowing for chance." in said


def test_a_name_that_is_too_long_or_markup_stays_within_the_slide() -> None:
    nasty = counted(["2026-03-03"], ("2026-03-01", "2026-03-20"), name="<b>&" + "W" * 76)
    svg = drawn(slide(nasty))
    ns = "{http://www.w3.org/2000/svg}"
    title = next(text for text in svg.iter(f"{ns}text") if text.get("class") == "title")
    assert title.text.endswith("…")
    assert width(title.text, 34) * 1.2 <= 880
    assert "<b>&" in svg.findtext(f"{ns}title")


def test_the_inks_of_the_slide_are_those_of_the_style_sheet(root: Path) -> None:
    css = (root / "docs/assets/stylesheets/tokens.css").read_text(encoding="utf-8")
    light = tokens(css, LIGHT)
    assert {name: light[name] for name in INKS} == INKS


def test_the_worked_example_is_the_one_of_its_pain_point() -> None:
    record = LIBRARY.get(Measure, "deployment-frequency")
    found = example(LIBRARY.root, record)
    assert found.before is not None
    assert found.after is not None
    assert (found.before.rhythm.words, found.after.rhythm.words) == ("4 times a year", "every working day")
    assert found.after.rhythm.count * 2 == 214, "PP-001 says 214 a year, counted from April to September"


def test_the_index_has_every_measure_with_what_its_record_says() -> None:
    table = cells(rendered(measure_index(here(LIBRARY, "priorities/measures/index.md"))))
    records = LIBRARY.all(Measure)
    assert len(records) == 5
    for row, record in zip(table[1:], records, strict=True):
        other = LIBRARY.get(Measure, record.counterpart)
        assert row == [record.title, record.answers, record.unit, hours(record.minutes_of_baseline), other.title]


@pytest.mark.parametrize("record", LIBRARY.all(Measure), ids=lambda record: record.id)
def test_a_page_says_all_of_its_record(record: Measure) -> None:
    at = here(LIBRARY, f"priorities/measures/{record.id}.md")
    tree = rendered(measure_top(at, record) + "\n\n" + measure_rest(at, record))
    said = " ".join(tree.text_content().split())
    parts = [record.unit, record.definition, record.because, record.says, *record.lies_when]
    parts += [step.do for step in record.baseline] + [f"{step.minutes} min" for step in record.baseline]
    parts += [text for item in record.gamed for text in (item.how, item.shown_by)]
    parts += [text for column in record.columns for text in (column.name, column.holds)]
    flat = re.sub(r"\s+(dora|own|[TP]\d\d)\b", "", said)
    for part in parts:
        assert plain(part).replace("`", "") in flat, part
    assert "made up" in said


@pytest.mark.parametrize(
    ("minutes", "says"), [(45, "45 minutes"), (60, "1 hour"), (90, "1½ hours"), (120, "2 hours"), (390, "6½ hours")]
)
def test_spans_are_said_in_halves_of_hours(minutes: int, says: str) -> None:
    assert hours(minutes) == says
