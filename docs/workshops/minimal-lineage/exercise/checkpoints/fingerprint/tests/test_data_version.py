import hashlib

import pytest

from demand_forecast.lineage import data_version

HOURS = "time,mwh\n2026-10-25T02:00+02:00,117.4\n2026-10-25T02:00+01:00,119.5\n"


@pytest.fixture
def saved(tmp_path):
    """Give a function that writes a text into a file of that name."""

    def save(name, text):
        (tmp_path / name).write_bytes(text.encode())
        return tmp_path / name

    return save


def test_the_checksum_is_that_of_the_bytes(saved):
    assert data_version(saved("load.csv", HOURS))["data_sha256"] == hashlib.sha256(HOURS.encode()).hexdigest()


def test_another_name_is_the_same_data(saved):
    one, other = (data_version(saved(name, HOURS))["data_sha256"] for name in ("load.csv", "load-new-final.csv"))
    assert one == other


def test_one_digit_is_other_data(saved):
    one, other = (
        data_version(saved("load.csv", text))["data_sha256"] for text in (HOURS, HOURS.replace("117.4", "117.5"))
    )
    assert one != other


def test_people_recognise_it_by_its_rows_and_its_time(saved):
    known = data_version(saved("load.csv", HOURS))
    assert (known["data"], known["rows"]) == ("load.csv", 2)
    assert (known["first"], known["last"]) == ("2026-10-25T02:00+02:00", "2026-10-25T02:00+01:00")
