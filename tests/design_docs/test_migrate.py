"""Documents moved on: what changes is named, and every other byte stays. No sentence is ever lost."""

from __future__ import annotations

import datetime
import re
from pathlib import PurePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.design_docs.document import parse
from playbook.design_docs.layout import laid_out
from playbook.design_docs.lineage import successors
from playbook.design_docs.migrate import Migration, migrated
from playbook.design_docs.patch import Patch
from playbook.design_docs.reached import reached
from playbook.records.design import STAGES
from playbook.records.design_catalogue import SectionEntry, TemplateEntry
from playbook.records.problems import ProblemsError
from tests.design_docs.made_up import made_up

KNOWN = made_up()
TEMPLATE = KNOWN.templates["made-up"]
FILE = PurePath("0007-it.md")
TODAY = datetime.date(2026, 11, 27)
FRONT = "---\ntemplate: made-up@1\nstage: problem\n---\n\n# It\n\n"


def moved(text: str | bytes, **given: str) -> Migration:
    return migrated(text if isinstance(text, bytes) else text.encode(), FILE, KNOWN, **given)


def headings(data: bytes) -> list[str]:
    return re.findall(r"^## .*", data.decode(), re.MULTILINE)


def test_what_was_renamed_dropped_and_added() -> None:
    one = laid_out(KNOWN, TEMPLATE, "It", 7, TODAY, version=1)
    done = moved(one)
    assert headings(done.data) == [
        "## Context { #context }",
        "## Where we are { #before }",
        "## Goals { #goals }",
        "## Alternatives { #alternatives }",
        "## Are we allowed to connect? { #integration }",
        "## Aims of others { #aims }",
        "## Risks { #risks }",
    ]
    lines = one.split("\n")
    goals, aside, risks = (
        lines.index(f"## {words}") + 1 for words in ("Aims { #aims }", "Set aside { #set-aside }", "Risks { #risks }")
    )
    assert done.notes == (
        "line 2: `template: made-up@1` is now `template: made-up@3`",
        f"line {goals}: `## Aims {{ #aims }}` is now `## Goals {{ #goals }}`",
        f"line {aside}: `## Set aside {{ #set-aside }}` is now `## Alternatives {{ #alternatives }}`",
        "added: the table of “Alternatives” (`#alternatives`), below what is written there",
        f"line {risks}: “Risks” stays; version 3 does not ask for it",
        "added: “Are we allowed to connect?” (`#integration`)",
        "added: “Aims of others” (`#aims`)",
    )
    assert done.changed == (2, goals, aside)


def test_prose_stays_and_the_table_comes_below_it() -> None:
    done = moved(
        FRONT + "## Set aside { #set-aside }\n\nWe set two things aside.\n\n\n## Risks\n\nNone.\n"
    ).data.decode()
    assert (
        "## Alternatives { #alternatives }\n\nWe set two things aside.\n\n"
        "| Option | For it | Against it |\n| --- | --- | --- |\n"
        "| Do nothing | [fill in] | [fill in] |\n| With what we have: [fill in] | [fill in] | [fill in] |\n"
        "| [fill in] | [fill in] | [fill in] |\n\n\n## Are we allowed"
    ) in done


def test_a_table_that_is_there_is_not_put_in_again() -> None:
    table = "| against it | Option | For it | Who |\n| --- | --- | --- | --- |\n| a | b | c | d |\n"
    done = moved(f"{FRONT}## Set aside\n\n{table}")
    assert b"Do nothing" not in done.data
    assert table.encode() in done.data


@pytest.mark.parametrize(
    ("heading", "now"),
    [
        pytest.param("## Set aside { #set-aside }", "## Alternatives { #alternatives }", id="as it is laid out"),
        pytest.param("## Set aside", "## Alternatives", id="without an id, which the new words give"),
        pytest.param("  ##\tSet aside   ##  ", "  ##\tAlternatives   ##  ", id="blanks, a tab and closing marks"),
        pytest.param(
            "## Set aside { #set-aside } ##", "## Alternatives { #alternatives } ##", id="closing marks behind the id"
        ),
        pytest.param("## Left out {: #set-aside .x }", "## Left out {: #alternatives .x }", id="a title of one’s own"),
        pytest.param("## SET ASIDE!", "## SET ASIDE! { #alternatives }", id="not word for word, and no id"),
        pytest.param("## **Set** aside", "## **Set** aside { #alternatives }", id="marked up"),
        pytest.param("## Set aside {.x}", "## Alternatives {.x}", id="a class alone"),
        pytest.param("## Set Aside {.x}", "## Set Aside { #alternatives .x}", id="a class alone, other words"),
        pytest.param("## Set aside {", "## Set aside { { #alternatives }", id="a brace that is no attribute"),
        pytest.param("Set aside\n---", "Alternatives\n---", id="underlined"),
        pytest.param("Set\naside\n---", "Set\naside { #alternatives }\n---", id="underlined, two lines"),
        pytest.param(
            "What we\nset { #set-aside }\n-----", "What we\nset { #alternatives }\n-----", id="underlined, with id"
        ),
        pytest.param(
            "## Set aside Set aside { #set-aside }", "## Set aside Set aside { #alternatives }", id="twice the words"
        ),
    ],
)
def test_headings(heading: str, now: str) -> None:
    text = f"{FRONT}{heading}\n\nWords, and more.\n"
    done = moved(text).data.decode()
    assert f"\n{now}\n" in done
    assert parse(done.encode(), FILE).part("alternatives")


def test_a_heading_that_no_version_renamed_keeps_whatever_it_says() -> None:
    text = FRONT + "Context and more { #context }\n---\n\nWords.\n\n## where WE are { #before }\n\nWords.\n"
    done = moved(text)
    assert done.changed == (2,)
    assert b"\nContext and more { #context }\n---\n\nWords.\n\n## where WE are { #before }\n\nWords.\n" in done.data


def test_a_title_alone_is_changed_where_the_id_stays() -> None:
    for heading, now in (("Design { #design }", "How it works { #design }"), ("Design", "How it works { #design }")):
        assert f"## {now}\n" in moved(f"{FRONT}## {heading}\n\nWords.\n").data.decode()
    assert "## Our design { #design }\n" in moved(f"{FRONT}## Our design {{ #design }}\n\nWords.\n").data.decode()


def test_a_section_that_has_the_new_name_already_is_taken() -> None:
    text = FRONT + "## Set aside\n\nOld.\n\n## Alternatives\n\nNew.\n"
    done = moved(text)
    assert headings(done.data)[-2:] == ["## Set aside", "## Alternatives"] or "## Set aside" in headings(done.data)
    assert headings(done.data).count("## Alternatives") == 1
    assert any("“Set aside” stays, since `#alternatives` is there already" in note for note in done.notes)


def test_links_to_a_name_that_is_gone_are_named_and_left() -> None:
    done = moved(FRONT + "## Set aside\n\nSee [aims](#aims) and [this](#set-aside).\n")
    assert "line 10: links to `#set-aside`, which is `#alternatives` now; change them" in done.notes
    assert b"See [aims](#aims) and [this](#set-aside)." in done.data
    assert not [note for note in done.notes if "`#aims`, which" in note]


def test_only_the_first_of_two_headings_is_the_section() -> None:
    done = moved(FRONT + "## Aims\n\nOne.\n\n## Aims\n\nTwo.\n")
    assert headings(done.data).count("## Goals") == 1
    assert headings(done.data).count("## Aims") == 1
    assert b"## Aims\n\nTwo.\n" in done.data


def test_headings_in_code_comments_and_quotes_are_none() -> None:
    inside = (
        "```\n## Set aside { #set-aside }\n```\n\n<!--\n## Set aside\n-->\n\n"
        "> ## Set aside\n\n    ## Set aside\n\n- ## Set aside\n"
    )
    done = moved(f"{FRONT}## Context\n\n{inside}\n### Set aside\n\nWords.\n")
    assert inside.encode() in done.data
    assert b"\n### Set aside\n" in done.data
    assert done.changed == (2,)


def test_line_endings_mark_and_missing_end_stay() -> None:
    text = b"\xef\xbb\xbf" + (FRONT + "## Context\n\nWords.").replace("\n", "\r\n").encode()
    data = moved(text).data
    assert data.startswith(b"\xef\xbb\xbf---\r\ntemplate: made-up@3\r\n")
    assert b"Words.\r\n\r\n## Where we are" in data
    assert not data.endswith(b"\n")
    assert data.count(b"\n") == data.count(b"\r\n")


def test_mixed_line_endings_stay_and_what_is_added_takes_that_of_its_neighbour() -> None:
    text = FRONT.encode() + b"## Context\r\n\r\nWords.\r\n\r\n## Aims\n\nMore.\r\r"
    done = moved(text).data
    assert b"## Context\r\n\r\nWords.\r\n\r\n## Where we are { #before }\r\n\r\n<!--" in done
    assert b"## Goals\n\nMore.\r\r## Alternatives { #alternatives }\r\r<!--" in done
    assert done.endswith(b"\r")


@pytest.mark.parametrize(
    ("front", "now"),
    [
        pytest.param(
            "template :   'made-up@1'   # mine\nstage: problem",
            "template :   'made-up@3'   # mine\nstage: problem",
            id="quotes",
        ),
        pytest.param(
            'stage: "problem"\n"template": "made-up@1"', 'stage: "problem"\n"template": "made-up@3"', id="a quoted key"
        ),
        pytest.param("{template: made-up@1, stage: problem}", "{template: made-up@3, stage: problem}", id="one line"),
        pytest.param(
            "# template: made-up@1\ntemplate:\n  made-up@1\nstage: problem",
            "# template: made-up@1\ntemplate:\n  made-up@3\nstage: problem",
            id="below its key",
        ),
        pytest.param(
            "note: ü 🚀 made-up@1\ntemplate: made-up@1\nstage: problem",
            "note: ü 🚀 made-up@1\ntemplate: made-up@3\nstage: problem",
            id="others that look like it",
        ),
    ],
)
def test_front_matter_keeps_its_ways(front: str, now: str) -> None:
    done = moved(f"---\n{front}\n---\n# It\n").data.decode()
    assert done.startswith(f"---\n{now}\n---\n# It\n")


@pytest.mark.parametrize(
    ("front", "line", "what", "mend"),
    [
        pytest.param("stage: problem", 2, "does not say of which template", "decision-record@1", id="no template"),
        pytest.param("stage: problem\ntemplate: 7", 3, "does not say of which template", "template:", id="a number"),
        pytest.param(
            "template: mode-up@1\nstage: problem", 2, "no template `mode-up`", "did you mean `made-up`", id="misspelt"
        ),
        pytest.param("template: x@1\nstage: problem", 2, "no template `x`", "use one of: made-up", id="unknown"),
        pytest.param(
            "a: 1\ntemplate: made-up@4\nstage: problem", 3, "no version 4", "the newest is 3", id="a version to come"
        ),
        pytest.param("template: made-up@1", 2, "at which stage", "one of problem, pilot", id="no stage"),
        pytest.param(
            "template: made-up@1\nstage: [a]", 3, "at which stage", "one of problem, pilot", id="a stage that is none"
        ),
        pytest.param(
            'template: "made\\x2dup@1"\nstage: problem', 2, "cannot be changed", "made-up@1", id="written in escapes"
        ),
    ],
)
def test_what_cannot_be_moved_is_refused(front: str, line: int, what: str, mend: str) -> None:
    with pytest.raises(ProblemsError) as refused:
        moved(f"---\n{front}\n---\n# It\n")
    (problem,) = refused.value.problems
    assert problem.place.line == line
    assert what in problem.what
    assert mend in problem.mend


@pytest.mark.parametrize(
    ("end", "line"),
    [
        pytest.param("```python\n# no end\n", 10, id="a fence"),
        pytest.param("~~~~\n~~~\n", 10, id="a fence with a shorter one in it"),
        pytest.param("<!-- no end\n\nwords\n", 10, id="a comment"),
        pytest.param("<pre>\n\nwords\n", 10, id="a tag"),
    ],
)
def test_what_would_be_swallowed_is_refused(end: str, line: int) -> None:
    with pytest.raises(ProblemsError, match="does not end") as refused:
        moved(f"{FRONT}## Context\n\n{end}")
    assert refused.value.problems[0].place.line == line
    with pytest.raises(ProblemsError, match="does not end"):
        moved(f"{FRONT.replace('@1', '@2')}## Where we are\n\n## Goals\n\n## Options\n\n{end}")


def test_the_next_stage() -> None:
    text = laid_out(KNOWN, TEMPLATE, "It", 7, TODAY)
    done = moved(text, stage="pilot")
    assert headings(done.data)[-2:] == ["## How it works { #design }", "## Tests { #tests }"]
    assert done.data.decode().startswith(text.replace("stage: problem", "stage: pilot").rstrip("\n"))
    assert [note for note in done.notes if "`starts` is missing" in note]
    assert moved(done.data, stage="pilot") == Migration(done.data, ())
    assert moved(done.data).data == done.data
    last = moved(done.data.replace(b"review_by:", b"starts: 2026-12-01\nreview_by:"), stage="operated")
    assert headings(last.data)[-2:] == ["## Going back { #rollback }", "## Verdict { #verdict }"]
    assert not [note for note in last.notes if "`starts`" in note]


def test_what_was_given_up_before_it_began_needs_no_more_sections() -> None:
    text = laid_out(KNOWN, TEMPLATE, "It", 7, TODAY)
    assert headings(moved(text, stage="retired").data) == headings(text.encode())
    begun = text.replace("review_by:", "starts: 2026-12-01\nreview_by:").replace("stage: problem", "stage: pilot")
    ended = moved(begun, stage="retired").data
    assert headings(ended)[-2:] == ["## How it works { #design }", "## Tests { #tests }"]
    out = begun.replace("stage: pilot", "stage: rollout") + "\n## Going back { #rollback }\n\nTwo words.\n"
    assert "## Verdict { #verdict }" not in headings(moved(out, stage="retired").data)


@pytest.mark.parametrize(
    ("stage", "what"),
    [
        pytest.param("problem", "is at stage pilot, and problem comes before it", id="back"),
        pytest.param("later", "there is no stage `later`", id="unknown"),
    ],
)
def test_a_document_never_goes_back_a_stage(stage: str, what: str) -> None:
    with pytest.raises(ProblemsError, match=what) as refused:
        moved(FRONT.replace("problem", "pilot"), stage=stage)
    assert refused.value.problems[0].place.line == 3


def test_the_newest_version_is_not_touched() -> None:
    odd = FRONT.replace("@1", "@3").encode() + b"## Set aside\r\n\r\n```\nno end"
    assert moved(odd) == Migration(odd, ())


def _entry(key: str, *formerly: str) -> SectionEntry:
    return SectionEntry(key, key.title(), "problem", "Ask?", None, formerly, "")


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        pytest.param([["a", "b"], ["a", "b"]], {"a": "a", "b": "b"}, id="nothing changes"),
        pytest.param([["a"], ["b<a", "a"]], {"a": "b"}, id="a new section takes the name"),
        pytest.param([["a", "b"], ["a<b", "b<a"]], {"a": "b", "b": "a"}, id="two swap"),
        pytest.param([["a"], ["b<a"], ["a<a,b"]], {"a": "a"}, id="there and back"),
        pytest.param([["a"], ["b<a"], ["b<a", "a"], ["b<a", "c<a"]], {"a": "b"}, id="the new one is renamed as well"),
        pytest.param([["b<a", "a"], ["b<a", "c<a"]], {"a": "c", "b": "b"}, id="another had the name long ago"),
        pytest.param([["b<a", "a"], ["c<a,b", "a"]], {"a": "a", "b": "c"}, id="that one is renamed again"),
        pytest.param([["a", "b"], ["b"]], {"b": "b"}, id="dropped"),
        pytest.param([["a", "b"], ["a<b"]], {"b": "a"}, id="dropped, and its name taken at once"),
        pytest.param([["a"], ["a<a"]], {"a": "a"}, id="the title alone"),
        pytest.param([["a"], [], ["a"]], {}, id="dropped, and another with the name"),
    ],
)
def test_which_section_is_which(versions: list[list[str]], expected: dict[str, str]) -> None:
    """`b<a` is the section `b` that was called `a`."""
    entries = {}
    for number, names in enumerate(versions, 1):
        split = [(key, olds.split(",") if olds else []) for key, _, olds in (name.partition("<") for name in names)]
        entries[number] = tuple(_entry(key, *olds) for key, olds in split)
    found = successors(TemplateEntry("x", "X", "", entries), 1, len(versions))
    assert {old: new.id for old, new in found.items()} == expected


def test_the_next_stage_alone_leaves_sections_as_they_are() -> None:
    text = FRONT.replace("@1", "@3") + "## Where we are { #before }\n\nProse, and no table.\n"
    done = moved(text, stage="pilot").data.decode()
    assert "## Where we are { #before }\n\nProse, and no table.\n\n## Goals" in done


def test_what_stands_first_is_put_in_above_the_rest() -> None:
    done = moved(FRONT.replace("@1", "@2") + "Words before.\n\n## Goals\n\nWords.\n")
    assert headings(done.data)[:3] == ["## Context { #context }", "## Where we are { #before }", "## Goals"]
    assert b"\n# It\n\nWords before.\n\n## Context" in done.data


def test_front_matter_that_came_out_otherwise_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has found such a document; the file would be spoilt if there was one."""
    rewrite = Patch.rewrite
    monkeypatch.setattr(Patch, "rewrite", lambda patch, line, text: rewrite(patch, line, f"{text}  "[:-3] + "9"))
    with pytest.raises(ProblemsError, match="cannot be changed safely"):
        moved(FRONT + "## Context\n\nWords.\n")


CHUNKS = (
    "Words, and more.", "", "", "  ", "\t", "- item\n\n  more", "1. one\n2. two", "> quoted\nlazy", "***", "\\",
    "```\n## Set aside\n```", "~~~ {#x}\n# no\n\n---\n~~~", "    ## Options", "- ```\n  ## Aims", "```", "<!--", "| a",
    "<!-- ## Aims -->", "<!--\n## Goals { #goals }\n\n-->", "<div>\n## Risks\n\n</div>", "<pre>\n\n</pre>", "---",
    "| Option | For it | Against it |\n| --- | --- | --- |\n| a | b | c |", "| a |\n| - |", "### Set aside",
    "Underlined\n---", "Level one\n===", "## A section of our own", "## Aims", "Set aside\n-", "# Another title",
    "[fill in]", "[fill in]: https://x.example/", "template: made-up@1", "stage: problem", "* * *\n## x ##",
    "é \u2028 \u00a0 \U0001f680 \x0c", "{ #goals }",
)  # fmt: skip
TITLES = (
    "## {t} {{ #{i} }}",
    "## {t}",
    "{t}\n---",
    "{t} {{ #{i} }}\n----",
    "##  {t}  ##",
    "## Ours {{: #{i} .c }}",
    "   ## {u}",
    "### {t}",
)
FRONTS = (
    "template: {t}\nstage: {s}",
    "# a comment\nstage:   {s}  # now\ntemplate: '{t}'",
    '"template" : "{t}"\ntitle: "x: #"\nstage: "{s}"',
    "title: >\n  template: {t}\n  stage: {s}\nstage: {s}\nstarts: 2026-01-01\ntemplate: {t} # template: {t}",
)


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """Give a document of any version, with its sections in any order, and between them whatever Markdown has."""
    version, stage = draw(st.integers(1, 3)), draw(st.sampled_from(STAGES))
    front = draw(st.sampled_from(FRONTS)).format(t=f"made-up@{version}", s=stage)
    lines = ["---", *front.split("\n"), "---"]
    entries = draw(st.lists(st.sampled_from(TEMPLATE.versions[version]), max_size=8))
    for entry in entries:
        heading = draw(st.sampled_from(TITLES)).format(t=entry.title, i=entry.id, u=entry.title.upper())
        for chunk in (*draw(st.lists(st.sampled_from(CHUNKS), max_size=4)), "", heading):
            lines += chunk.split("\n")
    lines += [line for chunk in draw(st.lists(st.sampled_from(CHUNKS), max_size=5)) for line in chunk.split("\n")]
    endings = draw(st.sampled_from((("\n",), ("\r\n",), ("\r",), ("\n", "\r\n", "\r"))))
    text = "".join(line + endings[index % len(endings)] for index, line in enumerate(lines))
    text = text if draw(st.booleans()) else text.rstrip("\r\n")
    return draw(st.sampled_from((b"", b"\xef\xbb\xbf"))) + text.encode()


def split(data: bytes) -> list[bytes]:
    return re.findall(rb"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z", data)


NOTE = re.compile(r"line (\d+): `(.*)` is now `(.*)`$")


def kept(lines: list[bytes], done: Migration) -> list[bytes]:
    """Give the lines of the original with what the notes say has changed in them, and nothing else."""
    notes = [found for note in done.notes if (found := NOTE.match(note))]
    assert {int(found[1]) for found in notes} == set(done.changed)
    for found in notes:
        number, old, new = int(found[1]), found[2], found[3]
        line = lines[number - 1].decode()
        if old.startswith(("template: ", "stage: ")):
            old, new = old.split(": ")[1], new.split(": ")[1]
        else:
            assert line.strip() == old
        lines[number - 1] = line.replace(old, new, 1).encode()
    return lines


@given(documents(), st.sampled_from((None, *STAGES)))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_no_byte_is_lost(data: bytes, stage: str | None) -> None:
    """What was there is there, in its order; what is besides is what a section is laid out with."""
    try:
        done = migrated(data, FILE, KNOWN, stage=stage)
    except ProblemsError as error:
        why = error.report()
        assert "does not end" in why or "comes before it" in why
        return
    besides: list[bytes] = []
    left = iter(split(done.data))
    for line in kept(split(data), done):
        for now in left:
            if now == line or (not line.endswith((b"\n", b"\r")) and now.rstrip(b"\r\n") == line):
                break
            besides.append(now)
        else:
            pytest.fail(f"lost: {line!r}")
    assert {line.strip().decode() for line in (*besides, *left)} <= LAID_OUT
    assert migrated(done.data, FILE, KNOWN, stage=stage) == Migration(done.data, ())
    assert migrated(done.data, FILE, KNOWN).data == done.data


LAID_OUT = {
    line.strip() for stage in STAGES for line in laid_out(KNOWN, TEMPLATE, "It", 7, TODAY, stage=stage).split("\n")[18:]
}


@given(documents(), st.sampled_from((None, *STAGES)))
@settings(max_examples=80, deadline=None, derandomize=True)
def test_all_sections_that_are_asked_for_are_there(data: bytes, stage: str | None) -> None:
    version = parse(data, FILE).yaml.data["template"]
    try:
        done = migrated(data, FILE, KNOWN, stage=stage)
    except ProblemsError:
        return
    after = parse(done.data, FILE)
    assert after.yaml.data == {**after.yaml.data, "template": "made-up@3"}
    if stage:
        assert after.yaml.data["stage"] == stage
    if version == "made-up@3" and not stage:
        assert done.data == data
        return
    for one in TEMPLATE.sections(3, reached(after, after.yaml.data["stage"], TEMPLATE.versions[3])):
        assert after.part(one.id)
