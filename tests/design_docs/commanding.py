"""What tests of `playbook design` share: a document that holds, the day, the command, a repository."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path

from click.testing import CliRunner, Result

from playbook.commands import main

TODAY = datetime.date(2026, 11, 27)

SOUND = """\
---
template: decision-record@2
id: DD-0001
title: "One table for prices"
status: draft
stage: problem
tier: everyone
owner: mlops-engineer
decision_makers: [tech-lead]
created: 2026-11-20
review_by: 2027-02-18
---

# One table for prices

## Context { #context }

The mail with the prices came late nine times in June, and each forecast ran on old prices.

## Alternatives { #alternatives }

| Option | For it | Against it |
| --- | --- | --- |
| Do nothing | Costs nothing today | The mail changes in October |
| With what we have: the table of prices | It is there | We need a right to read it |
| A script that watches the mailbox | Can start today | Breaks with the next mail |

## Are we allowed to connect? { #integration }

| We connect to | Allowed? | Who said so | When |
| --- | --- | --- | --- |
| The table of prices | yes | data-engineer | 2026-11-23 |

## Decision { #decision }

From 1 December prices come from the table, and from nowhere else.

## Consequences { #consequences }

Two days of work, and when the table is late, so are we.

## Look again { #look-again }

When the table is late more than once a month.
"""
"""A decision record at its first stage that keeps every rule on TODAY."""

NAME = "0001-one-table-for-prices.md"
SHORT = SOUND.replace("| Do nothing | Costs nothing today | The mail changes in October |\n", "")
"""The same without doing nothing: it breaks DES005 alone."""


def call(*arguments: object) -> Result:
    """Run `playbook design` with `arguments`."""
    return CliRunner().invoke(main, ["design", *map(str, arguments)])


def git(folder: Path, *arguments: str) -> None:
    """Run Git in `folder`, as somebody."""
    names = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *names, *arguments], check=True, capture_output=True)


def committed(folder: Path) -> Path:
    """Make `folder` a repository of Git with all that it holds in a commit, and give it."""
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "first")
    return folder
