"""The papers of the built site, read once for each worker."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.site.html_pass import Site, read_page, read_site


@pytest.fixture(scope="session")
def everything(site: Path) -> Site:
    """Every page and every HTML paper, as the gates of the site read them."""
    facts = read_site(site)
    found = [read_page(site, file) for file in sorted(site.glob("workshops/**/papers/*.html"))]
    return replace(facts, pages=facts.pages | {page.url: page for page in found})


@pytest.fixture(scope="session")
def papers(everything: Site) -> Site:
    """The papers alone."""
    return replace(everything, pages={url: page for url, page in everything.pages.items() if "/papers/" in url})
