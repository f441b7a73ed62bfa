"""What belongs to a deployment, so that one can go back to it."""

from datetime import UTC, datetime


def record(code, build):
    """Give the commit and the build."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "code": code,
        "build": build,
    }
