"""Deployments from files: what a CSV and GitHub's list may be, what is refused and where, and any bytes at all."""

from __future__ import annotations

import datetime
import json
import zoneinfo
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook.priorities.deployments import files
from playbook.priorities.deployments.files import read_csv, read_github
from playbook.priorities.deployments.found import Found, RefusedError, shown
from playbook.priorities.deployments.moments import moment
from tests.priorities.deploying import NOW

AMSTERDAM = zoneinfo.ZoneInfo("Europe/Amsterdam")


def of_csv(
    folder: Path, content: str | bytes, *environments: str, column: str = "", zone: datetime.tzinfo = datetime.UTC
) -> Found:
    file = folder / "list.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return read_csv(file, zone, NOW, environments, column)


def of_github(folder: Path, content: Any, *environments: str) -> Found:
    file = folder / "list.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return read_github(file, datetime.UTC, NOW, environments)


def item(day: str, environment: str = "production", **more: Any) -> dict[str, Any]:
    return {
        "id": 1,
        "sha": "a84d88e7",
        "ref": "main",
        "environment": environment,
        "created_at": f"{day}T09:00:00Z",
    } | more


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("date\n2026-03-01\n2026-03-02\n", id="one column"),
        pytest.param("\ufeffDate;Name\r\n2026-03-02;b\r\n2026-03-01;a\r\n", id="semicolons, BOM, line ends of Windows"),
        pytest.param("name\tdeployed_at\n\n'=a\t2026-03-01T10:00Z\nb\t2026-03-02 10:00\n", id="tabs, an empty line"),
        pytest.param('"what\nit is",day\n"a\nb",2026-03-01\nc,2026-03-02', id="quoted line breaks, no end"),
        pytest.param("date,version\r2026-03-01,a\r2026-03-02,b\r", id="line ends of long ago"),
    ],
)
def test_a_csv_needs_a_column_of_dates(tmp_path: Path, content: str) -> None:
    assert [str(one.day) for one in of_csv(tmp_path, content).deployments] == ["2026-03-01", "2026-03-02"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param("", "the file is empty", id="empty"),
        pytest.param("\n\n  \n", "the file is empty", id="blank"),
        pytest.param("date\n", "there is a head and no deployment", id="head alone"),
        pytest.param("2026-03-01\n2026-03-02\n", "line 1: no column of dates; there are: 2026-03-01", id="no head"),
        pytest.param("date,x\n2026-03-01,\n,a\n", "line 3, column date: there is no date", id="no date"),
        pytest.param("date\n3/4/2026\n", r"line 2, column date: '3/4/2026' is no date such as", id="two meanings"),
        pytest.param("date\n2026-02-30\n", "'2026-02-30' is no day or time that there is", id="no such day"),
        pytest.param("date\n0026-02-03\n", "is no year in which somebody deployed", id="no such year"),
        pytest.param("date\n2026-02-03T10:00+99:00\n", "an offset that no time zone has", id="no such offset"),
        pytest.param('date\n"2026-03-01\n', "this is no CSV: unexpected end of data", id="open quotes"),
        pytest.param(b"date\n\xff\xfe", "not UTF-8", id="no text"),
        pytest.param("date\n٢٠٢٦-٠٣-٠١\n", "is no date such as", id="digits of another script"),
        pytest.param(
            "date\n2026-03-01\n\x1b[31m\u202e\n",
            r"line 3, column date: '\\\\x1b\[31m\\\\u202e' is no date",
            id="escapes",
        ),
    ],
)
def test_a_csv_that_cannot_be_counted_says_where(tmp_path: Path, content: str | bytes, says: str) -> None:
    with pytest.raises(RefusedError, match=says):
        of_csv(tmp_path, content)


def test_all_dates_at_fault_are_told_at_once_and_many_are_counted(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        of_csv(tmp_path, 'date,x\n"never",1\n2026-03-01,"a\nb"\n' + "soon,2\n" * 12)
    lines = str(refused.value).splitlines()
    assert lines[0] == "list.csv: 13 dates cannot be read, so nothing is counted:"
    assert lines[1:3] == [
        "  line 2, column date: 'never' is no date such as 2026-03-31 or 2026-03-31T14:05Z",
        "  line 5, column date: 'soon' is no date such as 2026-03-31 or 2026-03-31T14:05Z",
    ]
    assert lines[-2] == "  and 3 more"
    assert "3/4/2026 means two days" in lines[-1]


def test_a_column_can_be_named(tmp_path: Path) -> None:
    assert len(of_csv(tmp_path, "Live seit,x\n2026-03-01,y\n", column="live seit").deployments) == 1
    with pytest.raises(RefusedError, match=r"no column of dates; there are: live seit, x\n    mend: call it when"):
        of_csv(tmp_path, "Live seit,x\n2026-03-01,y\n", column="when")


def test_a_date_is_that_day_everywhere_and_a_time_is_one_of_the_zone() -> None:
    noon = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
    assert moment("2026-03-01", zoneinfo.ZoneInfo("Pacific/Kiritimati")) == (noon, datetime.date(2026, 3, 1))
    assert moment("2026-03-01T00:30", AMSTERDAM) == (
        datetime.datetime(2026, 2, 28, 23, 30, tzinfo=datetime.UTC),
        datetime.date(2026, 3, 1),
    )
    assert moment("2026-02-28T23:30Z", AMSTERDAM)[1] == datetime.date(2026, 3, 1)
    assert moment("2026-02-28 19:30:59.5 -0400", AMSTERDAM)[1] == datetime.date(2026, 3, 1)
    assert moment("2016-12-31T23:59:60Z", datetime.UTC)[0].second == 59
    skipped, twice = moment("2026-03-29T02:30", AMSTERDAM), moment("2026-10-25T02:30", AMSTERDAM)
    assert (skipped[1].day, twice[1].day) == (29, 25)


def test_days_and_moments_in_one_file_stand_in_the_order_of_the_days(tmp_path: Path) -> None:
    found = of_csv(
        tmp_path, "date\n2026-01-02\n2026-01-02T11:00Z\n2026-02-02\n", zone=zoneinfo.ZoneInfo("Pacific/Kiritimati")
    )
    assert [one.day.isoformat() for one in found.deployments] == ["2026-01-02", "2026-01-03", "2026-02-02"]


def test_what_lies_ahead_is_left_out_and_today_is_not(tmp_path: Path) -> None:
    found = of_csv(tmp_path, "date\n2026-11-26\n2026-11-27\n2026-11-28\n")
    assert len(found.deployments) == 2
    assert "1 deployment dated in the future is left out." in found.notes
    early = NOW.replace(hour=1)
    assert len(read_csv(tmp_path / "list.csv", datetime.UTC, early).deployments) == 2


@pytest.mark.parametrize(
    "content",
    [
        pytest.param([item("2026-03-02"), item("2026-03-01")], id="one page"),
        pytest.param(
            json.dumps([item("2026-03-02")]) + "\n" + json.dumps([item("2026-03-01")]), id="pages one after the other"
        ),
        pytest.param([[item("2026-03-02")], [item("2026-03-01")]], id="slurped"),
    ],
)
def test_githubs_list_is_read_in_each_form_that_gh_prints(tmp_path: Path, content: Any) -> None:
    found = of_github(tmp_path, content)
    assert [(str(one.day), one.name, one.commit, one.environment) for one in found.deployments] == [
        ("2026-03-01", "main", "a84d88e7", "production"),
        ("2026-03-02", "main", "a84d88e7", "production"),
    ]
    assert any("whether it succeeded stands in its statuses" in note for note in found.notes)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param("", "the list has no deployments", id="empty"),
        pytest.param("[]", "the list has no deployments", id="no items"),
        pytest.param("{", "this is no JSON", id="cut off"),
        pytest.param("[" * 100_000, "this is no JSON", id="deep"),
        pytest.param("[1" + "0" * 5000 + "]", "this is no JSON|no date", id="a huge number"),
        pytest.param(
            {"message": "Not Found", "status": "404"}, "an answer of GitHub that says 'Not Found'", id="an error"
        ),
        pytest.param([item("2026-03-01"), {"id": 2}, 7], "2 dates cannot be read", id="not all are deployments"),
        pytest.param(
            [item("2026-03-01", created_at=["x"])], "deployment 1, created_at: there is no date", id="no string"
        ),
        pytest.param([{"created_at": "<script>"}], "'<script>' is no date", id="markup"),
    ],
)
def test_a_list_that_cannot_be_counted_says_why(tmp_path: Path, content: Any, says: str) -> None:
    with pytest.raises(RefusedError, match=says):
        of_github(tmp_path, content)


def test_environments_are_never_mixed_unasked(tmp_path: Path) -> None:
    mixed = [item("2026-03-01"), item("2026-03-02", "staging"), item("2026-03-03", "staging")]
    with pytest.raises(
        RefusedError, match=r"2 environments: staging 2, production 1\n    mend: .*--environment staging"
    ):
        of_github(tmp_path, mixed)
    found = of_github(tmp_path, mixed, "production")
    assert [str(one.day) for one in found.deployments] == ["2026-03-01"]
    assert "2 deployments to other environments left out." in found.notes
    assert len(of_github(tmp_path, mixed, "production", "staging").deployments) == 3
    with pytest.raises(RefusedError, match=r"no deployment to prod; there are: staging 2, production 1"):
        of_github(tmp_path, mixed, "prod")
    table = "date,environment\n2026-03-01,production\n2026-03-02,staging\n"
    with pytest.raises(RefusedError, match="2 environments"):
        of_csv(tmp_path, table)
    assert len(of_csv(tmp_path, table, "staging").deployments) == 1


def test_files_that_are_too_large_or_not_there_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RefusedError, match="cannot be read: No such file"):
        read_csv(tmp_path / "none.csv", datetime.UTC, NOW)
    with pytest.raises(RefusedError, match="cannot be read: Is a directory"):
        read_github(tmp_path, datetime.UTC, NOW)
    monkeypatch.setattr(files, "MOST_ROWS", 2)
    with pytest.raises(RefusedError, match="more than 2 rows"):
        of_csv(tmp_path, "date\n" + "2026-03-01\n" * 3)
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    with pytest.raises(RefusedError, match="it is larger than 0 MB"):
        of_csv(tmp_path, "date\n2026-03-01\n")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("v1.0 – ä", "v1.0 – ä"),
        ("a\tb\nc", "a b c"),
        ("\x1b[31m\x00\u202e\u200d\U000e0041", "\\x1b[31m\\x00\\u202e\\u200d\\U000e0041"),
        ("\udcff", "\\xff"),
        ("x" * 200, "x" * 79 + "…"),
    ],
)
def test_somebodys_text_is_shown_on_one_line(text: str, says: str) -> None:
    assert shown(text) == says


ANY_CELL = st.one_of(
    st.sampled_from(["date", "2026-03-01", "2026-03-01T10:00+05:30", '"', "'=1", "environment"]), st.text(max_size=30)
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=400),
        st.lists(st.lists(ANY_CELL, max_size=4).map(",".join), max_size=6).map(
            lambda rows: "\n".join(["date,name", *rows]).encode("utf-8", "replace")
        ),
    )
)
def test_any_csv_is_read_or_refused(tmp_path: Path, content: bytes) -> None:
    with suppress(RefusedError):
        found = of_csv(tmp_path, content)
        assert all(shown(one.name) == one.name for one in found.deployments)
        assert [one.at for one in found.deployments] == sorted(one.at for one in found.deployments)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just("2026-03-01T10:00:00Z"),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["created_at", "environment", "sha", "ref", "message"]) | st.text(max_size=5),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    JSON.map(lambda value: json.dumps(value))
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace").decode())
)
def test_any_json_is_read_or_refused(tmp_path: Path, content: str) -> None:
    with suppress(RefusedError):
        assert all(one.at.tzinfo for one in of_github(tmp_path, content).deployments)
