"""The shim that mkdocs-macros (and Zensical) loads: it hands over to the package and does nothing else."""

from pathlib import Path
from typing import Any

from playbook.pages import register


def define_env(env: Any) -> None:
    register(env, Path(__file__).resolve().parents[1])
