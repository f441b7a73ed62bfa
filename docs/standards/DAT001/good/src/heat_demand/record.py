"""What belongs to a deployment, so that one can go back to it."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path


def record(code, build, data):
    """Give the commit, the build, and the checksum of the file `data`."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "code": code,
        "build": build,
        "data": Path(data).name,
        "data_sha256": hashlib.sha256(Path(data).read_bytes()).hexdigest(),
    }
