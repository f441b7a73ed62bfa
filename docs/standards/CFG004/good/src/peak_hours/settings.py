"""The parameters, checked before anything runs."""

import tomllib

KINDS = {"days_back": int, "megawatts": int}


def load(path):
    """Give the parameters in the TOML file `path`. Raises ValueError with the key that is wrong."""
    with open(path, "rb") as file:
        settings = tomllib.load(file)
    for key in sorted(settings.keys() ^ KINDS.keys()):
        fault = "missing" if key in KINDS else "unknown"
        raise ValueError(f"{path}: {key} is {fault}")
    for key, kind in KINDS.items():
        if not isinstance(settings[key], kind):
            raise ValueError(f"{path}: {key} is {settings[key]!r}, no {kind.__name__}")
    return settings
