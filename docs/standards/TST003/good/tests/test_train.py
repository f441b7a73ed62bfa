import json

import joblib
import pandas as pd

from wind_power.features import wind_features
from wind_power.train import train


def test_a_tiny_training_goes_to_the_end(tmp_path):
    speed = [3.0, 5.0, 7.0, 9.0]
    hours = pd.DataFrame({"speed": speed, "power": [v**3 for v in speed]})
    hours.to_csv(tmp_path / "hours.csv")
    train(tmp_path / "hours.csv", tmp_path / "new" / "folder", full=12.0)
    model = joblib.load(tmp_path / "new/folder/model.joblib")
    power = model.predict(wind_features(hours["speed"], full=12.0))
    assert power.round().tolist() == [27, 125, 343, 729]
    error = json.loads((tmp_path / "new/folder/error.json").read_text())
    assert error["error"] < 1
