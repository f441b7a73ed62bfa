"""The tables of a document: alternatives, and whether it may connect."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playbook.design_docs.rules.model import Asked, Fault, Rule
from playbook.design_docs.rules.reading import Cells, asks_for, fault, shown, taken_on, with_form

_LABEL = re.compile(
    r"\W*(?:(?:option|alternative)\s+(?:\d{1,2}|[a-z])\b|(?:\d{1,2}|[a-z])\s*[.):–—-])?\W*", re.IGNORECASE
)
"""What stands before the name of an alternative: `B)`, `Option 2:`, a quotation mark."""
_DO_NOTHING = re.compile(r"(?:we\s+)?(?:do|doing)\s+nothing\b", re.IGNORECASE)
_WHAT_WE_HAVE = re.compile(r"with what we (?:already )?have\b", re.IGNORECASE)
_ANSWER = re.compile(
    r"\W*(yes|no)\b(?!\W*\?|\W*(?:/|or\b)\W*(?:yes|no)\b|[ -]one\b"
    r"|\W+(?:probably|perhaps|maybe|hopefully|presumably)\b)"
)
"""A yes or a no, and not both, nor what somebody only hopes for."""
NO_LONGER = ("rejected", "superseded", "retired")


def _alternatives(asked: Asked) -> Iterator[Fault]:
    for section, part, options in asks_for(asked, "alternatives"):
        named = {_option(cells).casefold(): cells["Option"] for cells in options if not cells.empty("Option")}
        nothing = [option for option in named if _DO_NOTHING.match(option)]
        besides = [option for key, option in named.items() if key not in nothing]
        if not nothing:
            mend = "add a row that begins with “Do nothing”, and say what it costs and until when it would do"
            yield Fault(part.line, "“Do nothing” is not among the alternatives", mend, 0, section.id)
        if len(besides) < 2:
            count = "none" if not besides else f"only “{shown(besides[0])}”"
            what = f"besides doing nothing there must be two alternatives, and there is {count}"
            yield Fault(part.line, what, "add what else you could do, also if you do not want it", 0, section.id)


def _option(cells: Cells) -> str:
    """Give the name of an alternative, without the letter or number before it."""
    return _LABEL.sub("", cells["Option"], count=1) or cells["Option"]


def _what_we_have(asked: Asked) -> Iterator[Fault]:
    for section, part, options in asks_for(asked, "alternatives"):
        if not any(_WHAT_WE_HAVE.match(_option(cells)) for cells in options):
            mend = "add a row that begins with “With what we have”, and say how far that would get you"
            yield Fault(part.line, "no alternative says what you could do with what you have", mend, 0, section.id)


def _integration(asked: Asked) -> Iterator[Fault]:
    for section, part, connected in asks_for(asked, "integration"):
        if not connected:
            mend = "write one row for each system; where nothing is connected: | nothing new | – | – | – |"
            yield Fault(part.line, "the table says nothing about what you connect to", mend, 0, section.id)
        for cells in connected:
            if not cells.is_nothing:
                yield from _allowed(asked, cells)


def _allowed(asked: Asked, cells: Cells) -> Iterator[Fault]:
    system = f"“{shown(cells['We connect to'])}”"
    if cells.empty("We connect to"):
        mend = "name the system that you read from or write to"
        yield fault(asked, cells, "We connect to", "this row does not say what you connect to", mend)
        system = "it"
    answer = _ANSWER.match(cells["Allowed?"].casefold())
    if cells.open("Allowed?"):
        return
    if answer is None:
        said = "nobody has asked" if cells.empty("Allowed?") else f"the answer is “{shown(cells['Allowed?'])}”"
        mend = "ask whoever owns it; then write yes or no, who said so, and when"
        yield fault(asked, cells, "Allowed?", f"may you connect to {system}? {said}", mend)
        return
    if answer[1] == "no" and asked.stage != "problem" and asked.front.status not in NO_LONGER:
        what = f"{system} may not be connected, and the stage is `{asked.stage}`"
        mend = "get a yes before you go on; or stay at `stage: problem`, or set `status: rejected`"
        yield fault(asked, cells, "Allowed?", what, mend)
    if cells.unnamed("Who said so"):
        what = f"“{answer[1]}” for {system}, and nobody who said so"
        yield fault(asked, cells, "Who said so", what, "write the role or the board that said it")
    yield from taken_on(asked, cells, "When")


RULES = (
    Rule(
        "DES005",
        "alternatives",
        "Doing nothing, and two more",
        "The alternatives hold doing nothing, and at least two besides.",
        "Everything is a trade-off, and one alternative is no choice. [@T17 @own]",
        "Write what happens if you do nothing, and until when that would do.",
        _alternatives,
        applies=with_form("alternatives"),
        of_text=True,
    ),
    Rule(
        "DES006",
        "what-we-have",
        "One of them is with what you have",
        "One alternative begins with “With what we have”.",
        "Build with the tools you have; buying can take very long. [@B03]",
        "Ask the team that runs the tool you already have how far it would get you.",
        _what_we_have,
        applies=with_form("alternatives"),
        of_text=True,
    ),
    Rule(
        "DES014",
        "integration",
        "It may connect",
        "For each system that it connects to stands yes or no, who said so and when; from the pilot on it is yes.",
        "A data platform was built and could connect to no source: the board had frozen all integrations. [@P12]",
        "Ask the owner of each system before anything else, and write down the answer.",
        _integration,
        applies=with_form("integration"),
        of_text=True,
    ),
)
