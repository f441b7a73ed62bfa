"""The pages that the review and adoption write: the rules of the site, in both schemes, on a phone and a desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.commands.main import main
from tests.browser.axe import judge
from tests.browser.views import DESK, PHONE, SCHEMES, View, sticking_out
from tests.examples.standards import laid_out
from tests.review.laying import lay


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with review.html and adoption.html."""
    folder = tmp_path_factory.mktemp("reports")
    repositories = [str(laid_out(key, side)) for key in ("PKG003", "NBK003", "CI004") for side in ("bad", "good")]
    bare = lay(folder / "bare", {"HEAD": "ref: x\n", "objects/x": ""})
    (folder / "list.txt").write_text("\n".join([*repositories, str(bare)]), encoding="utf-8")
    counted = ["adoption", str(folder / "list.txt"), "--history", str(folder / "history.json")]
    page = ["--format", "html", "--output"]
    for command, code in (
        (["review", "--stage", "regulated", "--warn-only", *page, str(folder / "review.html"), *repositories], 0),
        (counted, 3),
        ([*counted, *page, str(folder / "adoption.html")], 3),
    ):
        assert CliRunner().invoke(main, command).exit_code == code
    return folder


@pytest.mark.parametrize("name", ["review.html", "adoption.html"])
def test_page(name: str, both_schemes: list[View], written: Path) -> None:
    faults = []
    assert {view.scheme for view in both_schemes} == set(SCHEMES)
    for view in both_schemes:
        page = view.open((written / name).as_uri(), DESK)
        for width in (DESK, PHONE):
            view.widen(width)
            verdict = judge(page)
            assert len(verdict.met) > 10, "the page is there to be judged"
            faults += [f"{width} px, {view.scheme}: {breach}" for breach in verdict.broken]
            faults += [f"{width} px: {fault}" for fault in sticking_out(page)]
    assert faults == [], "\n".join(faults)
