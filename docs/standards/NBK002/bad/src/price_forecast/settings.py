"""The parameters of a run."""

import tomllib
from pathlib import Path


def settings(path="config.toml"):
    """Give the parameters that stand in the file `path`."""
    return tomllib.loads(Path(path).read_text(encoding="utf-8"))
