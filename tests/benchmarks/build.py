"""Measures a clean build against stock mkdocs-material on the same Markdown, side by side: `make bench`.

"The same Markdown" is what our pages are once the macros have run. Stock means the theme with its
search plugin and nothing of ours. Both run in turn, in fresh processes; CPU seconds are user and
system time of the process and its children. Prints a table; fails above the limit.
"""

from __future__ import annotations

import compileall
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
RUNS = 9
LIMIT = 1.3

_DUMP = """
import sys
from pathlib import Path
from mkdocs.plugins import BasePlugin, event_priority
from playbook.publish import site
into = Path(sys.argv[1])

class Dump(BasePlugin):
    @event_priority(-100)
    def on_page_markdown(self, markdown, *, page, config, files):
        file = into / page.file.src_uri
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\\ntitle: {page.meta['title']!r}\\n---\\n\\n{markdown}", encoding="utf-8")

run = site.run
def dumping(config, notes):
    config.plugins["dump"] = Dump()
    run(config, notes)
site.run = dumping
site.build(Path.cwd(), site.Target(into.parent / "unused"))
"""


def expand(into: Path) -> None:
    """Write each page's Markdown, after the macros, below `into`."""
    subprocess.run([sys.executable, "-c", _DUMP, str(into)], check=True, cwd=ROOT)


def stock_config(folder: Path) -> Path:
    """Write a mkdocs.yml for the stock theme over `folder`/docs and give its path."""

    class Loader(yaml.SafeLoader):
        pass

    def default(loader: Loader, node: yaml.Node) -> object:
        assert isinstance(node, yaml.SequenceNode), "!ENV takes a list, and its last item is the default"
        return loader.construct_sequence(node)[-1]

    Loader.add_constructor("!ENV", default)
    ours = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader)
    config = {
        "site_name": "Stock",
        "site_url": "http://127.0.0.1:8000/",
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
        "markdown_extensions": ours["markdown_extensions"],
        "nav": ours["nav"],
    }
    file = folder / "mkdocs.yml"
    file.write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    return file


def cpu_seconds(command: list[str]) -> float:
    """Run `command` in a fresh process and give the CPU seconds that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    subprocess.run(command, check=True, cwd=ROOT, env=env, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def main() -> int:
    """Measure, print the table, give 1 above the limit."""
    compileall.compile_dir(str(ROOT / "scripts"), quiet=1)  # as the packages of both are since their install
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        expand(folder / "docs")
        pages = len(list((folder / "docs").rglob("*.md")))
        config = stock_config(folder)
        python = sys.executable
        commands = {
            "stock": [python, "-m", "mkdocs", "build", "--quiet", "-f", str(config), "-d", str(folder / "stock")],
            "ours": [
                python,
                "-c",
                "from playbook.commands import main; main()",
                "site",
                "--into",
                str(folder / "ours"),
            ],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _run in range(RUNS):
            for which, command in commands.items():
                times[which].append(cpu_seconds(command))
    print(f"clean build of {pages} pages, {RUNS} runs in turn, CPU seconds")
    print(f"{'':8}{'minimum':>10}{'median':>10}{'maximum':>10}")
    for which, found in times.items():
        print(f"{which:8}{min(found):10.2f}{statistics.median(found):10.2f}{max(found):10.2f}")
    ratios = sorted(ours / stock for ours, stock in zip(times["ours"], times["stock"], strict=True))
    ratio = statistics.median(ratios)
    print(f"ratio of each pair {ratios[0]:.2f} to {ratios[-1]:.2f}, median {ratio:.2f}, limit {LIMIT}")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
