"""How long the papers of all workshops take to print, from an empty cache and from a full one.

Printed by `make bench`; nothing fails here. The cache is one of its own, so that what is printed already stays.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from pathlib import Path

from playbook.publish.papers import html, printing
from playbook.records.library import Library
from playbook.records.loader import load
from tests.building import ROOT


def seconds(library: Library) -> tuple[float, printing.Printed]:
    """Print what is missing, as a new process would, and give how long that took."""
    printing.of_kit.cache_clear()
    html.inline.cache_clear()
    begin = time.perf_counter()
    done = printing.print_missing(library)
    return time.perf_counter() - begin, done


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / ".cache").mkdir()
        if (chosen := ROOT / ".cache/chromium").is_file():
            (root / ".cache/chromium").write_bytes(chosen.read_bytes())
        library = replace(load(ROOT), root=root)
        for cache in ("an empty", "a full"):
            took, done = seconds(library)
            print(f"papers from {cache} cache: {done.new} printed, {done.kept} kept, {took:.1f} s")


if __name__ == "__main__":
    main()
