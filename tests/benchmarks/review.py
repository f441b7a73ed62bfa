"""What a review costs: as a whole process, in process, by size, over 200 repositories, and beside repo-review.

Printed by `make bench`. Ratios are of runs side by side; single times swing with the machine.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from playbook.records.catalogue import catalogue
from playbook.review.run import Demand, review
from tests.benchmarks.repositories import lay

BIN = Path(sys.executable).parent
RUNS = 7
SIZES = (250, 500, 1000, 2000, 4000)
MANY = 200


def main() -> None:
    """Measure and print; nothing fails here."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        sized = {size: lay(folder / f"r{size}", size) for size in SIZES}
        whole = seconds(lambda: process("playbook", "review", str(sized[1000])))
        print(f"playbook review, 1,000 files, whole process: {whole:.2f} s (limit 0.60)")
        catalogue()
        for size, repository in sized.items():
            inside = seconds(lambda repository=repository: review(repository, catalogue(), Demand(stage="regulated")))  # type: ignore[misc]
            limit = " (limit 150)" if size == 1000 else ""
            print(f"in process, {size:>5} files: {inside * 1000:6.0f} ms, {inside / size * 1e6:4.0f} µs a file{limit}")
        beside(sized[1000])
        many(folder)


def process(*command: str) -> None:
    """Run a command of this environment; what it finds does not matter here."""
    subprocess.run(
        [str(BIN / command[0]), *command[1:]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """Give the median time of `work` in seconds, after one run that does not count."""
    work()
    return statistics.median(_timed(work) for _ in range(runs))


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def beside(repository: Path) -> None:
    """Print the ratio to repo-review with the checks of sp-repo-review alone, pair by pair."""
    theirs = ["repo-review", "--select", "PY,PP,GH,PC,RTD,RF,MY,NOX", "--format", "json", str(repository)]
    pairs = [
        (
            _timed(lambda: process("playbook", "review", "--stage", "regulated", str(repository))),
            _timed(lambda: process(*theirs)),
        )
        for _ in range(RUNS)
    ]
    ours, other = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"whole process beside repo-review with sp-repo-review: {ours:.2f} s and {other:.2f} s, ratio {ratio:.2f}")


def many(folder: Path) -> None:
    """Print how long `playbook adoption` takes over MANY repositories of 100 files."""
    for number in range(MANY):
        lay(folder / "many" / f"solution-{number:03}", 100, git=False)
    took = _timed(lambda: process("playbook", "adoption", str(folder / "many")))
    print(f"playbook adoption, {MANY} repositories of 100 files: {took:.1f} s (limit 30)")


if __name__ == "__main__":
    main()
