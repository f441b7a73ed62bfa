"""The toolbelt's inventory, drawn for the browser, which fills it.

docs/assets/tools/toolbelt.js puts the fields of a state, `#belt-fields-…`, into the row that has it, the number of
answers into `data-count`, and calls the method that `data-click` names. Each `section` stands there for one result; its
`data-text` holds what is copied or saved.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from playbook.pages.text import plain
from playbook.pages.wording import capital
from playbook.records.toolbelt import Part

STATES = {"have": "In place", "partly": "Partly", "nothing": "Nothing yet"}
"""What the tool calls each state."""
ASKS = {
    "have": {"chosen": "What you use", "owner": "Who owns it"},
    "partly": {"chosen": "What you use", "note": "Where", "owner": "Who owns it", "weeks": "Weeks to buy"},
    "nothing": {"owner": "Who would own it", "weeks": "Weeks to buy"},
}
"""What it then asks for."""
SAYS = {
    "another": "Another tab has changed this. Undo takes it back.",
    "copied": "Copied.",
    "forbidden": "Not copied: this browser forbids it. Select the text and copy it.",
    "forget": "Forget all answers on this device?",
    "forgotten": "Forgotten. Undo brings it back.",
    "mark": "[@ begins the mark of a source. Leave it out.",
    "nothing": "Nothing to take back.",
    "taken": "Taken back.",
    "unkept": " This browser keeps nothing: copy what you need.",
    "unsaid": "not said yet.",
    "weeks": "Write a whole number from 0 to 520.",
}
"""What it says when something happens, by what that is."""


def tool(parts: Iterable[Part]) -> str:
    """Give the tool before anything is answered: a row for each of `parts`, then what comes of the answers."""
    rows = "".join(_row(index, part) for index, part in enumerate(parts))
    fields = "".join(f'<template id="belt-fields-{state}">{_fields(state)}</template>' for state in STATES)
    return (
        f'<div data-input="typed">{rows}</div>{fields}'
        f'<div class="g-actions">{_button("undo", "Undo")} {_button("again", "Start again")}</div>'
        f'<div class="g-answer">{_COUNTS}<ul class="g-belt__open"></ul>'
        f"{_text('For playbook.yml', 'Copy the lines')}{_text('For leadership', 'Copy the text')}{_board()}</div>"
        '<p class="g-answer__said" role="status"></p>'
    )


_COUNTS = (
    '<h3><span data-count="have partly nothing"></span> of 10 answered</h3>'
    '<p class="g-answer__said" role="status"><span data-count="have"></span> in place, '
    '<span data-count="partly"></span> partly, <span data-count="nothing"></span> with nothing yet. '
    "<span hidden>Still to look at:</span></p>"
)


def _row(index: int, part: Part) -> str:
    """Give the question for a component with its answers. The fields of the answer come last."""
    asks = escape(plain(part.asks).replace("'", "’"))
    states = "".join(
        f'<label class="g-choice"><input type="radio" name="belt-{index}" value="{state}"> <span>{says}</span></label>'
        for state, says in STATES.items()
    )
    return (
        f'<div class="g-belt__part" data-component="{part.component}" role="group" '
        f'aria-labelledby="belt-{index}" aria-describedby="belt-{index}-asks">'
        f'<div><p class="g-field__asks" id="belt-{index}">{escape(capital(part.component))}</p>'
        f'<p class="g-belt__asks" id="belt-{index}-asks">{asks}</p></div>'
        f'<div class="g-belt__states">{states}</div><div class="g-belt__fields"></div></div>'
    )


def _fields(state: str) -> str:
    return "".join(_field(name, label) for name, label in ASKS[state].items())


def _field(name: str, label: str) -> str:
    kind, mode = (' class="g-belt__weeks"', "numeric") if name == "weeks" else ("", "text")
    return (
        f"<label{kind}><span>{label}</span> "
        f'<input type="text" name="{name}" inputmode="{mode}" placeholder=" " autocomplete="off"></label>'
    )


def _text(heading: str, copy: str) -> str:
    return (
        f'<section hidden><h3>{heading}</h3><pre class="g-belt__text" data-text></pre>'
        f'<div class="g-actions">{_button("copy", copy)}</div></section>'
    )


def _board() -> str:
    return (
        "<section hidden><h3>For the board</h3>"
        '<p>Pain points for <span data-count="partly nothing"></span> of 10 components, in our words. '
        "Ask whoever feels them for theirs.</p>"
        '<div class="g-actions"><a class="md-button">Take to the board</a> '
        f"{_button('save', 'Save as CSV')}<span data-text hidden></span></div></section>"
    )


def _button(does: str, words: str) -> str:
    return f'<button type="button" class="md-button" data-click="{does}">{words}</button>'
