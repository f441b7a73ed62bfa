"""The parameters, read in this one place."""

from pathlib import Path

import yaml


def limits(folder):
    """Give the highest pressure of each pump, in bar."""
    return yaml.safe_load(Path(folder, "limits.yml").read_text(encoding="utf-8"))


def sites(folder):
    """Give the pumps of each site."""
    return yaml.safe_load(Path(folder, "sites.yml").read_text(encoding="utf-8"))
