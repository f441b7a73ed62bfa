"""The team shapes: each with its figure, when it fits, when it breaks, and its people."""

from __future__ import annotations

from playbook.pages.blocks import definitions, div, heading, joined, table
from playbook.pages.figures.drawing import INK
from playbook.pages.figures.shapes import shape_svg
from playbook.pages.here import Here
from playbook.pages.text import markdown
from playbook.records.team import Group, Shape, Shapes

SITS = {"platform": "MLOps team", "product": "product teams", "both": "in both", "leadership": "leadership"}

SHORT_LEGEND = "One mark is one person. A dashed ring: this person wears a hat."
LEGEND = (
    "One mark is one person, and its number names the seat. A dashed ring: this person wears a hat. "
    "A large group is one mark with the number of people beside it. "
    "Blue is the MLOps team, ochre the product teams; green is where the two overlap."
)


def shapes(here: Here, record: Shapes) -> str:
    """Give every shape of the page with its figure, its table of people, and when it fits and breaks."""
    return joined(LEGEND, *(_shape(here, shape) for shape in record.shapes))


def shape_figure(here: Here, shape_id: str) -> str:
    """Give the figure of one shape, for a page of another kind. Raises KeyError for an unknown id."""
    known = {shape.id: shape for record in here.library.all(Shapes) for shape in record.shapes}
    if shape_id not in known:
        raise KeyError(f"no team shape `{shape_id}`; there are: {', '.join(known)}")
    return shape_svg(here, known[shape_id], uid=f"{shape_id}-alone", caption=SHORT_LEGEND)


def _shape(here: Here, shape: Shape) -> str:
    when = definitions([("Fits when", markdown(shape.fits)), ("Breaks when", markdown(shape.breaks))])
    people = table(("Seat", "How many:", "Where", "Hats"), [_row(here, *item) for item in enumerate(shape.people, 1)])
    return joined(
        heading(3, markdown(shape.title), f"shape-{shape.id}"),
        markdown(shape.lede),
        div("g-shape", shape_svg(here, shape), div("g-shape__when", when)),
        div("g-people", people),
    )


def _row(here: Here, number: int, group: Group) -> tuple[str, str, str, str]:
    hats = ", ".join(here.role(hat) for hat in group.hats)
    badge = f'<span class="g-no g-no--{INK[group.side]}{" g-no--hat" if hats else ""}">{number}</span>'
    return f"{badge} {here.role(group.seat)}", str(group.count), SITS[group.side], hats or "none"
