"""What checking design documents costs: 500 of them as a whole process, twice as many, and one among 500.

Printed by `make bench`; nothing fails here. The documents are as long as the filled examples, with their tables, comments
and links, and one in ten supersedes another.
"""

from __future__ import annotations

import datetime
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from playbook.design_docs.check import check, gather
from playbook.records.design_catalogue import designs
from tests.benchmarks.review import process, seconds
from tests.building import ROOT

SOURCE = ROOT / "docs/design/documents/0002-every-merge-is-deployed.md"
SIZES = (500, 1000)
TODAY = datetime.date(2026, 11, 27)


def lay(folder: Path, count: int) -> Path:
    """Write `count` documents below `folder`: the longest example, with numbers of their own and more to read."""
    text = SOURCE.read_text(encoding="utf-8")
    into = folder / "docs/design"
    into.mkdir(parents=True)
    for number in range(1, count + 1):
        own = text.replace("DD-0002", f"DD-{number:04}").replace("supersedes: [DD-0001]\n", _line(number))
        before = f"{max(number - 1, 1):04}-a-document.md{'#verdict' if number % 5 == 0 else ''}"
        own = own.replace("0001-four-releases-a-year-at-weekends.md", before)
        own += "\n<!-- What was learned, and where can it be read? -->\n\n```python\n# TODO is code here\n```\n"
        (into / f"{number:04}-a-document.md").write_text(own, encoding="utf-8")
    return folder


def _line(number: int) -> str:
    if number % 10 == 0:
        return f"supersedes: [DD-{number - 1:04}]\n"
    return f"superseded_by: DD-{number + 1:04}\n" if number % 10 == 9 else ""


def main() -> None:
    """Measure and print."""
    with TemporaryDirectory() as scratch:
        whole: dict[int, Callable[[], None]] = {}
        inside: list[float] = []
        for size in SIZES:
            root = lay(Path(scratch) / f"r{size}", size)
            whole[size] = lambda root=root: process("playbook", "design", "check", str(root))  # type: ignore[misc]
            files = gather(root, [root])
            designs()
            start = time.perf_counter()
            faults = check(root, files, designs(), today=TODAY)
            inside.append(time.perf_counter() - start)
            found = sum(len(some) for answer in faults for some in answer.faults.values())
            length = sum((root / file).stat().st_size for file in files) / size / 1000
            print(f"check, {size} documents of {length:.1f} kB in process: {inside[-1]:.2f} s, {found} faults")
        print(f"twice as many take {inside[1] / inside[0]:.2f} times as long")
        took = {size: statistics.median(seconds(run, 1) for _ in range(3)) for size, run in whole.items()}
        print(f"playbook design check, {SIZES[0]} documents, whole process: {took[SIZES[0]]:.2f} s (limit 3)")
        print(f"twice as many: {took[SIZES[1]]:.2f} s, {took[SIZES[1]] / took[SIZES[0]]:.2f} times as long")
        one = Path(scratch) / f"r{SIZES[0]}/docs/design/0250-a-document.md"
        alone = seconds(lambda: process("playbook", "design", "check", str(one)), 3)
        print(f"one document among {SIZES[0]}, whole process: {alone:.2f} s")


if __name__ == "__main__":
    main()
