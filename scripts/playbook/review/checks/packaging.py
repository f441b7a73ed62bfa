"""PKG: the package, what it declares, and what is pinned where."""

from __future__ import annotations

from playbook.review.repository import Repository
from playbook.review.verdict import Check, Finding, Verdict, decide, not_applicable


def ranges(repository: Repository) -> Verdict:
    """PKG003: no pins in the package's own dependencies, and a lower bound on each."""
    if not repository.at("pyproject.toml"):
        return not_applicable("there is no package")
    lines = repository.lines("pyproject.toml")
    found = [
        Finding("pyproject.toml", number, 1, "a pin in the package's dependencies: write a range", line.strip())
        for number, line in enumerate(lines, 1)
        if "==" in line
    ]
    return decide(found, holds="every dependency is a range")


CHECKS: dict[str, Check] = {"PKG003": ranges}
