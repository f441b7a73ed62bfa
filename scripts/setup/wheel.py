"""Puts the standards, as data, into the package when it is built; a checkout makes them from its pages instead."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Standards(BuildHookInterface):  # type: ignore[misc]
    """Writes standards.json beside the package's modules, in the wheel alone."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the file and have it packed; `version` is "editable" where the package stays in its checkout."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "scripts"))
        from playbook.records.catalogue import FILE, export
        from playbook.records.loader import load

        self.folder = TemporaryDirectory()
        made = Path(self.folder.name) / FILE
        made.write_text(json.dumps(export(load(root), self.metadata.version), ensure_ascii=False), encoding="utf-8")
        build_data["force_include"][str(made)] = f"playbook/{FILE}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Take the file away once it is packed."""
        if version != "editable":
            self.folder.cleanup()
