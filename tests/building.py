"""Builds the site for tests: once for all workers of a run, whoever comes first."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from playbook.publish.browser import NoBrowserError
from playbook.publish.papers.printing import print_missing
from playbook.publish.site import BuildError, Target, build
from playbook.records.current import current
from playbook.records.problems import ProblemsError

ROOT = Path(__file__).resolve().parents[1]
SERVED_AT = "http://127.0.0.1:8000/"
"""Tests serve the site at the root of a host, wherever the fork publishes it: the 404 page's addresses follow this."""


def build_once(shared: Path) -> Path:
    """Give the site in the folder `shared` of all workers, built by the first that asks; the others wait.

    It has the papers of workshops as PDF too: those that are not printed yet are printed first.

    A build that failed is not tried again by each worker: they all report its message.
    `PLAYBOOK_SITE` names a site that is built already, for whoever writes tests.
    """
    if built := os.environ.get("PLAYBOOK_SITE"):
        return Path(built)
    site, failed = shared / "site", shared / "site.failed"
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if failed.exists():
            pytest.fail(failed.read_text(encoding="utf-8"), pytrace=False)
        if not site.exists():
            building = shared / "site.building"
            try:
                print_missing(current(ROOT))
                build(ROOT, Target(building, SERVED_AT))
            except (BuildError, NoBrowserError, ProblemsError) as error:
                failed.write_text(f"the site does not build:\n{error}", encoding="utf-8")
                pytest.fail(failed.read_text(encoding="utf-8"), pytrace=False)
            building.rename(site)
    return site


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """Give the folder that all workers of this run share, and no other run does."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
