"""The command line: one file a group of commands. The only room that knows all others."""

from playbook.commands.main import main

__all__ = ["main"]
