"""The papers of the built site, read once for each worker."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.site.html_pass import Site, read_page, read_site


@pytest.fixture(scope="session")
def papers(site: Path) -> Site:
    """Every HTML paper, as the gates of the site's pages read them."""
    facts = read_site(site)
    found = [read_page(site, file) for file in sorted(site.glob("workshops/**/papers/*.html"))]
    return replace(facts, pages={page.url: page for page in found})


@pytest.fixture(scope="session")
def everything(papers: Site, site: Path) -> Site:
    """Papers and pages together, for links from one to the other."""
    return replace(papers, pages=papers.pages | read_site(site).pages)
