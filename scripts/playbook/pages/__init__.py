"""Records → page fragments. `register` gives them to the pages as macros."""

from playbook.pages.macros import register

__all__ = ["register"]
