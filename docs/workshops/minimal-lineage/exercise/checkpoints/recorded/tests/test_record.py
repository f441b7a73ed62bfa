import hashlib
import json
from pathlib import Path

import pytest

from demand_forecast.train import train

LOADS = Path(__file__).parents[1] / "data" / "load.csv"


@pytest.fixture
def settings(tmp_path):
    """Give settings that write into a folder of their own."""
    return {"loads": LOADS, "model": tmp_path / "model.json", "forecast": tmp_path / "forecast.csv", "weeks": 3}


def test_a_model_has_a_record_beside_it(settings, tmp_path):
    train(settings, code="4d8f2b6")
    said = json.loads((tmp_path / "model.record.json").read_text(encoding="utf-8"))
    assert said["code"] == "4d8f2b6"
    assert said["data_sha256"] == hashlib.sha256(LOADS.read_bytes()).hexdigest()
    assert (said["data"], said["rows"]) == ("load.csv", 501)


def test_nothing_is_learned_without_a_commit(settings):
    with pytest.raises(TypeError, match="code"):
        train(settings)
