"""The tables of a path as a checklist: boxes for a pen, which docs/assets/tools/checklist.js makes to tick.

Each task has a box, which is hidden until the script is there, and a note: when it is due, which the script fills in;
what it waits for, until that is done; and from what day on it may be out of date. Without scripts the tables are all
there is, and enough. What the script fills has a `data-part`; a button's name says what it does.
"""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Mapping

from playbook.pages.blocks import joined
from playbook.pages.here import Here
from playbook.pages.island import island, sheet
from playbook.pages.text import coded, escaped
from playbook.pages.wording import capital
from playbook.records.evidence import CITATION
from playbook.records.page import address
from playbook.records.path import FRESH, OWNERS, Path, Task

FORMAT = "playbook-checklist/1"
_SOURCES = re.compile(rf"(?:\s*{CITATION.pattern})+\s*$")


def ticked(path: Path, task: Task) -> str:
    """Give the text of `task` as the label of its box. Its sources, if it ends with some, stand behind it."""
    sources = _SOURCES.search(task.text)
    words = task.text[: sources.start()] if sources else task.text
    box = (
        f'<input type="checkbox" value="{task.id}" data-owner="{task.owner}" data-day="{path.due(task)}" '
        f'aria-describedby="note-{task.id}">'
    )
    behind = f" {coded(sources.group())}" if sources else ""
    return f'<label class="g-task" id="task-{task.id}">{box}{coded(words)}</label>{behind}'


def note(path: Path, task: Task) -> str:
    """Give what is to know of `task` besides; it is the last thing in the cell of its text."""
    texts = {other.id: other.text for other in path.tasks}
    waits = "".join(f'<span data-after="{key}">Waits for “{_short(texts[key])}”</span>' for key in task.after)
    old = task.verified + FRESH + datetime.timedelta(days=1)
    stale = (
        f'<span data-stale="{old.isoformat()}" hidden>Not verified since '
        f"{task.verified.day} {task.verified:%B %Y}</span>"
    )
    return f'<small id="note-{task.id}" data-search-exclude><span></span>{waits}{stale}</small>'


def _short(words: str) -> str:
    """Give the first sentence of a text, which names a task well enough."""
    return re.split(r"(?<=[.?!]) ", escaped(words.replace("`", "")))[0].removesuffix(".")


def checklist(here: Here, path: Path, *parts: str) -> str:
    """Give the horizons of `path`, already drawn, with the tool above and what is kept below.

    The script comes as soon as any of it is near the view: `data-tool` stands on the whole. For the sake
    of phones it does without the style sheet of all tools: the few rules that matter here stand in its own.
    """
    module = posixpath.relpath("assets/tools/checklist.js", address(here.file) or ".")
    data = {
        "blank": {"format": FORMAT, "path": path.id, "start": "", "done": {}},
        "leaves": path.leaves,
        "says": _says(path),
    }
    tool = (
        f'<div class="g-tool">{sheet(here, "checklist")}<playbook-checklist data-tool="{module}">'
        "<p>Ticking here needs scripts; on paper a pen will do.</p>"
        f'<script type="application/json">{island(data)}</script><template>{_tool(path)}</template>'
        "</playbook-checklist></div>"
    )
    return joined(f'<div class="g-checklist" data-tool="{module}" markdown="1">', tool, *parts, _kept(path), "</div>")


def _says(path: Path) -> Mapping[str, str]:
    """Give what the tool says, by when."""
    return {
        "forget": "Forget on this device what is ticked here? Save it as a file first if somebody still needs it.",
        "unkept": "This browser keeps nothing: save what you tick as a file.",
        "taken": "taken in. Nothing that was ticked here is lost.",
        "no": f"no checklist that this page has saved. Choose a file called {_file(path)}.",
        "other": f"the checklist of another path. Open it on that path’s page, or choose a file called {_file(path)}.",
    }


def _file(path: Path) -> str:
    return f"checklist-{path.id}.json"


def _tool(path: Path) -> str:
    """Give what the script draws above the tables. A `div` in it would end the one around it, for Markdown."""
    owners = [owner for owner in OWNERS[path.leaves] if any(task.owner == owner for task in path.tasks)]
    options = "".join(f'<option value="{owner}">{capital(owner)}</option>' for owner in owners)
    day = f"{'Last' if path.leaves else 'First'} day"
    return (
        '<p class="g-checklist__asks">'
        f'<label>Whose tasks <select data-part><option value="">Everybody’s</option>{options}</select></label>'
        f'<label>{day} <input type="date" min="2000-01-01" max="2099-12-31" data-part></label></p>'
        '<p class="g-checklist__said"><strong role="status" data-part></strong> <a data-part></a></p>'
    )


def _kept(path: Path) -> str:
    return (
        '<div class="g-tool g-checklist__kept">'
        "<p>What you tick is kept in this browser alone. To take it along, or to hand it on, save it as a file. "
        "Due days are counted from Monday to Friday; holidays are not known.</p>"
        "<p>The path has changed. Ticked before, and kept in the file: <span data-part></span>.</p>"
        f'<p class="g-actions"><a class="md-button" href="data:," download="{_file(path)}" data-part>Save as file</a> '
        '<button type="button" class="md-button" name="open">Open a file</button> '
        '<button type="button" class="md-button" name="print">Print</button> '
        '<button type="button" class="md-button" name="forget">Forget</button></p>'
        '<input type="file" accept=".json" aria-label="A checklist that was saved" hidden data-part>'
        '<p role="status" data-part></p></div>'
    )
