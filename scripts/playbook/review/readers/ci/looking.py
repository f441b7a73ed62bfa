"""Whether a pipeline looks at the change, or only keeps house: labels, greetings, stale issues, merges by bots."""

from __future__ import annotations

import re

from playbook.review.readers.ci.model import Pipeline, Step
from playbook.review.readers.ci.shell import logical_lines
from playbook.review.readers.ci.wrappers import program, programs

_HOUSEKEEPING = re.compile(
    r"labeler|label|stale|first-interaction|greet|assign|\bcla\b|cla-|fetch-metadata|semantic-pull-request|lock-threads"
    r"|release-drafter|auto-?merge|add-to-project|comment|checkout|setup-|github-script|/cache|milestone|automerge|backport"
    r"|create-github-app-token|dependabot|welcome|slack|notify|artifact|cancel|title|approve|rebase|triage|allcontributors",
    re.IGNORECASE,
)
_IDLE = frozenset(
    {
        "gh",
        "echo",
        "git",
        "curl",
        "jq",
        "exit",
        "set",
        "export",
        "cd",
        "printf",
        "cat",
        "[",
        "[[",
        "test",
        "true",
        "false",
    }
    | {
        "sleep",
        "mkdir",
        "cp",
        "mv",
        "rm",
        "sed",
        "grep",
        "awk",
        "wget",
        "tar",
        "unzip",
        "source",
        ".",
        "read",
        "local",
        "hub",
    }
)


def looks(pipeline: Pipeline) -> bool:
    """Tell whether a step of the pipeline looks at the code when a change is proposed."""
    if pipeline.system == "GitHub Actions" and pipeline.steps:
        return any(_step_looks(step) for step in pipeline.steps if step.on_change)
    return bool(pipeline.steps or pipeline.unread) or pipeline.system == "GitHub Actions" or pipeline.on_change is None


def _step_looks(step: Step) -> bool:
    if step.uses and not _HOUSEKEEPING.search(step.uses):
        return True
    return any(program(words) not in _IDLE for _, line in logical_lines(step.command) for words in programs(line))
