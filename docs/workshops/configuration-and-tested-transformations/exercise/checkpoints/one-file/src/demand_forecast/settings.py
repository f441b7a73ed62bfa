"""The parameters of a run, all from one file."""

import tomllib


def load(path):
    """Give the parameters in the TOML file `path`."""
    with open(path, "rb") as file:
        return tomllib.load(file)
