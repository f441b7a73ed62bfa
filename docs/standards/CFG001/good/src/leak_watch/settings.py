"""The parameters, read in this one place."""

import tomllib
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """Where the flow is read, which meters are left out, and above what a meter is suspect."""

    flow: str
    left_out: list[str]
    litres_an_hour: float


def load(path):
    """Give the settings in the TOML file `path`."""
    with open(path, "rb") as file:
        return Settings(**tomllib.load(file))
