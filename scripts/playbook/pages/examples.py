"""The bad and the good example of a standard side by side: real files, with the lines that differ marked."""

from __future__ import annotations

import difflib
from pathlib import PurePath

from playbook.pages.blocks import UNSEARCHED, div, heading, joined
from playbook.pages.here import Here
from playbook.pages.text import coded, listed, markdown
from playbook.records.examples import Side, kept, made
from playbook.records.standard import Standard

LANGUAGES = {
    ".cfg": "ini",
    ".conf": "ini",
    ".ini": "ini",
    ".ipynb": "json",
    ".json": "json",
    ".lock": "toml",
    ".md": "markdown",
    ".py": "python",
    ".sh": "sh",
    ".sql": "sql",
    ".toml": "toml",
    ".yaml": "yaml",
    ".yml": "yaml",
}
NAMES = {"Dockerfile": "dockerfile", "Makefile": "makefile"}
MARK = {"bad": "Bad", "good": "Good"}
COLUMN = 44
"""Characters that fit a line of code where the examples stand side by side."""
FEW = 6
"""Lines that may be folded; with more, the examples stand one below the other."""


def pair(here: Here, standard: Standard) -> str:
    """Give both examples: the files that tell the story, what it is that they show, and what else is there."""
    kind = "g-pair g-pair--wide" if _wide(here, standard) > FEW else "g-pair"
    return joined(div(kind, _side(here, standard, "bad"), _side(here, standard, "good")), _rest(here, standard))


def _wide(here: Here, standard: Standard) -> int:
    """Give how many of the lines that are shown are longer than half a page."""
    sides: tuple[tuple[Side, tuple[str, ...]], ...] = (("bad", standard.bad.shows), ("good", standard.good.shows))
    shown = [
        file
        for side, paths in sides
        for path in paths
        if (file := kept(here.library, standard, side).get(PurePath(path)))
    ]
    return sum(len(line) > COLUMN for file in shown for line in file.read_text(encoding="utf-8").splitlines())


def _side(here: Here, standard: Standard, side: Side) -> str:
    example = standard.bad if side == "bad" else standard.good
    files = [_file(here, standard, side, PurePath(path)) for path in example.shows]
    title = heading(3, f"{MARK[side]}: {_lower(markdown(example.title))}", f"{side}{UNSEARCHED}")
    return div(f"g-{side}", title, coded(example.says), *files)


def _lower(text: str) -> str:
    """Give a phrase as it stands after a colon; a name in capitals stays."""
    return text[0].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def _file(here: Here, standard: Standard, side: Side, path: PurePath) -> str:
    """Give a file as a fence that the snippets extension fills: it runs after macros, so `{{` in it is text."""
    size = made(standard, side).get(path)
    if size is not None:
        return f'```text title="{path}"\n{size / 1e6:.1f} MB, made when the example is laid out\n```'
    file = kept(here.library, standard, side)[path]
    inside = file.relative_to(here.library.root).as_posix()
    marked = " ".join(str(line) for line in _differing(here, standard, side, path))
    lines = f' hl_lines="{marked}"' if marked else ""
    language = NAMES.get(path.name) or LANGUAGES.get(path.suffix, "text")
    return f'~~~~~~{language} title="{path}"{lines}\n--8<-- "{inside}"\n~~~~~~'


def _differing(here: Here, standard: Standard, side: Side, path: PurePath) -> list[int]:
    """Give the lines, from 1, that are not in the other example; none where only this one has the file."""
    mine, other = (kept(here.library, standard, one).get(path) for one in (side, _other(side)))
    if mine is None or other is None:
        return []
    before, after = (file.read_text(encoding="utf-8").splitlines() for file in (mine, other))
    changes = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [line + 1 for tag, start, end, _i, _j in changes if tag != "equal" for line in range(start, end)]


def _other(side: Side) -> Side:
    return "good" if side == "bad" else "bad"


def _rest(here: Here, standard: Standard) -> str:
    """Say which files are not shown, so that nobody looks for the trick in them."""
    sets = {side: set(kept(here.library, standard, side)) | set(made(standard, side)) for side in MARK}  # type: ignore[arg-type]
    shown = {PurePath(path) for example in (standard.bad, standard.good) for path in example.shows}
    both = sorted((sets["bad"] & sets["good"]) - shown)
    lines = []
    if both:
        lines.append(f"In both examples, not shown: {listed([f'`{path}`' for path in both])}.")
    for side in MARK:
        only = sorted(sets[side] - sets[_other(side)] - shown)  # type: ignore[arg-type]
        if only:
            lines.append(f"Only in the {side} one: {listed([f'`{path}`' for path in only])}.")
    return div("g-rest", " ".join(lines)) if lines else ""
