"""The checks: one file a family, or a part of one. A new check is a function there, a line in its table,
and `decides` on the standard's page; a new file is a line here."""

from __future__ import annotations

from playbook.review.checks import (
    ci,
    configuration,
    decisions,
    declarations,
    deployment,
    images,
    indexes,
    layout,
    lineage,
    logs,
    models,
    notebooks,
    packaging,
    pins,
    repository,
    secrets,
    testing,
)
from playbook.review.verdict import Check

_FILES = (repository, ci, packaging, declarations, pins, indexes, images, configuration, secrets, testing, notebooks)
_MORE = (layout, lineage, models, deployment, logs, decisions)

CHECKS: dict[str, Check] = {key: check for file in (*_FILES, *_MORE) for key, check in file.CHECKS.items()}
"""Every check of the playbook by the ID of its standard."""
