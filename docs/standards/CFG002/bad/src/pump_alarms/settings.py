"""The parameters, read in this one place."""

import configparser
from pathlib import Path

import yaml


def limits(folder):
    """Give the highest pressure of each pump, in bar."""
    file = configparser.ConfigParser()
    file.read(Path(folder, "limits.ini"), encoding="utf-8")
    return {pump.upper(): float(bar) for pump, bar in file["bar"].items()}


def sites(folder):
    """Give the pumps of each site."""
    return yaml.safe_load(Path(folder, "sites.yml").read_text(encoding="utf-8"))
