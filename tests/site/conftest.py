"""The facts of the built site, read once for each worker."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.html_pass import Site, read_site


@pytest.fixture(scope="session")
def facts(site: Path) -> Site:
    """What is known of every page."""
    return read_site(site)
