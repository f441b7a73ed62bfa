"""Puts the standards, the design templates and the exercises, as data, into the package when it is built."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Data(BuildHookInterface):  # type: ignore[misc]
    """Writes standards.json, design.json and exercises.json beside the package's modules, in the wheel alone."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the files and have them packed; `version` is "editable" where the package stays in its checkout."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "scripts"))
        from playbook.records import catalogue, design_catalogue
        from playbook.records.loader import load
        from playbook.workshops import exercises

        library, edition = load(root), self.metadata.version
        self.folder = TemporaryDirectory()
        for name, data in (
            (catalogue.FILE, catalogue.export(library, edition)),
            (design_catalogue.FILE, design_catalogue.export(library, edition)),
            (exercises.FILE, exercises.packed(library, edition)),
        ):
            made = Path(self.folder.name) / name
            made.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
            build_data["force_include"][str(made)] = f"playbook/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Take the files away once they are packed."""
        if version != "editable":
            self.folder.cleanup()
