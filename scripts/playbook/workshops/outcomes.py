"""A plugin of pytest that writes down how each test ended, a JSON object a line.

`trying.py` puts a copy of this file beside the tests of an exercise. It runs in the participant's Python, where this
package need not be installed: so it imports nothing but the standard library.
"""

import json
import os
from typing import Any

FILE = "PLAYBOOK_EXERCISE_OUTCOMES"
"""The environment variable that names the file to write to."""


def _note(name: str, how: str, why: str) -> None:
    with open(os.environ[FILE], "a", encoding="utf-8") as file:
        file.write(json.dumps({"name": name, "how": how, "why": why}) + "\n")


def _why(report: Any) -> str:
    """Give the first line of why it failed, or for a file that could not be imported, the last."""
    crash = getattr(report.longrepr, "reprcrash", None)
    if crash is not None:
        lines = str(crash.message).strip().splitlines()
        return lines[0] if lines else ""
    lines = [line.strip() for line in str(report.longrepr).splitlines() if line.strip()]
    errors = [line[1:].strip() for line in lines if line.startswith("E ")]
    return errors[0] if errors else lines[-1] if lines else ""


def pytest_runtest_logreport(report: Any) -> None:
    """Write down a test; its setting up and taking down only if they fail or skip it."""
    if report.failed or report.when == "call" or report.skipped:
        why = str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else _why(report) if report.failed else ""
        _note(report.nodeid, report.outcome, why)


def pytest_collectreport(report: Any) -> None:
    """Write down a file that could not be imported."""
    if report.failed:
        _note(report.nodeid, "failed", _why(report))
