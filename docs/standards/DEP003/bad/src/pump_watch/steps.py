"""The three steps of a night, a command each. They hand files on in the folder `night`."""

import json
import tomllib
from pathlib import Path

import numpy as np

from pump_watch.usage import running_hours, starts

NIGHT = Path("night")


def load():
    """Write 0 or 1 for each minute, from the current of the motor."""
    idle = tomllib.loads(Path("pump.toml").read_text())["idle_ampere"]
    current = np.loadtxt(NIGHT / "current.csv")
    np.savetxt(NIGHT / "switch.csv", (current > idle).astype(int), fmt="%d")


def usage():
    """Write hours and starts."""
    switch = np.loadtxt(NIGHT / "switch.csv")
    found = {"hours": running_hours(switch), "starts": starts(switch)}
    (NIGHT / "usage.json").write_text(json.dumps(found))


def report():
    """Write the line of the report."""
    found = json.loads((NIGHT / "usage.json").read_text())
    (NIGHT / "report.md").write_text("{hours:.1f} h, {starts} starts\n".format(**found))
