"""Gates that other programs keep: LinkChecker over the served site, html-validate over its files."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from tests.building import ROOT
from tests.site.html_pass import Fault

HERE = Path(__file__).parent
_NODE = ROOT / ".venv" / "bin" / "node"
_VALIDATOR = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
# As root it would become `nobody`, who may not read a playbook in a private folder.
_LINKCHECKER = "from linkcheck.command import linkchecker as c; c.drop_privileges = lambda: None; c.linkchecker()"

MATERIALS_OWN = (
    ("input-attributes", "#__drawer|#__search", "keeps Firefox from opening them again when a page is loaded again"),
    ("valid-autocomplete", "#__drawer|#__search", "the same attribute"),
    ("attribute-allowed-values", r"#__nav_\d+_label", "an empty tabindex, which browsers take for none"),
    ("wcag/h32", r"html > body > header > nav > (form|.* > form)", "scheme and search answer without being sent"),
)
"""Faults of Material's own markup that stay: rule, element and reason. Each must still occur."""


class Reached(NamedTuple):
    """What LinkChecker found: the faults, and the addresses (from the site's root) that links lead to."""

    faults: list[Fault]
    addresses: set[str]


def linkchecker(url: str, *starts: str) -> Reached:
    """Follow every link of the site at `url` from its first page and from `starts`."""
    command = [sys.executable, "-c", _LINKCHECKER, "--config", str(HERE / "linkcheckerrc")]
    done = subprocess.run(
        [*command, url, *(url + start for start in starts)], capture_output=True, encoding="utf-8", check=False
    )
    lines = [line for line in done.stdout.splitlines() if line and not line.startswith("#")]
    rows = [row for row in csv.DictReader(lines, delimiter=";") if row["url"].startswith(url)]
    assert rows, f"LinkChecker says nothing (exit {done.returncode}):\n{done.stderr[-2000:]}"
    faults = {
        Fault(row["parentname"].removeprefix(url), int(row["line"] or 0), f"`{row['urlname']}`: {_said(row)}")
        for row in rows
        if row["valid"] != "True" or row["warningstring"]
    }
    return Reached(sorted(faults), {row["url"].removeprefix(url).split("#")[0] for row in rows})


def _said(row: dict[str, str]) -> str:
    return " ".join(filter(None, [row["result"] if row["valid"] != "True" else "", row["warningstring"]]))


class Invalid(NamedTuple):
    """A fault that html-validate finds, with its rule and the path of the element."""

    rule: str
    selector: str
    fault: Fault

    def exempted_by(self, own: tuple[str, str, str]) -> bool:
        rule, path, _reason = own
        return rule == self.rule and re.fullmatch(path, self.selector) is not None

    @property
    def is_materials(self) -> bool:
        return any(self.exempted_by(own) for own in MATERIALS_OWN)


def html_validity(folder: Path) -> list[Fault]:
    """Judge every page in `folder` by htmlvalidate.mjs, but for MATERIALS_OWN."""
    return [invalid.fault for invalid in validate(folder) if not invalid.is_materials]


def validate(folder: Path) -> list[Invalid]:
    """Give every fault that html-validate finds in the pages of `folder`."""
    with tempfile.TemporaryDirectory() as temporary:
        report = Path(temporary, "report.json")  # a long report would be cut off in a pipe
        options = ["--config", str(HERE / "htmlvalidate.mjs"), "--formatter", f"json={report}"]
        command = [str(_NODE), str(_VALIDATOR), *options, str(folder)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=HERE, check=False)
        assert report.is_file(), f"html-validate says (exit {done.returncode}):\n{done.stdout}{done.stderr}"
        pages = json.loads(report.read_text(encoding="utf-8"))
    found = []
    for page in pages:
        file = PurePosixPath(page["filePath"]).relative_to(folder.as_posix()).as_posix()
        for message in page["messages"]:
            selector = message["selector"] or ""
            said = f"{message['message']} ({message['ruleId']}) {selector}".strip()
            found.append(Invalid(message["ruleId"], selector, Fault(file, message["line"], said)))
    return found
