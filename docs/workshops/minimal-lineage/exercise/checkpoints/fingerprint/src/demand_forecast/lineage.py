"""Which data, and which code: what a deployment writes down, so that one can go back to it."""

import hashlib
from pathlib import Path

from demand_forecast.readings import read


def data_version(path):
    """Give what tells the data in the file `path` from any other: its checksum, and what people recognise it by."""
    hours = read(path)
    return {
        "data": Path(path).name,
        "data_sha256": sha256(path),
        "rows": len(hours),
        "first": hours[0][0].isoformat(timespec="minutes"),
        "last": hours[-1][0].isoformat(timespec="minutes"),
    }


def sha256(path):
    """Give the checksum of the file `path`, which is read in pieces: it may be larger than the memory."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
