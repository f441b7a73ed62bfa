"""Before and after: the tool on its page, and the worked example, drawn without scripts."""

from __future__ import annotations

from playbook.pages.before_after_form import tool
from playbook.pages.here import Here
from playbook.pages.island import element, sheet
from playbook.pages.organisation import org_name
from playbook.pages.text import escaped
from playbook.priorities import before_after as storyboard
from playbook.priorities.before_after import WORDS, Block, Part, Sheet
from playbook.priorities.storyboard_prints import LOOK
from playbook.priorities.storyboards import FORMAT, find, of_record, titles
from playbook.records.pain_point import PainPoint
from playbook.records.storyboard import Storyboard, shape

MEASURES = "priorities/measures/index.md"
MEANWHILE = "The form needs scripts. Without them, copy the parts of the filled storyboard above on paper."
EXAMPLES = 3
"""How many of the worked pain points the tool can open: those that have come furthest."""

SAYS = {
    "elsewhere": "Changed in another tab. Undo gives you what was here.",
    "unkept": "This browser keeps nothing for this page. Save the file before you leave.",
    "no_point": "The link names no pain point. Go back to the board and follow it again.",
    "no_file": "This is not a whole storyboard file. Save it again where it came from.",
    "large": "It is larger than 2 MB, which no storyboard is.",
    "yours": "Is “{}” your storyboard “{}”? Cancel starts another one.",
    "here": "Your storyboard “{}” is open.",
    "replace": "You have a storyboard of “{}” here. Replace it with the file?",
    "open": "“{}” is open.",
    "new": "A new storyboard.",
    "delete": "Delete the storyboard “{}” from this device?",
    "deleted": "Deleted. Undo brings it back.",
    "failed": "That did not work: {}",
}
"""What the tool says and asks."""

_FURTHEST = ("verified", "in progress", "chosen", "ranked")


def before_after_tool(here: Here) -> str:
    """Give the tool with its form, the words of the sheet, and some storyboards of the worked organisation."""
    name = here.library.organisation.organisation
    made_up = f"Of {name.name}" + (", which is made up" if name.made_up else "")
    data = {
        "shape": shape(),
        "words": WORDS,
        "says": SAYS,
        "look": LOOK,
        "measures": here.href(MEASURES),
        "blank": {**Storyboard(format=FORMAT, id="s1", title="x").model_dump(mode="json"), "title": ""},
        "examples": [
            of_record(point, titles(here.library)).model_dump(mode="json") for point in _examples(here)[:EXAMPLES]
        ],
    }
    return element(here, "before-after", data, MEANWHILE, "before-after", parts=tool(made_up))


def _examples(here: Here) -> list[PainPoint]:
    points = [point for point in here.library.all(PainPoint) if point.status in _FURTHEST]
    return sorted(points, key=lambda point: (_FURTHEST.index(point.status), point.id))


def before_after_example(here: Here, key: str = "") -> str:
    """Draw the storyboard of the pain point `key`, or of the one that has come furthest; nothing if there is none."""
    points = _examples(here)
    board = find(here.library, key or points[0].id) if key or points else None
    if board is None:
        return ""
    caption = f'<p class="g-story__of">{board.id} of {org_name(here)}</p>'
    return f"{sheet(here, 'before-after')}\n{drawn(storyboard.sheet(board), here, caption)}"


def drawn(page: Sheet, here: Here, above: str = "") -> str:
    """Give a sheet as HTML, the same that the tool draws."""
    says = f'<p class="g-story__says">{escaped(page.statement)}</p>' if page.statement else ""
    parts = "".join(_part(part, here) for part in page.parts)
    return (
        f'<div class="g-story">{above}<h3>{escaped(page.title)}</h3>{says}'
        f'<div class="g-story__parts">{parts}</div></div>'
    )


def _part(part: Part, here: Here) -> str:
    blocks = "".join(_block(block, here) for block in part.blocks)
    return f'<section class="g-story__part g-story__part--{part.id}"><h4>{part.head}</h4>{blocks}</section>'


def _block(block: Block, here: Here) -> str:
    text = escaped(block.text)
    if block.kind == "figure":
        amount = f"<b>{escaped(block.number)} <span>{escaped(block.unit)}</span></b>"
        return f'<p class="g-story__figure">{amount} {text}<small>{escaped(block.note)}</small></p>'
    said = f'<a href="{here.href(MEASURES)}">{text}</a>' if block.to else text
    return f'<p class="g-story__{block.kind}" data-kind="{block.kind}">{said}</p>'
