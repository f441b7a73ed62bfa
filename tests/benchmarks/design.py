"""What checking design documents costs: 500 of them as a whole process, twice as many, and one among 500.

Printed by `make bench`; nothing fails here. The documents are as long as the longest filled example, with its tables,
comments and links; one in ten supersedes another.
"""

from __future__ import annotations

import datetime
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
RUNS = 3
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
        roots = {size: lay(Path(scratch) / f"r{size}", size) for size in SIZES}
        small, large = SIZES
        inside = least(lambda root: check(root, gather(root, [root]), designs(), today=TODAY), roots)
        for size, root in roots.items():
            length = sum(file.stat().st_size for file in root.rglob("*.md")) / size / 1000
            print(f"in process, {size:>4} documents of {length:.1f} kB: {inside[size]:.2f} s")
        print(f"twice as many take {inside[large] / inside[small]:.2f} times as long")
        whole = least(lambda root: process("playbook", "design", "check", str(root)), roots)
        print(f"playbook design check, {small} documents, whole process: {whole[small]:.2f} s (limit 3)")
        print(f"twice as many: {whole[large]:.2f} s, {whole[large] / whole[small]:.2f} times as long")
        one = roots[small] / "docs/design/0250-a-document.md"
        alone = seconds(lambda: process("playbook", "design", "check", str(one)), 3)
        print(f"one document among {small}, whole process: {alone:.2f} s")


def least(work: Callable[[Path], object], roots: dict[int, Path]) -> dict[int, float]:
    """Give the least seconds that `work` took for each size, in turns: what else runs here only ever adds."""
    took: dict[int, list[float]] = {size: [] for size in roots}
    for _ in range(RUNS):
        for size, root in roots.items():
            start = time.perf_counter()
            work(root)
            took[size].append(time.perf_counter() - start)
    return {size: min(some) for size, some in took.items()}


if __name__ == "__main__":
    main()
