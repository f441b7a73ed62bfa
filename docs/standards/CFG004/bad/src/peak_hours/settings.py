"""The parameters."""

import tomllib


def load(path):
    """Give the parameters in the TOML file `path`; what is not there has its usual value."""
    with open(path, "rb") as file:
        return {"days_back": 30, "megawatts": 800} | tomllib.load(file)
