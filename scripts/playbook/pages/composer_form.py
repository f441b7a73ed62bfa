"""The composer's questions, drawn for the browser, which fills them and puts its answer behind them.

docs/assets/tools/composer.js calls the method that `data-click`, `data-input` or `data-change` names.
"""

from __future__ import annotations

from playbook.records.composition import MOST_PEOPLE

QUESTIONS = {
    "executive": (
        "Is there an executive who understands this part?",
        {"yes": "Yes", "not-yet": "Somebody who does not get it yet", "no": "No"},
    ),
    "product_manager": (
        "How technical is your product manager?",
        {"technical": "Technical", "not-technical": "Not technical", "none": "There is none"},
    ),
    "teams": ("How many product teams do you serve?", {"one": "One", "several": "Several"}),
}
"""What is asked, and what each answer is called, by the names that the rules have for them."""
SAYS = {
    "careful": "Watch out",
    "copied": "Copied.",
    "forbidden": "This browser does not let the page copy. Copy it from the field below.",
    "hint": "Do not count the executive, nor a product manager you have already.",
    "warned": " There is one thing to watch out for.",
    "wrong": f"Write a whole number from 1 to {MOST_PEOPLE}. The answer below is for",
}
"""What the number field, the answer and the copy button say besides."""


def tool() -> str:
    """Give the tool before anything is answered."""
    questions = "".join(_question(name, asks, choices) for name, (asks, choices) in QUESTIONS.items())
    return (
        f'<div class="g-form">{_PEOPLE}{questions}</div><div class="g-answer"><div></div><div class="g-actions">'
        '<button type="button" class="md-button md-button--primary" data-click="copy">Copy as Markdown</button> '
        '<button type="button" class="md-button" data-click="reset">Reset</button> '
        '<span class="g-answer__copied" role="status"></span></div>'
        '<textarea class="g-answer__text" rows="8" readonly aria-label="The answer as Markdown" hidden>'
        "</textarea></div>"
    )


def _question(name: str, asks: str, choices: dict[str, str]) -> str:
    answers = "".join(
        f'<label class="g-choice"><input type="radio" name="{name}" value="{value}"> <span>{words}</span></label>'
        for value, words in choices.items()
    )
    legend = f'<legend class="g-field__asks">{asks}</legend>'
    return f'<fieldset class="g-field" data-change="choose">{legend}{answers}</fieldset>'


def _step(by: int, label: str, sign: str) -> str:
    return f'<button type="button" class="g-step" aria-label="{label}" data-click="step" value="{by}">{sign}</button>'


_PEOPLE = (
    '<div class="g-field" role="group" aria-labelledby="composer-people-label">'
    '<label class="g-field__asks" id="composer-people-label" for="composer-people">'
    "How many people can you have?</label>"
    f'<div class="g-stepper">{_step(-1, "One person fewer", "−")} '
    f'<input id="composer-people" type="number" inputmode="numeric" min="1" max="{MOST_PEOPLE}" autocomplete="off" '
    f'aria-describedby="composer-people-hint" data-input="number"> {_step(1, "One person more", "+")}</div>'
    '<p class="g-field__hint" id="composer-people-hint"></p></div>'
)
