"""What a published version does not need: source maps and search languages that it does not use."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

_SOURCE_MAP = re.compile(rb"(?:/\*|//)[#@] sourceMappingURL=\S+?(?: ?\*/)?\s*$")


def tidy(site: Path) -> None:
    """Take out of the built `site` what no page asks for, and the remarks that point at it."""
    for source_map in site.rglob("*.map"):
        source_map.unlink()
    for kind in ("*.js", "*.css"):
        for file in (site / "assets").rglob(kind):
            data = file.read_bytes()
            without = _SOURCE_MAP.sub(b"", data)
            if without != data:
                file.write_bytes(without)
    shutil.rmtree(site / "assets" / "javascripts" / "lunr", ignore_errors=True)
