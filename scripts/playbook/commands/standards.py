"""`playbook standard` prints a standard in the terminal, and `playbook cite` the comment that a reviewer pastes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from playbook.commands.choosing import installed, near, wrong

if TYPE_CHECKING:
    from playbook.records.catalogue import Catalogue, Entry
    from playbook.review.reports.lines import Line

LEVELS = {"must": "bold red", "should": "yellow", "may": "cyan"}
SIDES = (("bad", "Bad", "red"), ("good", "Good", "green"))


@click.command()
@click.argument("key", required=False)
@click.option("--list", "listed", is_flag=True, help="Name all standards, a line each.")
@click.option("--all", "every", is_flag=True, help="All standards; with --json, as standards.json has them.")
@click.option("--json", "as_json", is_flag=True, help="Print it as data.")
def standard(key: str | None, listed: bool, every: bool, as_json: bool) -> None:
    """Print the standard KEY: an ID in any case, such as PKG003, or a slug, also a former one."""
    if [key is not None, listed, every].count(True) != 1:
        raise wrong("it takes one of these: KEY, --list, --all", "playbook standard --list names all")
    if every and not as_json:
        raise wrong("--all is for programs", "add --json, or ask for --list")
    if listed and as_json:
        raise wrong("--list is for people", "playbook standard --all --json")
    known = installed()
    if every:
        _print_json(known.whole)
    elif key is None:
        _show(_list(known))
    else:
        row = _row(known, _find(known, key))
        if as_json:
            _print_json(row)
        else:
            _show(_page(row))


@click.command()
@click.argument("key")
@click.option("--path", default="", help="The file that you comment on.")
@click.option("--line", "number", type=click.IntRange(min=1), help="The line of it.")
def cite(key: str, path: str, number: int | None) -> None:
    """Print the review comment of the standard KEY in Markdown, ready to paste.

    KEY is an ID in any case, such as PKG003, or a slug, also a former one.
    """
    from playbook.records.citing import review_comment

    if number is not None and not path:
        raise wrong("--line is given without --path", "name the file too: --path src/demand/train.py --line 12")
    known = installed()
    entry = _find(known, key)
    gone = _gone(_row(known, entry))
    if gone:
        click.echo(gone, err=True)
    text = review_comment(entry, known.site_url, path, number or 0)
    click.echo(text.encode("utf-8", "replace"))


def _find(known: Catalogue, key: str) -> Entry:
    entry = known.find(key)
    if entry is None:
        raise wrong(f"there is no standard {key!r}", near(known, key))
    return entry


def _row(known: Catalogue, entry: Entry) -> dict[str, Any]:
    """Give all that the export says of a standard."""
    return next(row for row in known.whole["standards"] if row["id"] == entry.id)


def _gone(row: dict[str, Any]) -> str:
    """Give what to know of a standard that is on its way out, or nothing."""
    if row["state"] not in ("deprecated", "withdrawn"):
        return ""
    change = row["history"][0]
    instead = f" Use {row['replaced_by']} in its place." if row["replaced_by"] else ""
    return f"{row['id']} is {row['state']} since edition {change['edition']}: {change['what']}{instead}"


def _print_json(value: Any) -> None:
    import json

    click.echo((json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "replace"), nl=False)


def _show(lines: Iterable[Line]) -> None:
    from playbook.review.reports.lines import show

    show(lines, sys.stdout)


def _list(known: Catalogue) -> Iterator[Line]:
    from playbook.review.reports.lines import line

    for entry in sorted(known.standards.values(), key=lambda entry: entry.id):
        state = "" if entry.state == "stable" else f" ({entry.state})"
        checked = "" if entry.checked else ", for people to ask"
        yield line(
            (f"{entry.id:8}", "bold"),
            (f"{entry.level:7}", LEVELS[entry.level]),
            f"{entry.tier:10}{entry.name}{state}{checked}",
        )


def _page(row: dict[str, Any]) -> Iterator[Line]:
    """Give the page of a standard, as its page on the site has it."""
    from playbook.review.reports.lines import address, line
    from playbook.review.reports.safe import printed

    def part(title: str, *said: str, marks: Iterable[str] = ()) -> Iterator[Line]:
        if said:
            yield line()
            yield line((title, "bold"))
            for text, mark in zip(said, marks or [""] * len(said), strict=True):
                yield line(printed(text), depth=1, mark=mark)

    checked = "a check decides a part of it" if row["decides"] else "no check: a reviewer asks"
    yield line((row["id"], LEVELS[row["level"]]), " ", (row["name"], "bold"))
    yield line(
        (row["level"], LEVELS[row["level"]]), f", for {row['tier']}; {row['state']} since {row['since']}; {checked}"
    )
    gone = _gone(row)
    if gone:
        yield line((gone, "bold magenta"))
    yield line()
    yield line(printed(row["rule"]))
    yield line()
    yield line((printed(row["pain"]), "italic"))
    yield line(("felt by: ", "dim"), ", ".join(row["felt_by"]))
    for side, title, colour in SIDES:
        yield from _example(row["examples"][side], title, colour)
    yield from part("What the check decides", *row["decides"], marks=["- "] * len(row["decides"]))
    yield from part("What it leaves to you", *row["leaves"], marks=["- "] * len(row["leaves"]))
    yield from part("What it costs", row["cost"])
    yield from part("Do first", row["first_step"])
    steps = [f"{number}. " for number in range(1, len(row["bring_in"]) + 1)]
    yield from part("Bring it in", *row["bring_in"], marks=steps)
    cases = [f"{item['when']} {item['instead']}" for item in row["exceptions"]]
    yield from part("Exceptions", *cases, marks=["- "] * len(cases))
    yield from part("History", *(f"{item['edition']}, {item['date']}: {item['what']}" for item in row["history"]))
    if row["related"]:
        yield from part("See also", ", ".join(row["related"]))
    yield line()
    yield address(row["permalink"], 0)


def _example(example: dict[str, Any], title: str, colour: str) -> Iterator[Line]:
    from playbook.review.reports.lines import BAR, line
    from playbook.review.reports.safe import printed

    files = {file["path"]: file for file in example["files"]}
    yield line()
    yield line((f"{title}: ", f"bold {colour}"), (printed(example["title"]), "bold"))
    yield line(printed(example["says"]), depth=1)
    for path in example["shows"]:
        file = files.get(path)
        if file is None:
            continue
        yield line((printed(path), "dim"), depth=1)
        text = file.get("text")
        rows = [f"({file['bytes'] // 1000} kB)"] if text is None else text.rstrip("\n").expandtabs(4).split("\n")
        for row in rows:
            yield line(printed(row), depth=1, mark=BAR, whole=True)
