"""The model: typed records, read from front matter and YAML, checked once. Imports nothing of the other rooms."""

from playbook.records.library import Entry, Library
from playbook.records.loader import load
from playbook.records.problems import Place, Problem, ProblemsError

__all__ = ["Entry", "Library", "Place", "Problem", "ProblemsError", "load"]
