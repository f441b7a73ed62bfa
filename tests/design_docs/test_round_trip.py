"""From a new document to the newest version of its template and to the last stage, with the check at every step."""

from __future__ import annotations

import datetime
import re
from pathlib import Path, PurePath

import pytest

from playbook.design_docs.check import check
from playbook.design_docs.layout import laid_out
from playbook.design_docs.migrate import migrated
from playbook.records.design import STAGES
from playbook.records.design_catalogue import Designs, designs
from tests.design_docs.made_up import filled, made_up

TODAY = datetime.date(2026, 11, 27)
FILE = PurePath("0007-prices.md")
CATALOGUES = {"made-up": made_up(), **{key: designs() for key in designs().templates}}
VERSIONS = [(key, version) for key, known in CATALOGUES.items() for version in known.templates[key].versions]


def broken(folder: Path, data: bytes, known: Designs, *, newest: bool = False) -> dict[str, list[str]]:
    """Give what the check has against the document, by the id of the rule."""
    (folder / FILE).write_bytes(data)
    changed = frozenset({FILE.as_posix()}) if newest else None
    (answer,) = check(folder, [FILE], known, today=TODAY, changed=changed)
    return {rule: [f"{one.line}: {one.what}" for one in found] for rule, found in answer.faults.items() if found}


@pytest.mark.parametrize(("key", "version"), VERSIONS, ids=lambda value: str(value))
def test_new_fill_check_migrate_fill_check(tmp_path: Path, key: str, version: int) -> None:
    known = CATALOGUES[key]
    template = known.templates[key]
    new = laid_out(known, template, "Prices: from the “table” #1", 7, TODAY, version=version)
    assert set(broken(tmp_path, new.encode(), known)) == {"DES001", "DES004"}, "nobody has filled in anything"
    open_still = filled(new, template, version).split("\n---", 1)[0] + "\n---" + new.split("\n---", 1)[1]
    assert "DES004" in broken(tmp_path, open_still.encode(), known), "nobody has filled in the sections"
    whole = filled(new, template, version).encode()
    assert broken(tmp_path, whole, known) == {}
    if version != template.version:
        assert "DES018" in broken(tmp_path, whole, known, newest=True)
    moved = migrated(whole, FILE, known)
    assert (moved.data == whole) == (version == template.version)
    again = filled(moved.data.decode(), template, template.version).encode()
    assert broken(tmp_path, again, known, newest=True) == {}
    assert migrated(again, FILE, known).data == again


@pytest.mark.parametrize("key", CATALOGUES)
def test_from_stage_to_stage(tmp_path: Path, key: str) -> None:
    """Each stage asks for its sections as soon as it is begun, and only until they are filled."""
    known = CATALOGUES[key]
    template = known.templates[key]
    text = filled(laid_out(known, template, "Prices", 7, TODAY), template, template.version)
    for stage in STAGES[1:]:
        moved = migrated(text.encode(), FILE, known, stage=stage)
        text = moved.data.decode()
        assert migrated(moved.data, FILE, known, stage=stage).data == moved.data
        if "starts:" not in text:
            text = text.replace("\npain_points:", "\nstarts: 2026-10-01\npain_points:", 1)
        status = {"rollout": "accepted", "operated": "accepted", "retired": "retired"}.get(stage, "draft")
        text = re.sub(r"status: .*", f"status: {status}", text, count=1)
        if stage == "rollout":
            accepted = '\naccepted: [{by: mlops-lead, on: 2026-11-27}, {by: "@prices", on: 2026-11-27}]\n---'
            text = text.replace("\n---", accepted, 1)
        asked = template.sections(template.version, stage)
        if len(asked) > len(template.sections(template.version, STAGES[STAGES.index(stage) - 1])):
            assert "DES004" in broken(tmp_path, text.encode(), known)
        text = filled(text, template, template.version)
        assert broken(tmp_path, text.encode(), known, newest=True) == {}
    assert re.findall(r"^## .*\{ #([a-z-]+) \}", text, re.MULTILINE) == [one.id for one in asked]
