import csv
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"


def test_the_file_has_an_hour_and_a_load():
    with open(DATA / "load.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 575
    assert set(rows[0]) == {"hour", "mw"}
