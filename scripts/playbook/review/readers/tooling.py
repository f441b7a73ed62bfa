"""Folders of Python that a tool runs, and that are no source: the steps of behave, the hooks of templates."""

from __future__ import annotations

import re

from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

_TEMPLATES = ("cookiecutter.json", "copier.yml", "copier.yaml", "databricks_template_schema.json")
_STEPS = re.compile(r"^(?:from|import)[ \t]+(?:behave|pytest_bdd|lettuce|radish)\b", re.MULTILINE)


def hooks(repository: Repository) -> frozenset[str]:
    """Give the folders of hooks that lie beside the settings of a template: its engine runs them."""
    found = (path.rpartition("/")[0] for path in repository.named(*_TEMPLATES))
    return repository.once("tooling.hooks", lambda: frozenset(f"{folder}/hooks".lstrip("/") for folder in found))


def features(repository: Repository) -> frozenset[str]:
    """Give the folders of feature files (Gherkin), with those of the steps that carry them out."""
    return repository.once("tooling.features", lambda: _features(repository))


def _features(repository: Repository) -> frozenset[str]:
    folders = {path.rpartition("/")[0] for path in repository.suffixed(".feature")}
    folders |= {folder.rpartition("/")[0] for folder in folders if folder.rpartition("/")[0].endswith("features")}
    folders.discard("")
    return frozenset(folders | {f"{folder}/steps" for folder in folders})


def carries_out_features(repository: Repository, path: str) -> bool:
    """Tell whether a file is a step of behave or the like: by its place, or by what it imports."""
    some = features(repository)
    if not some:
        return False
    folder, _, name = path.rpartition("/")
    if any(f"{folder}/".startswith(f"{one}/") for one in some if one.endswith("/steps")):
        return True
    if folder in some and name == "environment.py":
        return True
    try:
        return bool(_STEPS.search(repository.text(path)))
    except UnreadError:
        return False
