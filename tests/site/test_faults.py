"""Each gate, seen to fail: one thing is broken in a copy of the site, and the gate reports that and nothing else."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.building import ROOT
from tests.serving import serve
from tests.site import gates, weights
from tests.site.contrast import LIGHT, contrast, tokens
from tests.site.html_pass import Fault, Site, read_page, read_site
from tests.site.outside import html_validity, linkchecker

PAGE = "roles/mlops-engineer/index.html"
TOKENS = "docs/assets/stylesheets/tokens.css"
STYLES = "assets/stylesheets/site.*.css"
SCRIPT = "assets/javascripts/guide.js"
END = "</article>"


class Seed(NamedTuple):
    """The first `old` in the first `file` that matches becomes `new`, and `gate` must say `what`."""

    gate: Callable[[Site], list[Fault]]
    new: str
    what: str
    old: str = END
    file: str = PAGE


def at_end(gate: Callable[[Site], list[Fault]], markup: str, what: str) -> Seed:
    """Put `markup` at the end of the page."""
    return Seed(gate, markup + END, what)


SEEDS = {
    "dead link": at_end(gates.links, '<a href="../nobody/">x</a>', "`../nobody/` leads to no page"),
    "link without its slash": at_end(
        gates.links, '<a href="../tech-lead">x</a>', "`../tech-lead` leads to no page (the slash at its end is missing)"
    ),
    "dead link in raw HTML": at_end(gates.links, '<img alt="x" src="x.png">', "`x.png` leads to no page"),
    "link above the site": at_end(gates.links, '<a href="../../../../x/">x</a>', "`../../../../x/` leads to no page"),
    "dead anchor": at_end(
        gates.links, '<a href="#nobody">x</a>', f"`#nobody` leads to no anchor: `{PAGE}` has no id `nobody`"
    ),
    "dead anchor on another page": at_end(
        gates.links,
        '<a href="../tech-lead/#nobody">x</a>',
        "`../tech-lead/#nobody` leads to no anchor: `roles/tech-lead/index.html` has no id `nobody`",
    ),
    "dead label": at_end(
        gates.links, '<p aria-labelledby="nobody">x</p>', "aria-labelledby names `nobody`, and no element has that id"
    ),
    "dead file in a style sheet": Seed(
        gates.links, "x{background:url(x.png)}\n:root{", "`x.png` leads to no file", ":root{", STYLES
    ),
    "address that is empty": at_end(gates.links, '<a href="">x</a>', "this a has an empty address"),
    "id twice": at_end(gates.ids, '<p id="sources">x</p>', "id `sources` stands 2 times"),
    "heading skipped": at_end(gates.headings, "<h4>Deep</h4>", "h4 `Deep` follows h2 `Where this comes from`"),
    "second h1": at_end(gates.headings, "<h1>Again</h1>", "2 headings h1 instead of one"),
    "heading before the h1": Seed(gates.headings, "<h2>Early</h2><h1", "h2 stands before the h1", "<h1"),
    "empty heading": at_end(gates.headings, "<h3></h3>", "this heading is empty"),
    "macro that failed": at_end(
        gates.leftovers, "<p>Macro Rendering Error</p>", "`Macro Rendering Error` is left in: Macro Rendering Error"
    ),
    "macro that was not run": at_end(gates.leftovers, "<p>{{ opening() }}</p>", "`{{` is left in: {{ opening() }}"),
    "tag of a template": at_end(gates.leftovers, "<p>{% if %}</p>", "`{%` is left in: {% if %}"),
    "citation that was not read": at_end(gates.leftovers, "<p>So. [@R09]</p>", "`[@` is left in: So. [@R09]"),
    "citation in a description": Seed(
        gates.leftovers,
        '<meta name="description" content="So [@own]. ',
        "`[@` is left in: So [@own]. What an MLOps engineer decides, builds and leaves",
        '<meta name="description" content="',
    ),
    "front matter in the page": at_end(
        gates.leftovers, "<h2>title: x\nreader: y</h2>", "front matter is printed: reader, title"
    ),
    "picture without a name": at_end(
        gates.names, '<img src="../../assets/images/favicon.svg">', "this img has no name"
    ),
    "drawing without a name": at_end(gates.names, '<svg role="img"></svg>', "this svg has no name"),
    "drawing that is neither named nor hidden": at_end(gates.names, "<svg></svg>", "this svg has no name"),
    "drawing whose label is empty": at_end(
        gates.names, '<svg role="img" aria-labelledby="e"><title id="e"> </title></svg>', "this svg has no name"
    ),
    "foreign script": at_end(
        gates.third_parties, '<script src="https://e.org/x.js"></script>', "this script loads `https://e.org/x.js`"
    ),
    "foreign style sheet": Seed(
        gates.third_parties,
        '<link rel="stylesheet" href="//e.org/x.css"><title',
        "this link loads `//e.org/x.css`",
        "<title",
    ),
    "foreign picture for sharp screens": at_end(
        gates.third_parties, '<img alt="x" srcset="https://e.org/x.png 2x">', "this img loads `https://e.org/x.png`"
    ),
    "foreign frame": at_end(
        gates.third_parties, '<iframe src="https://e.org/"></iframe>', "this iframe loads `https://e.org/`"
    ),
    "foreign import in a style sheet": Seed(
        gates.third_parties,
        '@import "https://e.org/x.css";:root{',
        "this style sheet loads `https://e.org/x.css`",
        ":root{",
        STYLES,
    ),
    "foreign font": Seed(
        gates.third_parties,
        "x{src:url('//e.org/x.woff2')}:root{",
        "this style sheet loads `//e.org/x.woff2`",
        ":root{",
        STYLES,
    ),
    "foreign address fetched": Seed(
        gates.third_parties,
        'fetch("https://e.org/x");document',
        "this script loads `https://e.org/x`",
        "document",
        SCRIPT,
    ),
    "foreign module": Seed(
        gates.third_parties,
        'import "https://e.org/x.js";document',
        "this script loads `https://e.org/x.js`",
        "document",
        SCRIPT,
    ),
    "foreign address fetched in the page": at_end(
        gates.third_parties, "<script>import('https://e.org/x.js')</script>", "this script loads `https://e.org/x.js`"
    ),
    "style in the page": at_end(gates.inline, '<p style="color:red">x</p>', "p has style inline: color:red"),
    "handler in the page": at_end(gates.inline, '<p onclick="x()">x</p>', "p has onclick inline: x()"),
    "style sheet in the page": at_end(gates.inline, "<style>p{}</style>", "style has its code inline: p{}"),
    "script in the page": at_end(gates.inline, "<script>x()</script>", "script has its code inline: x()"),
    "no language": Seed(gates.heads, "<html", "no lang", '<html lang="en"'),
    "no title": Seed(gates.heads, "<p>", "no title", "<title>"),
    "no description": Seed(gates.heads, '<meta name="d"', "description `` is missing", '<meta name="description"'),
    "canonical link of another page": Seed(
        gates.heads,
        'roles/x/">',
        "canonical link is `{site}roles/x/`, not `{site}roles/mlops-engineer/`",
        'roles/mlops-engineer/">',
    ),
    "no facts strip": Seed(gates.frame, 'class="g-other"', "no facts strip", 'class="g-strip"'),
    "facts strip after the first section": Seed(
        gates.frame,
        '<h2>First</h2>\n<div class="g-strip"',
        "the facts strip stands after `First`",
        '<div class="g-strip"',
    ),
    "section after the sources": at_end(
        gates.frame, "<h2>More</h2>", "the page ends with `More`, not with its sources"
    ),
    "no sources": Seed(gates.frame, 'class="g-other"', "the sources section is empty", 'class="g-sources"'),
}


@pytest.mark.parametrize("seed", [pytest.param(seed, id=name) for name, seed in SEEDS.items()])
def test_gate_reports_exactly_what_was_broken(seed: Seed, facts: Site, tmp_path: Path) -> None:
    broken, file, line = sow(seed, facts, tmp_path)
    found = added(seed.gate, facts, broken)
    assert [(fault.file, fault.what) for fault in found] == [(file, seed.what.replace("{site}", facts.address))]
    assert found[0].line == 0 or abs(found[0].line - line) <= 1


def sow(seed: Seed, facts: Site, into: Path) -> tuple[Site, str, int]:
    """Break a copy of the site; gives it, and where it is broken."""
    copy = into / "site"
    shutil.copytree(facts.folder, copy)
    file = min(copy.glob(seed.file))
    text = file.read_text(encoding="utf-8")
    assert seed.old in text, f"{file} has no {seed.old}"
    file.write_text(text.replace(seed.old, seed.new, 1), encoding="utf-8")
    pages = facts.pages
    if file.suffix == ".html":
        page = read_page(copy, file)
        pages = pages | {page.url: page}
    line = text[: text.index(seed.old)].count("\n") + 1
    return replace(facts, folder=copy, pages=pages), file.relative_to(copy).as_posix(), line


def added(gate: Callable[[Site], list[Fault]], facts: Site, broken: Site) -> list[Fault]:
    """Give the faults that the broken site has and the built one has not."""
    before = {(fault.file, fault.what) for fault in gate(facts)}
    return [fault for fault in gate(broken) if (fault.file, fault.what) not in before]


HARMLESS = """
<pre><code>${{ secrets.TOKEN }} {% raw %} [@R09]</code></pre> <p>An array[0], {one} and @R09.</p>
<p>title: the first word of a sentence may be one of ours</p>
<a href="https://example.org/x/">outside</a> <a href="mailto:x@example.org">post</a>
<a href="../tech-lead/#decides">in</a>
<img alt="a plate" src="data:image/gif;base64,AA"> <svg role="img" aria-label="a plate"></svg>
<svg aria-hidden="true"></svg> <span aria-hidden="true"><svg></svg></span> <h3>A step down</h3>
"""


def test_gates_let_pass_what_is_right(facts: Site, tmp_path: Path) -> None:
    broken, _file, _line = sow(at_end(gates.links, HARMLESS, ""), facts, tmp_path)
    for gate in gates.ON_MARKUP:
        assert added(gate, facts, broken) == []


@pytest.mark.parametrize(
    ("start", "end", "what"), [("<title>", "</title>", "title"), ('name="description" content="', '"', "description")]
)
def test_heads_that_two_pages_share(start: str, end: str, what: str, facts: Site, tmp_path: Path) -> None:
    other = (facts.folder / "roles/tech-lead/index.html").read_text(encoding="utf-8")
    theirs, ours = (
        text.split(start)[1].split(end)[0] for text in (other, (facts.folder / PAGE).read_text(encoding="utf-8"))
    )
    broken, _file, _line = sow(Seed(gates.heads, start + theirs, "", start + ours), facts, tmp_path)
    found = added(gates.heads, facts, broken)
    assert [fault.file for fault in found] == [PAGE, "roles/tech-lead/index.html"]
    assert all(fault.what.startswith(what) and fault.what.endswith("stands on 2 pages") for fault in found)


def test_page_that_is_missing_and_one_too_many(facts: Site) -> None:
    addresses = facts.pages.keys() - {"404.html", "roles/"} | {"roles/nobody/"}
    assert gates.complete(facts, addresses) == [
        Fault("roles/nobody/", 0, "a record has no page here"),
        Fault("roles/index.html", 0, "this page has no record"),
    ]


def test_reading_time_that_is_wrong(facts: Site) -> None:
    page = facts.pages["roles/mlops-engineer/"]
    right = round(page.words / gates.WORDS_A_MINUTE)
    assert gates.reading_times(facts, {page.url: right}) == []
    for claim in (right * 3, 1):
        assert [fault.file for fault in gates.reading_times(facts, {page.url: claim})] == [PAGE]


def test_invalid_html(facts: Site, tmp_path: Path) -> None:
    sow(at_end(gates.links, '<ul><p>x</p></ul><div id="sources"></div><button>x</button>', ""), facts, tmp_path)
    alone = tmp_path / "alone"
    (alone / PAGE).parent.mkdir(parents=True)
    shutil.copy(facts.folder / PAGE, alone / PAGE)
    before = [fault.what for fault in html_validity(alone)]
    shutil.copy(tmp_path / "site" / PAGE, alone / PAGE)
    found = [fault for fault in html_validity(alone) if fault.what not in before]
    assert {fault.file for fault in found} == {PAGE}
    rules = [rule for fault in found for rule in re.findall(r"\(([a-z-]+)\)", fault.what)]
    assert sorted(rules) == ["element-permitted-content", "no-dup-id", "no-implicit-button-type"]


def test_dead_link_and_lonely_page_over_http(tmp_path: Path) -> None:
    for name, body in {"": '<a href="a/">a</a> <a href="b/">b</a>', "a": '<a href="../">up</a>', "lonely": "x"}.items():
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / "index.html").write_text(f"<!doctype html><title>x</title>{body}")
    with serve(tmp_path) as url:
        reached = linkchecker(url)
    assert reached.faults == [Fault("", 1, "`b/`: 404 File not found")]
    assert reached.addresses == {"", "a/", "b/"}


def test_weights_that_are_too_much(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(1000).hex()  # gzip makes some 1,140 bytes of it
    for name, text in {"index.html": noise, "x.css": noise, weights.INDEX_FILE: noise}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    site, parts = read_site(tmp_path), {"": frozenset({"x.css", weights.INDEX_FILE})}
    size = weights.weight(tmp_path / "x.css")
    assert weights.pages(site, size) == weights.index(site, size) == weights.first_views(site, parts, 2 * size) == []
    assert [fault.file for fault in weights.pages(site, size - 1)] == ["index.html"]
    assert [fault.file for fault in weights.index(site, size - 1)] == [weights.INDEX_FILE]
    assert [fault.file for fault in weights.first_views(site, parts, 2 * size - 1)] == ["index.html"]


def test_tools_that_are_too_much_or_astray(tmp_path: Path) -> None:
    code = tmp_path / "assets/tools/x.js"
    code.parent.mkdir(parents=True)
    code.write_text("let x = 1;")
    (tmp_path / "index.html").write_text("<article><p>no tool</p></article>")
    (tmp_path / "tool.html").write_text("<article><playbook-x></playbook-x></article>")
    site, size = read_site(tmp_path), weights.weight(code)
    assert weights.tools(site, size) == []
    assert [fault.file for fault in weights.tools(site, size - 1)] == ["assets/tools"]
    other = tmp_path / "assets/tools/workshops/x.js"
    other.parent.mkdir()
    other.write_text("let y = 1;")
    assert weights.tools(site, size) == []
    assert weights.running(site, weights.weight(other)) == []
    assert [fault.file for fault in weights.running(site, weights.weight(other) - 1)] == ["assets/tools/workshops"]
    parts = {page.url: frozenset({"assets/tools/x.js"}) for page in site.pages.values()}
    assert [fault.file for fault in weights.strays(site, parts)] == ["index.html"]


def test_colours_too_close() -> None:
    css = (ROOT / TOKENS).read_text(encoding="utf-8")
    colours = tokens(css, LIGHT)
    assert contrast(TOKENS, "light", colours | {"team": "#a07a20"}) == [
        Fault(TOKENS, 0, "light: team on paper is 3.77, needs 4.5"),
        Fault(TOKENS, 0, "light: team on sheet is 3.50, needs 4.5"),
    ]
