"""Contexts that the tests of all pages share: opening one costs more than judging a page in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.views import View, views


@pytest.fixture(scope="session")
def both_schemes(browser: Browser) -> Iterator[list[View]]:
    """A view in light and one in dark."""
    with views(browser) as found:
        yield found
