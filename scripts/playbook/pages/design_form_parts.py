"""What the form for design documents has besides the sections, drawn for the browser, which fills it.

docs/assets/tools/design.js calls the method that `data-click`, `data-input` or `data-change` names, with the control.
docs/assets/tools/design/facts.js fills a control by its `name`, which is the key of the front matter, a list from the
`template` behind it, and a place by its `data-…`.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from playbook.records.design import STAGES
from playbook.records.design_catalogue import Designs
from playbook.records.design_front import STATUSES

TIERS = ("everyone", "growing", "regulated")
STAGE_ASKS = {
    "problem": "is it worth it?",
    "pilot": "how do we try it?",
    "rollout": "what if others depend on it?",
    "operated": "did it help?",
    "retired": "what came instead?",
}
NOBODY = "Write a role of this playbook, or a handle without blanks: @somebody."
UNSAID = "Who said yes, and on which day, goes into the file below accepted."
SAYS = {
    "again": "Start again? The draft is taken from this device. Undo brings it back.",
    "another": "Another tab has changed the draft. Undo brings back what stood here.",
    "aside": "What was stored here is no draft of this playbook’s templates. It is kept aside.",
    "back": "Taken back.",
    "begin": "A draft is kept on this device, made with the template “{}”. Put it into “{}”?",
    "by_hand": "Its table was changed by hand, and stays as it is.",
    "comment": "a comment in the front matter cannot be kept. Move it below, or take it out.",
    "copied": "Copied.",
    "below": "Below the table",
    "examples": "Good and weak",
    "extra": "This template and stage do not ask for it. It is kept, and written.",
    "forbidden": "Not copied: this browser forbids it. Select the text and copy it.",
    "full_up": "Nothing is left empty",
    "large": "it is larger than 512 kB, and the check reads no such file. Link data and pictures.",
    "left": "Still empty: {}",
    "lost": "the form could not keep this line. The first heading is the title; text stands below a section’s heading.",
    "no_front": "a design document begins with front matter between two lines of ---.",
    "no_key": "the form cannot keep this line: it knows no such key, and keeps no comments here.",
    "no_template": "this playbook has no such template, or not this version of it.",
    "nothing": "There is nothing to take back.",
    "nothing_new": "It connects to nothing new",
    "open": "{} is open. Undo brings back what stood here.",
    "other": "Another tab had kept something else. Undo brings it back.",
    "out": "Row {} of “{}” is out. Undo brings it back.",
    "saved": "Saved as {}.",
    "stage": "For the stage “{}”",
    "started": "Started again. Undo brings the draft back.",
    "taken": "Taken over from {} into: {}. Undo takes it out.",
    "twice": "this key stands here a second time.",
    "unkept": "This browser does not keep the draft: its storage is full, or closed to it. Download what you write.",
    "unlike": "this is no value for this key.",
    "unread": "the form cannot read this value. Write it in double quotes.",
    "utf": "it could not be read. Choose a Markdown file in UTF-8.",
}
"""What the tool says when something happens, by what that is. What begins small follows the place in a file."""


def tool(designs: Designs) -> str:
    """Give the form before anything is in it."""
    roles = "".join(f'<option value="{key}">{escape(title)}</option>' for key, title in designs.roles.items())
    names = "".join(
        f'<option value="{escape(name)}"></option>' for name in dict.fromkeys(name for name, _, _ in _measures(designs))
    )
    return (
        f'<datalist id="d-roles">{roles}</datalist><datalist id="d-measures">{names}</datalist><div class="g-fill">'
        f'<div class="g-fill__form" data-input="typed">{_facts(designs)}</div>'
        f'<div class="g-fill__form" data-rest></div>{_SIDE}</div>'
    )


def _facts(designs: Designs) -> str:
    templates = [(key, template.title.removeprefix("Template: ")) for key, template in designs.templates.items()]
    stages = [(stage, f"{stage}: {STAGE_ASKS[stage]}") for stage in STAGES]
    return "".join(
        (
            "<h3>What kind</h3>",
            _row(
                _choice("template", "Template", templates, '<a data-page href="../">When to take it</a>'),
                _choice("stage", "Stage", stages, "Later stages ask for all that the earlier ones do."),
            ),
            "<h3>Who and when</h3>",
            _input("title", "Title", "What changes, in a few words.", ' maxlength="90"'),
            _row(
                _input("id", "Number", "The next one in your folder.", ' inputmode="numeric" maxlength="4"'),
                _choice("status", "Status", [(status, status) for status in STATUSES], wrong=UNSAID),
                _choice("tier", "Tier", [(tier, tier) for tier in TIERS], "Whom it concerns."),
                many=True,
            ),
            _input(
                "owner", "Owner", "Writes it, and answers for it. A role, or a handle: @somebody.", _ROLES, wrong=NOBODY
            ),
            _people(
                "decision_makers",
                "Decision makers",
                "Enter adds one. At least two accept it, and one of them is not the owner.",
            ),
            _row(
                _people("consulted", "Consulted", "They are asked before it is decided."),
                _people("informed", "Informed", "They are told afterwards."),
            ),
            _row(
                _input("created", "Created", "", _DATE),
                _input("review_by", "Review by", "90 days later, if you say nothing.", _DATE, wrong="It is not later."),
                _input("starts", "Starts", "The day on which the change begins.", _DATE),
                many=True,
            ),
            "<h3>What it speaks of</h3>",
            _ticks("pain_points", "Pain points", ((p.id, p.title, "") for p in designs.pain_points.values())),
            _ticks("measures", "Measures", _measures(designs)),
            _ticks(
                "toolbelt", "Toolbelt", ((name, has or "nothing yet", "") for name, has in designs.components.items())
            ),
            '<p class="g-field__hint">Kept from the file: <span data-kept></span></p>',
        )
    )


def _measures(designs: Designs) -> Iterable[tuple[str, str, str]]:
    """Give the playbook's measures, then those of pain points: name, what it is, and the point that it belongs to."""
    yield from ((key, title, "") for key, title in designs.measures.items())
    for point in designs.pain_points.values():
        for name in dict.fromkeys(number.what for number in (*point.before, *point.after)):
            yield name, f"of {point.id}", point.id


_ROLES = ' list="d-roles"'
_DATE = ' type="date" max="9999-12-31"'


def _row(*fields: str, many: bool = False) -> str:
    more = " g-fill__row--three" if many else ""
    return f'<div class="g-fill__row{more}">{"".join(fields)}</div>'


def _label(key: str, words: str) -> str:
    return f'<label class="g-field__asks" for="d-{key}">{words}</label>'


def _hint(key: str, words: str, wrong: str = "") -> str:
    """Give what stands below a field; what is wrong with it is said there too, as `data-says` has it."""
    below = f'<p class="g-field__hint" id="d-{key}-hint">{words}</p>'
    is_wrong = f'<p class="g-field__hint g-field__hint--wrong" id="d-{key}-wrong" data-says="{escape(wrong)}"></p>'
    return below + (is_wrong if wrong else "")


def _described(key: str, wrong: str = "") -> str:
    return f'id="d-{key}" aria-describedby="d-{key}-hint{f" d-{key}-wrong" if wrong else ""}"'


def _input(key: str, words: str, hint: str, more: str = "", wrong: str = "") -> str:
    kind = "" if "type=" in more else ' type="text"'
    control = f'<input {_described(key, wrong)} name="{key}" autocomplete="off"{kind}{more}>'
    return f'<div class="g-field">{_label(key, words)}{control}{_hint(key, hint, wrong)}</div>'


def _choice(key: str, words: str, options: Iterable[tuple[str, str]], hint: str = "", wrong: str = "") -> str:
    inside = "".join(f'<option value="{value}">{escape(said)}</option>' for value, said in options)
    control = f'<select {_described(key, wrong)} name="{key}">{inside}</select>'
    return f'<div class="g-field">{_label(key, words)}{control}{_hint(key, hint, wrong)}</div>'


def _people(key: str, words: str, hint: str) -> str:
    """Give a field for one more, and the list of those who are there."""
    control = f'<input {_described(key, NOBODY)} type="text" autocomplete="off"{_ROLES} data-change="add">'
    item = (
        '<li><span></span> <button type="button" class="g-link" data-click="out">Take out '
        '<span class="g-hidden"></span></button></li>'
    )
    chosen = f'<ul class="g-fill__chosen" data-chosen="{key}"></ul><template>{item}</template>'
    return f'<div class="g-field">{_label(key, words)}{chosen}{control}{_hint(key, hint, NOBODY)}</div>'


def _ticks(key: str, words: str, options: Iterable[tuple[str, str, str]]) -> str:
    """Give boxes to tick in a group that says what is chosen while it is closed."""
    boxes = "".join(_box(key, *option) for option in options)
    return (
        f'<details class="g-fill__ticks"><summary>{words}: <span data-names="{key}">none</span></summary>'
        f'<fieldset class="g-field"><legend class="g-hidden">{words}</legend>{boxes}</fieldset></details>'
    )


def _box(key: str, name: str, words: str, of: str) -> str:
    belongs = f' data-of="{of}"' if of else ""
    box = f'<input type="checkbox" name="{key}[]" value="{escape(name)}"{belongs}>'
    label = f'<label class="g-choice">{box}<span>{escape(name)} <small>{escape(words)}</small></span></label>'
    if key != "pain_points":
        return label
    offer = (
        f'<button type="button" class="g-link" data-click="takeOver" value="{name}">Take over what {name} says</button>'
    )
    return f'{label}<p class="g-fill__offer" data-offer="{name}" hidden>{offer}</p>'


def _button(does: str, words: str, more: str = "") -> str:
    return f'<button type="button" class="md-button{more}" data-click="{does}">{words}</button> '


_SIDE = (
    '<div class="g-fill__side"><h3 data-left>Still empty</h3><ul class="g-fill__open"></ul>'
    "<template><li><a></a></li></template>"
    f'<div class="g-actions">{_button("copy", "Copy", " md-button--primary")}{_button("save", "Download")}'
    f"{_button('pick', 'Open a file')}{_button('undo', 'Undo')}{_button('again', 'Start again')}"
    '<input type="file" accept=".md,text/markdown" aria-label="Open a file" data-change="open" hidden></div>'
    '<p class="g-fill__said" role="status" data-said></p><p class="g-fill__note" role="alert" data-trouble></p>'
    "<h3 data-file>The document</h3>"
    '<section class="g-fill__text" tabindex="0" aria-label="The document" data-text></section>'
    '<div class="g-fill__paper" data-paper></div>'
    "</div>"
)
