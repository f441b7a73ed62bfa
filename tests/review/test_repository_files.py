"""What the checks say of a README and of bulk in Git."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.review.verdict import Answer, Finding

from .laying import verdict

RUN = "```sh\npython -m pytest\n```\n"
OWNER = "Owner: team Metering, `#metering`.\n"


def said(folder: Path, readme: str, name: str = "README.md", **more: str) -> list[str]:
    """Give what REP002 finds: "command", "owner", or whatever else it says."""
    found = verdict(folder, "REP002", {name: readme, **more})
    assert (found.answer is Answer.HOLDS) == (not found.findings)
    words = {"no code block": "command", "nothing says": "owner"}
    return sorted(
        words.get(" ".join(item.message.split()[: 3 if "no code" in item.message else 2]), item.message)
        for item in found.findings
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(RUN, id="fence-with-language"),
        pytest.param("~~~console\n$ pump-hours --day 2026-11-22\n~~~\n", id="tildes"),
        pytest.param("```\npip install .\n```\n", id="fence-without-language"),
        pytest.param("- First:\n\n  ```bash\n  make test\n  ```\n", id="fence-in-list"),
        pytest.param("Run:\n\n    python -m pump_hours\n", id="indented"),
        pytest.param("```text\npump-hours --day 2026-11-22\n```\n", id="own-program"),
        pytest.param("```\n./run.sh\n```\n", id="own-script"),
        pytest.param("```\n(.venv) $ anything at all\n```\n", id="prompt"),
        pytest.param("<pre>\npip install pumps\n<i>or</i>\n</pre>\n", id="html"),
        pytest.param("```python\npip install pumps\n```\n", id="labelled-as-python"),
        pytest.param("```python\n!pip install pumps\n```\n", id="ipython"),
        pytest.param("```r\npython pumps/run.py --day 3\n```\n", id="labelled-as-something-else"),
        pytest.param("<pre><code>pip install pumps</code></pre>\n", id="html-in-a-line"),
    ],
)
def test_a_command_in_a_code_block_is_found(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, OWNER + "\n" + text) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Run `make test`.\n", id="inline"),
        pytest.param("make test\n", id="prose"),
        pytest.param("```python\nimport pumps\npumps.make()\n```\n", id="python"),
        pytest.param("```python\npip = 3\npython - m\nuv + git\nmake\n```\n", id="python-like-a-command"),
        pytest.param("```yaml\nrun: |\n  pip install pumps\n```\n", id="step-of-ci"),
        pytest.param("```\nsrc/\n  pumps/\n    make.py\n```\n", id="tree"),
        pytest.param("```sh\n# later\n```\n", id="comment"),
        pytest.param("```json\n{}\n```\nmake test\n", id="behind-a-fence"),
        pytest.param("- a list\n    - make it so\n", id="indented-list"),
        pytest.param("```bash\nsrc/\n├───azure   # pipelines\n│   └── docs\n|-- x\n```\n", id="drawing"),
        pytest.param("<pre>\na drawing of a pump\n</pre>\nmake test\n", id="html-prose"),
    ],
)
def test_other_blocks_hold_no_command(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, OWNER + "\n" + text) == ["command"]


SHOWN = "README_PUMPS.md"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("pyproject.toml", f'[project]\nname = "pumps"\nreadme = "{SHOWN}"\n', id="project"),
        pytest.param("pyproject.toml", f'[project]\nname = "pumps"\nreadme = {{file = "./{SHOWN}"}}\n', id="table"),
        pytest.param("pyproject.toml", f'[tool.poetry]\nreadme = ["{SHOWN}", "CHANGELOG.md"]\n', id="poetry"),
        pytest.param("setup.cfg", f"[metadata]\nlong_description = file: {SHOWN}, CHANGELOG.md\n", id="setup-cfg"),
    ],
)
def test_the_readme_that_the_project_shows_counts_as_well(tmp_path: Path, name: str, text: str) -> None:
    below = "Pumps is currently maintained by the following core members:\n\n- Ada\n"
    more = {name: text, SHOWN: below}
    assert said(tmp_path, RUN, **more) == []
    assert said(tmp_path, RUN, **{**more, SHOWN: "Pumps.\n"}) == ["owner"]
    (tmp_path / "README.md").unlink()
    assert said(tmp_path, below, SHOWN, **{name: text}) == ["command"]


def test_a_project_whose_settings_are_broken_shows_no_other_readme(tmp_path: Path) -> None:
    assert said(tmp_path, RUN, **{"pyproject.toml": "[project\n", SHOWN: OWNER}) == ["owner"]


def test_restructured_text_has_commands_and_headings(tmp_path: Path) -> None:
    text = "Pumps\n=====\n\n.. code-block:: console\n\n   $ make test\n\nMaintainers\n-----------\n\nTeam Water.\n"
    assert said(tmp_path, text, "README.rst") == []
    assert said(
        tmp_path, text.replace("console", "python").replace("$ make", "import").replace("Maint", "Entert"), "README.rst"
    ) == ["command", "owner"]


def test_asciidoc_has_commands(tmp_path: Path) -> None:
    assert said(tmp_path, "= Pumps\n\n== Contact\n\nTeam Water\n\n----\nmake test\n----\n", "README.adoc") == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("## Owner\n\nThe Metering team.\n", id="heading"),
        pytest.param("## Maintainers & contributors\n\n- @metering\n", id="heading-with-more"),
        pytest.param("Contact\n-------\n#metering\n", id="underlined"),
        pytest.param("**Maintainer:** team Metering\n", id="bold-label"),
        pytest.param("| Owner | team Metering |\n", id="table"),
        pytest.param("- Product owner: trading\n", id="list"),
        pytest.param("This is owned by team Metering.\n", id="prose"),
        pytest.param("Questions? Ask the metering team on chat.\n", id="ask"),
        pytest.param("Contact us at meters@example.com.\n", id="contact"),
        pytest.param("Maintained by [the platform team](https://example.com/team).\n", id="link"),
        pytest.param("It is now being maintained at [Example University](https://example.org).\n", id="maintained-at"),
        pytest.param(
            "The [Pump team](https://example.org) and [others](https://x.org) maintain Pumps.\n", id="they-do"
        ),
        pytest.param("It is maintained by:\n\n* Ada <ada@example.org> 2015-\n", id="list-below"),
        pytest.param("**Owners:**\n- team Metering\n", id="list-below-a-label"),
        pytest.param("## Community & Contact\n\nWrite to pumps@example.org.\n", id="part-of-a-heading"),
        pytest.param("## Get in touch\n\nOur chat is #pumps.\n", id="get-in-touch"),
        pytest.param("Join our chat to connect with the maintainers.\n", id="connect"),
        pytest.param("Missing something? Write us in the chat.\n", id="write-us"),
        pytest.param("## Sponsors\n\nThem.\n\n## Owner\n\nTeam Metering.\n", id="behind-sponsors"),
        pytest.param("See [who looks after this](docs/MAINTAINERS.md).\n", id="link-to-a-file-of-owners"),
    ],
)
def test_an_owner_in_the_readme_is_found(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, f"# Meters\n\n{text}\n{RUN}") == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("## Owner\n\n## Licence\n\nMIT\n", id="empty-heading"),
        pytest.param("It needs a Python that is still maintained by the CPython team.\n", id="of-something-else"),
        pytest.param("Owner: TBD\n", id="placeholder"),
        pytest.param("| Owner | |\n", id="empty-cell"),
        pytest.param("Report security problems: contact us at safe@example.com.\n", id="security"),
        pytest.param("This is no longer maintained by team Metering.\n", id="given-up"),
        pytest.param("## Contact sensors\n\nA contact opens when the door does.\n", id="another-contact"),
        pytest.param("The team is proud of this.\n", id="team-in-prose"),
        pytest.param("```\nOwner: team Metering\n```\n", id="in-code"),
        pytest.param(
            "## Sponsors & Supporters\n\nThank you!\n\nAsk questions? Reach out to [mail](mailto:a@example.com).\n",
            id="below-sponsors",
        ),
        pytest.param("Interested in supporting our community? Contact us.\n", id="supporters"),
        pytest.param("## Authors\n\nWritten in 2021.\n", id="authors"),
        pytest.param("It was developed at [Example University](https://example.org).\n", id="history"),
        pytest.param("The docs are maintained at [a site](https://example.org).\n", id="docs-elsewhere"),
        pytest.param("It is maintained at a high standard.\n", id="maintained-in-a-way"),
        pytest.param("It runs on versions that the CPython team maintains.\n", id="versions-of-others"),
        pytest.param("It is maintained by:\n\n* TBD\n", id="placeholder-below"),
        pytest.param("It is maintained by:\n\n## Licence\n\nMIT\n", id="nothing-below"),
        pytest.param("## Community & Support\n\nOur chat is #pumps.\n", id="community"),
    ],
)
def test_other_words_name_no_owner(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, f"# Meters\n\n{text}\n{RUN}") == ["owner"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param("CODEOWNERS", "* @metering\n", [], id="root"),
        pytest.param(".github/CODEOWNERS", "*  meters@example.com\n", [], id="github"),
        pytest.param("docs/CODEOWNERS", "[Docs] @metering\n", [], id="docs"),
        pytest.param("MAINTAINERS.md", "Team Metering\n", [], id="maintainers"),
        pytest.param("CODEOWNERS", "# * @metering\n", ["owner"], id="commented-out"),
        pytest.param("src/CODEOWNERS", "* @metering\n", ["owner"], id="elsewhere"),
    ],
)
def test_a_file_of_owners_counts(tmp_path: Path, name: str, text: str, expected: list[str]) -> None:
    assert said(tmp_path, RUN, **{name: text}) == expected


def test_no_readme_falls_short_once(tmp_path: Path) -> None:
    found = verdict(tmp_path, "REP002", {"src/README.md": OWNER + RUN})
    assert found.answer is Answer.FALLS_SHORT
    assert [item.path for item in found.findings] == [""]


def test_the_finding_names_the_readme_and_the_best_readme_is_taken(tmp_path: Path) -> None:
    found = verdict(tmp_path, "REP002", {"docs/README.md": OWNER + RUN, "readme.rst": "x", "README.md": OWNER})
    assert [item.path for item in found.findings] == ["README.md"]


@pytest.mark.parametrize("name", ["README.md", "CODEOWNERS"])
def test_what_is_not_utf8_could_not_be_read(tmp_path: Path, name: str) -> None:
    found = verdict(tmp_path, "REP002", {"README.md": RUN, name: b"caf\xe9 `"})
    assert found.answer is Answer.UNREAD
    assert [(item.path, item.line) for item in found.unread] == [(name, 1)]


def bulk(folder: Path, **files: int) -> list[str]:
    """Lay out files of so many kilobytes, and give the paths that REP003 finds."""
    found = verdict(folder, "REP003", {"README.md": "x", **{name: b"7" * (kb * 1000) for name, kb in files.items()}})
    assert (found.answer is Answer.HOLDS) == (not found.findings)
    return [item.path for item in found.findings]


def test_bulk_is_data_over_a_megabyte_and_anything_over_ten(tmp_path: Path) -> None:
    sizes = {"a.csv": 1001, "b.csv": 1000, "C.PARQUET": 1200, "d.tar.gz": 1100, "e.png": 10_000, "f.bin": 10_001}
    assert bulk(tmp_path, **sizes, **{"g.py": 1100}) == ["C.PARQUET", "a.csv", "d.tar.gz", "f.bin"]


@pytest.mark.parametrize(
    ("name", "row", "found"),
    [
        pytest.param("a.json", b'[\n  {"hour": 1},\n', True, id="records"),
        pytest.param("a.json", b'{"hour": 1}\n{"hour": 2}\n', True, id="lines"),
        pytest.param("a.json", b'{"text": "' + b"a" * 9000 + b'"}\n{"text": "b"}\n', True, id="long-lines"),
        pytest.param("a.json", b'{"lock": "file"}', False, id="object"),
        pytest.param("a.txt", b" 1.1653150e-002  -3.4 17,\n" * 60, True, id="numbers"),
        pytest.param("a.txt", b"meter 17 has 3 words\n" * 60, False, id="words"),
        pytest.param("a.pq", b"PAR1", True, id="short-suffix"),
        pytest.param("a.whl", b"PK", True, id="wheel"),
        pytest.param("a.snapshot", b"SQLite format 3\0", True, id="by-its-beginning"),
        pytest.param("a.docx", b"PK\x03\x04", False, id="document"),
        pytest.param("a.pt", b"PK\x03\x04", False, id="model"),
        pytest.param("LICENSE", b"Permission is granted\n" * 60, False, id="no-suffix"),
    ],
)
def test_what_is_data_is_told_by_how_it_begins(tmp_path: Path, name: str, row: bytes, found: bool) -> None:
    verdict_ = verdict(tmp_path, "REP003", {name: row.ljust(1_100_000, b" ")})
    assert (verdict_.answer is Answer.FALLS_SHORT) == found


def test_bulk_says_how_much(tmp_path: Path) -> None:
    (item,) = verdict(tmp_path, "REP003", {"data/a.csv": b"7" * 2_430_000}).findings
    mend = "keep it in storage of its own, DVC or Git LFS, and write down where it comes from"
    assert item == Finding("data/a.csv", message=f"this data file has 2.4 MB, more than 1.0 MB: {mend}")


@pytest.mark.parametrize(
    ("rules", "left"),
    [
        pytest.param("*.csv filter=lfs diff=lfs merge=lfs -text\n", [], id="all"),
        pytest.param("data/*.csv filter=lfs\n", ["data/raw/b.csv", "x/data/c.csv"], id="stops-at-slash"),
        pytest.param("/data/** filter=lfs\n", ["x/data/c.csv"], id="rooted"),
        pytest.param("**/data/**/*.csv filter=lfs\n", [], id="stars"),
        pytest.param("*.csv filter=lfs\nb.csv !filter\n", ["data/raw/b.csv"], id="taken-back"),
        pytest.param(
            "*.csv filter=other\n# *.csv filter=lfs\n", ["data/a.csv", "data/raw/b.csv", "x/data/c.csv"], id="other"
        ),
        pytest.param("[a-b].csv filter=lfs\n", ["x/data/c.csv"], id="range"),
        pytest.param("[ filter=lfs\n[!a].csv filter=lfs\n", ["data/a.csv"], id="odd-and-negated"),
    ],
)
def test_what_lfs_keeps_is_no_bulk(tmp_path: Path, rules: str, left: list[str]) -> None:
    (tmp_path / ".gitattributes").write_text(rules)
    assert bulk(tmp_path, **{"data/a.csv": 1100, "data/raw/b.csv": 1100, "x/data/c.csv": 1100}) == left


def test_rules_of_a_folder_count_below_it(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/.gitattributes").write_text("*.csv filter=lfs\n")
    assert bulk(tmp_path, **{"data/raw/b.csv": 1100, "c.csv": 1100}) == ["c.csv"]


def test_what_dvc_keeps_is_no_bulk(tmp_path: Path) -> None:
    (tmp_path / "data.dvc").write_text("outs:\n")
    assert bulk(tmp_path, **{"data/raw/b.csv": 1100, "data2/c.csv": 1100}) == ["data2/c.csv"]
