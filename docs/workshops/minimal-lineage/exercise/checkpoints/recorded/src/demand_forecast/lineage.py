"""Which data, and which code: what a deployment writes down, so that one can go back to it."""

import hashlib
import json
from datetime import UTC, datetime
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


def record_of(file):
    """Give where the record of `file` lies: beside it."""
    return Path(file).with_suffix(".record.json")


def record(made, code, data):
    """Write beside the file `made` that the commit `code` made it from the file `data`; give what was written."""
    said = {"made": Path(made).name, "at": datetime.now(UTC).isoformat(timespec="seconds"), "code": code}
    said |= data_version(data)
    record_of(made).write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")
    return said
