import csv
from pathlib import Path

from demand_forecast.nightly import run

DATA = Path(__file__).parents[1] / "data/load.csv"


def test_the_night_run_writes_the_24_hours_of_tomorrow(tmp_path):
    out = tmp_path / "forecast.csv"
    settings = tmp_path / "settings.yml"
    settings.write_text(f"load: {DATA.as_posix()}\nout: {out.as_posix()}\n", encoding="utf-8")
    run(str(settings))
    with open(out, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 24
    assert rows[0]["hour"] == "2026-05-01T00:00"
    assert all(200 < float(row["mw"]) < 700 for row in rows)
