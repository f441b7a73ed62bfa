"""Makes the papers of a kit as HTML, each in one page that needs no other host."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from playbook.publish.papers.deck import agenda, slides
from playbook.publish.papers.notes import Note, cuts, notes, run_sheet
from playbook.publish.papers.words import bare, said
from playbook.records.kit import Kit
from playbook.workshops.plan import shortest
from playbook.workshops.words import clock

HERE = Path(__file__).parent
LOOK = HERE / "look"
"""Style sheets and the script of papers; in the site they are in assets/papers/."""
FONTS = HERE / "fonts"
"""What is printed is printed in these: fonts/ORIGIN.txt says why."""
_FACE = re.compile(r"@font-face\{[^}]*\}\s*")
_FACES = (
    ("Literata", "literata-latin", (400, 500, 600)),
    ("Archivo Narrow", "archivo-narrow-latin", (400, 700)),
)
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


@dataclass(frozen=True)
class Look:
    """How a paper gets its style: from files below `assets`, an address, or from CSS that stands in it (`inside`)."""

    assets: str = ""
    inside: str = ""


@cache
def inline(*sheets: str) -> str:
    """Give the sheets of look/ as one, with the fonts for printing in it, for a page that loads nothing."""
    css = "".join((LOOK / name).read_text(encoding="utf-8") for name in sheets)
    return "".join(_faces()) + _FACE.sub("", _COMMENT.sub("", css))


def _faces() -> Iterator[str]:
    for family, name, weights in _FACES:
        for weight in weights:
            data = base64.b64encode((FONTS / f"{name}-{weight}.woff2").read_bytes()).decode("ascii")
            source = f"url(data:font/woff2;base64,{data})"
            yield f'@font-face{{font-family:"{family}";src:{source};font-weight:{weight}}}\n'


def participants_slides(kit: Kit, look: Look) -> str:
    """Give the slides that the room sees."""
    return _slides(kit, look, {})


def facilitator_slides(kit: Kit, look: Look) -> str:
    """Give the same slides with the speaker's notes."""
    return _slides(kit, look, notes(kit, slides(kit)))


def _slides(kit: Kit, look: Look, said_to: Mapping[str, Note]) -> str:
    return _made("slides.html", look, title=kit.title, takes=kit.takes, slides=slides(kit), notes=said_to)


def handout(kit: Kit, look: Look) -> str:
    """Give the handout with the worksheet."""
    steps = [
        {"title": step.title, "sees": step.sees, "does": step.does, "code": step.code}
        for step in kit.steps
        if step.kind != "break"
    ]
    return _made(
        "handout.html",
        look,
        kit=kit.id,
        title=kit.title,
        outcome=kit.outcome,
        takes=kit.takes,
        brings=kit.brings,
        rows=agenda(kit),
        minutes=kit.length,
        steps=steps,
        exercise=kit.exercise,
        outputs=kit.outputs,
        afterwards=kit.afterwards,
        worksheet=kit.worksheet,
    )


def run_sheet_page(kit: Kit, look: Look) -> str:
    """Give the facilitator's run sheet."""
    found = cuts(kit)
    shorter = any(cut.how != "left out" for cut in found)
    skipped = any(cut.how == "left out" for cut in found)
    ways = {
        (True, True): "Shorten each of these a little; then leave out, the first named first.",
        (True, False): "Shorten each of these a little.",
        (False, True): "Leave out, the first named first.",
    }
    return _made(
        "run-sheet.html",
        look,
        title=kit.title,
        takes=kit.takes,
        rows=run_sheet(kit),
        end=clock(kit.length),
        minutes=kit.length,
        cuts=found,
        order=ways.get((shorter, skipped), ""),
        least=clock(shortest(kit.steps)),
    )


def _made(template: str, look: Look, **values: Any) -> str:
    return _environment().get_template(template).render(assets=look.assets, inside=look.inside, **values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"said": said, "bare": bare}
    return environment
