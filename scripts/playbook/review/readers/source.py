"""The solution's Python as checks ask for it: its modules, its tests, what they import, and what they are there for."""

from playbook.review.readers.deploying import deploys
from playbook.review.readers.imports import Import, imports
from playbook.review.readers.modules import Module, is_notebook, source, tests
from playbook.review.readers.purpose import serves, trains
from playbook.review.readers.roots import Root, roots
from playbook.review.readers.scripts import Run, scripts

__all__ = [
    "Import",
    "Module",
    "Root",
    "Run",
    "deploys",
    "imports",
    "is_notebook",
    "roots",
    "scripts",
    "serves",
    "source",
    "tests",
    "trains",
]
