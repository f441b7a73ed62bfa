"""The parameters of a run, all from one file, checked before anything is read."""

import tomllib

KINDS = {"loads": str, "purchase": str, "days": int, "margin_percent": float, "lot_mwh": float}
"""Every parameter that there is, and its type. A whole number will do for a float."""


def load(path):
    """Give the parameters in the TOML file `path`. Raises ValueError, which names the file and the key."""
    with open(path, "rb") as file:
        settings = tomllib.load(file)
    for key in sorted(settings.keys() ^ KINDS.keys()):
        fault = "is missing" if key in KINDS else f"is unknown; known are {', '.join(KINDS)}"
        raise ValueError(f"{path}: {key} {fault}")
    for key, kind in KINDS.items():
        value = settings[key]
        if type(value) is not kind and not (kind is float and type(value) is int):
            raise ValueError(f"{path}: {key} is {value!r}, which is no {kind.__name__}")
    for key in ("days", "lot_mwh"):
        if settings[key] <= 0:
            raise ValueError(f"{path}: {key} is {settings[key]}, and has to be above zero")
    return settings
