"""The command `playbook`. A command's module is imported only when it is called, so that starting stays quick."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from playbook.records.problems import ProblemsError

COMMANDS = {
    "check": "playbook.commands.check",
    "lifecycle": "playbook.commands.lifecycle",
    "autolinks": "playbook.commands.lifecycle",
    "review": "playbook.commands.review",
    "adoption": "playbook.commands.adoption",
    "standard": "playbook.commands.standards",
    "cite": "playbook.commands.standards",
    "board": "playbook.commands.board",
    "before-after": "playbook.commands.before_after",
    "deployments": "playbook.commands.deployments",
    "workshop": "playbook.commands.workshop",
    "exercise": "playbook.commands.exercise",
    "onboarding": "playbook.commands.onboarding",
    "design": "playbook.commands.design",
    "papers": "playbook.commands.papers",
    "site": "playbook.commands.site",
    "offline": "playbook.commands.site",
    "serve": "playbook.commands.site",
    "deploy": "playbook.commands.versions",
    "root": "playbook.commands.versions",
    "release-preview": "playbook.commands.versions",
    "release-notes": "playbook.commands.release",
    "external-links": "playbook.commands.release",
    "zensical": "playbook.commands.zensical",
}
"""Each command and the module that holds it under the same name (a hyphen is an underscore there)."""


class _Group(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(COMMANDS[cmd_name]), cmd_name.replace("-", "_"))
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; faults in records are shown as they are, without a traceback."""
        try:
            return super().invoke(ctx)
        except ProblemsError as error:
            from playbook.review.reports.safe import printed

            click.echo("\n".join(map(printed, error.report().split("\n"))), err=True)
            sys.exit(1)


@click.group(cls=_Group)
def main() -> None:
    """Check, build and publish the MLOps Team Playbook."""
