"""What is wrong with a value of the front matter, and what it looks like when it is right."""

from __future__ import annotations

import re

from playbook.design_docs.writing import PLACEHOLDER
from playbook.records.problems import Problem

_FORMS = {
    "template": "write the template and its version: `decision-record@2`",
    "id": "write DD- and the four digits of the file's name: DD-0007",
    "supersedes": "write DD- and the four digits of its file's name: DD-0007",
    "superseded_by": "write DD- and the four digits of its file's name: DD-0007",
    "who": 'write the id of a role, such as `tech-lead`, or the handle of a person or a team, such as `"@handle"`',
}
"""What a value looks like, in words: a pattern is nothing for a tired reader."""


def plainer(problem: Problem) -> Problem:
    """Say what a value looks like, where pydantic gives the pattern that it must match."""
    what, mend = problem.what, problem.mend
    key = re.split(r"[.`]", what)[1]
    if re.match(r"`accepted(?:\.\d+)?` must be ", what):
        mend = "write who and when, one a line: `- {by: tech-lead, on: 2026-11-27}`"
    if mend.startswith("it must match"):
        mend = _FORMS.get(key, _FORMS["who"])
    if f"'{PLACEHOLDER}'" in what or f"['{PLACEHOLDER}']" in what:
        what = f"`{what.split('`')[1]}` is not filled in: {PLACEHOLDER} is left"
    return Problem(problem.place, what, mend)
