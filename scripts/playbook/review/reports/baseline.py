"""A baseline: an earlier report in JSON whose findings are known, so that only new ones count."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playbook.review.reports.json import FORMAT
from playbook.review.reports.report import MEND


class BaselineError(Exception):
    """The file is no baseline; the message says where, why and how to mend it."""


@dataclass(frozen=True)
class Baseline:
    """The fingerprints that are known, by the name of the repository."""

    known: dict[str, frozenset[str]]

    def of(self, name: str, alone: bool) -> frozenset[str]:
        """Give what is known of the repository `name`.

        Where one repository is reviewed (`alone`) and the baseline holds one, they are the same, whatever the names:
        a CI system checks out into folders of its own.
        """
        if alone and len(self.known) == 1:
            return next(iter(self.known.values()))
        return self.known.get(name, frozenset())


def read_baseline(file: Path) -> Baseline:
    """Give the baseline in `file`. Raises BaselineError."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise _error(file, f"it cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise _error(file, "this is not JSON", line) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("repositories"), list):
        raise _error(file, f"this is no report of `playbook review` in format {FORMAT}")
    known: dict[str, frozenset[str]] = {}
    for entry in data["repositories"]:
        name, prints = _entry(entry, file)
        known[name] = known.get(name, frozenset()) | prints
    return Baseline(known)


def _entry(entry: Any, file: Path) -> tuple[str, frozenset[str]]:
    name = entry.get("name") if isinstance(entry, dict) else None
    prints = entry.get("fingerprints") if isinstance(entry, dict) else None
    if not isinstance(name, str) or not isinstance(prints, list) or not all(isinstance(item, str) for item in prints):
        raise _error(file, "a repository in it has no `name` or no `fingerprints`")
    return name, frozenset(prints)


def _error(file: Path, what: str, line: str = "") -> BaselineError:
    mend = f"make one: playbook review --format json --output {file} PATH"
    return BaselineError(f"{file}{line}: {what}{MEND}{mend}")
