"""Standards over releases: addresses that stay, exports at the root, and the promise that an ID keeps its meaning."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from playbook.commands.main import main
from playbook.publish.lifecycle import broken, last_release
from playbook.records.loader import load
from tests.records import made
from tests.versions import small
from tests.versions.conftest import Site

pytestmark = pytest.mark.xdist_group("versions")


@pytest.mark.parametrize("key", ["SAY001", "say001", "word-1"])
def test_the_id_in_any_case_and_the_slug_lead_to_the_newest_and_offer_the_older(published: Site, key: str) -> None:
    page = (published.folder / "s" / key / "index.html").read_text(encoding="utf-8")
    assert 'content="0; url=../../latest/standards/SAY001/"' in page
    assert "As it was in 1.0" in page
    assert 'href="../../1.0/standards/SAY001/"' in page
    assert (published.folder / "1.0/standards/SAY001/index.html").is_file()


def test_the_addresses_stood_before_and_after_each_release(published: Site) -> None:
    for folder in (published.before_release, published.after_first, published.folder):
        assert (folder / "s/SAY001/index.html").is_file()


def test_exports_stand_in_each_version_and_at_the_root_and_are_what_their_schema_says(published: Site) -> None:
    for folder in ("", "latest", "1.0", "1.1", "dev"):
        data = json.loads((published.folder / folder / "standards.json").read_text(encoding="utf-8"))
        schema = json.loads((published.folder / folder / "standards.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(data, schema)
        assert [row["id"] for row in data["standards"]] == ["SAY001", "SAY002"]
    assert data["$schema"] == schema["$id"] == f"{small.URL}standards.schema.json"
    root = json.loads((published.folder / "standards.json").read_text(encoding="utf-8"))
    assert root["playbook"]["edition"] == "1.1.0"


def test_what_the_schema_does_not_know_is_refused(published: Site) -> None:
    schema = json.loads((published.folder / "standards.schema.json").read_text(encoding="utf-8"))
    data = json.loads((published.folder / "standards.json").read_text(encoding="utf-8"))
    data["standards"][0]["level"] = "perhaps"
    with pytest.raises(jsonschema.ValidationError, match="perhaps"):
        jsonschema.validate(data, schema)


# -- the promise


@pytest.fixture
def playbook(tmp_path: Path) -> Path:
    """A small playbook with a release, and a tag that is none."""
    root = small.repository(tmp_path / "playbook")
    small.commit(root, "v1.0.0")
    small.git(root, "tag", "v2-beta")
    return root


def change(root: Path, old: str, new: str) -> None:
    """Change the page of SAY001."""
    page = root / "docs/standards/SAY001/index.md"
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new), encoding="utf-8")


FIRST = 'history: [{edition: "1.0", date: 2026-11-23, what: First stated.}]'
LATER = FIRST.replace("[", '[{edition: "1.1", date: 2026-12-01, what: Changed.MORE}, ', 1)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([('"Say it. [@T01]"', '"Say it. [@T01 @own]"')], [], id="another source"),
        pytest.param([("Say it. [@T01]", "Shout it. [@T01]")], ["changed its rule"], id="another meaning"),
        pytest.param(
            [("Say it. [@T01]", "Shout it. [@T01]"), (FIRST, LATER.replace("MORE", ""))],
            ["changed its rule"],
            id="told, not as words",
        ),
        pytest.param(
            [("Say it. [@T01]", "Do say it. [@T01]"), (FIRST, LATER.replace("MORE", " , rewords: true"))],
            [],
            id="other words",
        ),
        pytest.param([("level: must", "level: should")], ["changed its level"], id="level"),
        pytest.param([("level: must", "level: should"), (FIRST, LATER.replace("MORE", ""))], [], id="level, told"),
        pytest.param([("state: stable", "state: deprecated")], ["changed its state"], id="state"),
        pytest.param([("slug: word-1", "slug: other")], ["lost its slug `word-1`"], id="slug"),
        pytest.param([("slug: word-1", "slug: other\nformer_slugs: [word-1]")], [], id="slug kept"),
        pytest.param([("It is said.", "It is shouted.")], ["changed what its check decides"], id="check"),
    ],
)
def test_a_release_is_a_promise(playbook: Path, changes: list[tuple[str, str]], says: list[str]) -> None:
    for old, new in changes:
        change(playbook, old, new)
    found = [problem.what for problem in broken(load(playbook), "v1.0.0")]
    assert found == [f"SAY001 {words} since v1.0.0" for words in says]


def test_an_id_that_vanished_is_found(playbook: Path) -> None:
    small.git(playbook, "rm", "-rq", "docs/standards/SAY002")
    made.standards(playbook, "SAY001", "SAY003")
    assert [problem.what for problem in broken(load(playbook), "v1.0.0")] == ["SAY002 was in v1.0.0 and is gone"]


def test_the_command_takes_the_newest_release(playbook: Path) -> None:
    assert last_release(playbook) == "v1.0.0"
    kept = CliRunner().invoke(main, ["lifecycle", "--root", str(playbook)])
    assert (kept.exit_code, kept.output) == (0, "every standard of v1.0.0 is what it was\n")
    change(playbook, "level: must", "level: may")
    broke = CliRunner().invoke(main, ["lifecycle", "--root", str(playbook)])
    assert broke.exit_code == 1
    assert "docs/standards/SAY001/index.md" in broke.output
    none = CliRunner().invoke(main, ["lifecycle", "--root", str(playbook), "--tag", "v9.9.9"])
    assert none.exit_code == 2
    assert "mend:" in none.output


def test_a_withdrawn_standard_keeps_its_page_and_its_address(playbook: Path) -> None:
    later = LATER.replace("MORE", "")
    for old, new in ((FIRST, later), ("state: stable", "state: withdrawn\nreplaced_by: SAY002")):
        change(playbook, old, new)
    assert broken(load(playbook), "v1.0.0") == []
