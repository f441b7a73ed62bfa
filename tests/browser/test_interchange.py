"""Links, files and CSV in a browser: the corpus once more, since its streams and its decoder are its own."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.interchange import Case, answer
from tests.interchange_cases import CASES

ANSWER = """async ([tools, asked]) => {
  const load = (name) => import(`${tools}${name}.js`);
  const [cleaning, csv, files, links] = await Promise.all(["cleaning", "csv", "files", "links"].map(load));
  const bytes = (text) => new Blob([Uint8Array.from(atob(text), (one) => one.charCodeAt(0))]);
  const answers = [];
  for (const { does, given, board } of asked) {
    try {
      if (does === "link") answers.push(await links.decode(given));
      else {
        const { kind, data = null, items = null, ballots = null, refused = [], notes } =
          await files.readFile(does === "bytes" ? bytes(given) : given, board);
        const said = refused.map((one) => [csv.sentence(one), one.text]);
        answers.push({ kind, data, items, ballots, notes, refused: said });
      }
    } catch (error) {
      answers.push(error instanceof cleaning.Refused ? { refused: error.reason } : { threw: String(error) });
    }
  }
  return answers;
}"""


def small(case: Case) -> bool:
    """Tell what is quickly handed to a browser: the large ones are for Node."""
    return isinstance(case.given, str) and len(case.given) < 10_000


def test_chromium_answers_as_python(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}priorities/")
    cases = [case for case in CASES if case.does in ("link", "bytes") or (case.does == "file" and small(case))]
    asked = [case.asked() for case in cases]
    theirs = page.evaluate(ANSWER, [f"{site_url}assets/tools/priorities/", asked])
    for case, ours, found in zip(cases, map(answer, asked), theirs, strict=True):
        assert found == ours, case.name
