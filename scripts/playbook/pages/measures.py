"""Measures."""

from __future__ import annotations

from playbook.pages.here import Here
from playbook.records.measure import Measure


def measure_index(here: Here) -> str:  # noqa: ARG001
    """Being written."""
    return ""


def deployments_figure(here: Here) -> str:  # noqa: ARG001
    """Being written."""
    return ""


def measure_top(here: Here, measure: Measure) -> str:  # noqa: ARG001
    """Being written."""
    return ""


def measure_rest(here: Here, measure: Measure) -> str:  # noqa: ARG001
    """Being written."""
    return ""
