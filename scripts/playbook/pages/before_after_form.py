"""The tool with the form of a storyboard, drawn for the browser, which fills it.

docs/assets/tools/before-after.js calls the method that `data-click`, `data-input` or `data-change` names, and knows
what changes by `data-part`, in this order. The name of a control is its path in the storyboard;
docs/assets/tools/priorities/storyboard-form.js puts the rows of a list into `data-rows`, from the template behind it.
"""

from __future__ import annotations

from html import escape
from typing import get_args

from playbook.records.pain_point import MOST
from playbook.records.storyboard import Outcome

Field = tuple[str, str, str]
"""Name, label, and type: text, area, lines (one a line), number, range, date or choice."""

_INPUTS = {
    "text": 'type="text"',
    "number": 'type="text" inputmode="decimal"',
    "date": 'type="date" max="9999-12-31"',
}
_NUMBER = "<span data-number></span>"


def tool(made_up: str) -> str:
    """Give the tool before anything is in it; `made_up` says whose the examples are."""
    kinds = {"md": "Copy as Markdown", "svg": "Save as SVG", "json": "Save the file"}
    give = "".join(_button("give", words, f' name="{kind}"') for kind, words in kinds.items())
    return (
        '<div class="g-before"><div class="g-actions g-before__top"><label for="ba-open">Storyboard</label>'
        '<select id="ba-open" data-part data-change="choose"><optgroup label="On this device"></optgroup>'
        f'<optgroup label="{escape(made_up)}"></optgroup></select>{_button("add", "New")}{_button("remove", "Delete")}'
        f"{_button('undo', 'Undo', ' data-part')}</div>"
        f'<div class="g-before__form" data-part data-input="typed" data-change="settle">{form()}</div>'
        '<div class="g-before__page">'
        '<div class="g-before__sheet" data-part></div><div class="g-actions">'
        f"{_button('print', 'Print on one page', kind='md-button md-button--primary')}"
        f"{give}{_button('open', 'Open a file')}"
        '<input type="file" accept=".json" aria-label="Open a file" data-change="read" hidden></div>'
        '<p class="g-before__said" role="status" data-part></p></div></div>'
    )


def _button(does: str, words: str, more: str = "", kind: str = "md-button") -> str:
    return f'<button type="button" class="{kind}" data-click="{does}"{more}>{words}</button> '


def form() -> str:
    """Give the groups of the form, in the order in which they are filled in."""
    number: list[Field] = [("what", "What is counted", "text"), ("value", "Number", "number"), ("unit", "Unit", "text")]
    reading: list[Field] = [*number, ("date", "Taken on", "date"), ("source", "Where it comes from", "text")]
    request: list[Field] = [
        ("what", "What to do", "text"),
        ("hours", "Hours in all", "number"),
        ("of", "Of whom", "text"),
        ("until", "Until", "date"),
    ]
    saving: list[Field] = [
        ("what", "What is not done any more", "text"),
        ("hours", "Hours each time", "range"),
        ("times", "Times a year", "range"),
        ("hourly", "Price of an hour", "range"),
        ("currency", "Currency", "text"),
    ]
    then: list[Field] = [
        ("after.story", "What a day looks like then", "area"),
        ("after.gains", "What the time buys, one a line", "lines"),
    ]
    point: list[Field] = [("title", "Title", "text"), ("statement", "When … I have to … which costs …", "area")]
    outcome: list[Field] = [("verdict.says", "The promise was", "choice"), ("verdict.story", "Why", "area")]
    groups = [
        _group("The pain point", point, is_open=True),
        _group(
            "Where we are",
            [("before.story", "What happens today", "area")],
            _rows("before.measures", "Measure", reading),
            is_open=True,
        ),
        _group("What we ask", [], _rows("ask", "Request", request)),
        _group("Where we will be", then, _rows("after.measures", "Target", number)),
        _group("What it saves", [], _rows("saving", "Saving", saving)),
        _group("Risks taken away", [("risks", "One a line", "lines")]),
        _group("Later: what came of it", outcome, _rows("verdict.measures", "Measure after", reading)),
    ]
    return "".join(groups)


def _group(head: str, fields: list[Field], rows: str = "", *, is_open: bool = False) -> str:
    opened = " open" if is_open else ""
    return (
        f'<details class="g-before__group"{opened}><summary>{head}</summary>'
        f"{''.join(_field(*field) for field in fields)}{rows}</details>"
    )


def _rows(path: str, one: str, fields: list[Field]) -> str:
    """Give the place of the rows of a list, what each of them is made from, and the button that adds one."""
    less = f'Take out <span class="g-hidden">{one.lower()} {_NUMBER}</span>'
    return (
        f'<div data-rows="{path}" data-one="{one}" data-most="{MOST["rows"]}"></div>'
        f'<template><fieldset class="g-before__row"><legend>{one} {_NUMBER}</legend>'
        f"{''.join(_field(*field) for field in fields)}"
        f"{_button('rows', less, kind='g-less')}</fieldset></template>"
        f"{_button('rows', f'Add {one.lower()}', kind='md-button g-more')}"
    )


def _field(name: str, label: str, kind: str) -> str:
    if kind == "range":
        ends = "".join(_field(f"{name}.{index}", end, "number") for index, end in enumerate(["least", "most"]))
        return f'<fieldset class="g-before__range"><legend>{label}</legend>{ends}</fieldset>'
    return (
        f'<div class="g-field" data-type="{kind}"><label>{escape(label)} {_control(name, kind)}</label>'
        '<p class="g-field__hint g-field__hint--wrong"></p></div>'
    )


def _control(name: str, kind: str) -> str:
    if kind == "choice":
        choices = get_args(Outcome.model_fields["says"].annotation)
        options = "".join(f'<option value="{one}">{one or "not yet"}</option>' for one in choices)
        return f'<select name="{name}">{options}</select>'
    if kind in _INPUTS:
        return f'<input name="{name}" {_INPUTS[kind]} autocomplete="off">'
    return f'<textarea name="{name}" rows="3"></textarea>'
