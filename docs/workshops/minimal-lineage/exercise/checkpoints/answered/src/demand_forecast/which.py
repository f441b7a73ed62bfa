"""Says which data a forecast is from: `python -m demand_forecast.which out/forecast.csv data/load.csv`."""

import json
import sys

from demand_forecast.lineage import record_of, sha256


def answer(forecast, loads):
    """Say which code and data made the file `forecast`, and whether the file `loads` is still that data."""
    said = json.loads(record_of(forecast).read_text(encoding="utf-8"))
    same = sha256(loads) == said["data_sha256"]
    return (
        f"{said['made']} was made by code {said['code']} from {said['data']}: {said['rows']} hours, "
        f"{said['first']} to {said['last']}, sha256 {said['data_sha256']}.\n"
        f"{loads} {'is the same data' if same else 'is other data'}."
    )


if __name__ == "__main__":
    print(answer(*sys.argv[1:]))
