"""The day on which documents are checked, and a terminal without colours."""

from __future__ import annotations

import pytest

from tests.design_docs.commanding import TODAY


@pytest.fixture
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is TODAY for every command."""
    monkeypatch.setattr("playbook.commands.clock.today", lambda: TODAY)
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
