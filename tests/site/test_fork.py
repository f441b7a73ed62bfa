"""A fork that changes playbook.yml and nothing else: its pages speak of it, and every gate holds."""

from __future__ import annotations

import shutil
from html import unescape
from pathlib import Path

import pytest

from playbook.publish.site import Target, build
from playbook.records.evidence import Claim
from tests.building import ROOT
from tests.records.made import COMPONENTS
from tests.site import gates
from tests.site.html_pass import read_site, report

pytestmark = pytest.mark.xdist_group("fork")  # one worker builds it

FORK = """\
site:
  name: "Kelp & Co's Playbook"
  url: "https://docs.kelp.example/ml/playbook/"
  repository: "https://git.kelp.example/playbook"
organisation:
  name: "Kelp <& Sons>"
  what: "a | grower of *seaweed*"
  people: 12
  departments: 1
  data_scientists: 2
  product_teams: 1
team:
  name: "{{ the }} model shed"
  department: Harvest
  mission: "Keep models afloat. [@own]"
  members:
    - {seat: ml-engineer, hats: [evangelist]}
tools:
  - {component: version control, state: partly, chosen: "<b>Git</b>", note: "{{ on }} a | laptop", owner: "*us*"}
  - {component: monitoring, state: nothing, procurement_weeks: 0}
"""
FORK += "".join(
    f"  - {{component: {name}, state: nothing}}\n"
    for name in COMPONENTS.split(", ")
    if name not in ("version control", "monitoring")
)


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the fork."""
    root = tmp_path_factory.mktemp("fork")
    for name in ("mkdocs.yml", "CHANGELOG.md"):
        shutil.copy(ROOT / name, root)
    for name in ("docs", "overrides", "scripts"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "playbook.yml").write_text(FORK, encoding="utf-8")
    library = build(root, Target(root / "site"))
    assert library.all(Claim)
    return root / "site"


def text(site: Path, page: str) -> str:
    return (site / page / "index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_its_pages_speak_of_it(fork: Path) -> None:
    source = text(fork, "team/charter")
    assert "Kelp <& Sons>" not in source, "text of records is escaped"
    charter = unescape(source)
    assert "Kelp <& Sons>" in charter
    assert "{{ the }} model shed" in charter
    assert "Harvest" in charter
    assert "made up" not in charter.partition("What it spares you")[0]
    assert "#mlops-help" not in charter.partition("What it spares you")[0]
    assert "Kelp & Co's Playbook" in charter
    assert "Example Energy" not in text(fork, "roles/coverage")
    assert "https://git.kelp.example/playbook/issues/new/choose" in text(fork, "about/accessibility")


@pytest.mark.slow
def test_its_addresses_are_its_own(fork: Path) -> None:
    assert '<link rel="canonical" href="https://docs.kelp.example/ml/playbook/roles/">' in text(fork, "roles")


@pytest.mark.slow
def test_every_gate_holds(fork: Path) -> None:
    facts = read_site(fork)
    for gate in (gates.links, gates.ids, gates.headings, gates.names, gates.third_parties, gates.inline, gates.frame):
        assert gate(facts) == [], report(gate(facts))
