"""A standard's page: what the record says, and its two examples with the lines that differ marked."""

from __future__ import annotations

import html
from pathlib import PurePath

from playbook.pages.blocks import UNSEARCHED, bullets, definitions, div, heading, joined, table
from playbook.pages.examples import pair
from playbook.pages.here import Here
from playbook.pages.island import sheet
from playbook.pages.opening import strip
from playbook.pages.text import coded, listed, markdown
from playbook.records.catalogue import spoken_comment
from playbook.records.citing import says_it
from playbook.records.role import Role
from playbook.records.standard import Standard

TIER = {
    "everyone": "everyone",
    "growing": "growing teams",
    "regulated": "regulated sectors",
}
COPY = (
    '<button class="md-button g-copy" type="button" data-clipboard-target="#review-comment">'
    "Copy as review comment</button>"
)


def standard_top(here: Here, standard: Standard) -> str:
    """Give the head of the page, the pain, the two examples, and who looks at what."""
    return joined(
        sheet(here, "standards"),
        div(
            "g-mast",
            f'# <span class="g-id">{standard.id}</span> {markdown(standard.name)}',
            "" if says_it(standard) else f"{coded(standard.rule)}\n{{ .g-lede }}",
            COPY,
            _facts(standard),
        ),
        strip(here),
        _state(here, standard),
        heading(2, "The pain it takes away", "pain"),
        f"> {coded(standard.pain)}",
        f"Felt by the {listed([_role(here, key) for key in standard.felt_by])}.",
        heading(2, "Bad and good", f"examples{UNSEARCHED}"),
        pair(here, standard),
        heading(2, "Who looks at what", "who"),
        _looks(standard),
    )


def standard_rest(here: Here, standard: Standard) -> str:
    """Give the cost, how to bring it in, exceptions, what is related, the comment and the history."""
    return joined(
        div(
            "g-remit",
            div("g-cost", heading(2, "What it costs", "cost"), coded(standard.cost)),
            div("g-first", heading(2, "The first step", f"first-step{UNSEARCHED}"), coded(standard.first_step)),
        ),
        heading(2, "Bringing it in", f"bring-in{UNSEARCHED}"),
        "\n".join(f"{number}. {coded(step)}" for number, step in enumerate(standard.bring_in, 1)),
        _exceptions(standard),
        _related(here, standard),
        _cite(here, standard),
        heading(2, "History", f"history{UNSEARCHED}"),
        table(("Edition", "Date", "What changed"), _history(standard)),
    )


def _facts(standard: Standard) -> str:
    checked = f"`playbook review --only {standard.id}`" if standard.checked else "no program: a reviewer asks"
    state = f"{standard.state.capitalize()} since {standard.since}"
    level = f'<span class="g-level g-level--{standard.level}">{standard.level.capitalize()}</span>'
    rows = (("Level", level), ("For", TIER[standard.tier]), ("State", state), ("Decided by", checked))
    return div("g-facts", definitions(rows))


def _state(here: Here, standard: Standard) -> str:
    if standard.state not in ("draft", "deprecated", "withdrawn"):
        return ""
    says = {
        "draft": "This is a draft. Nobody is held to it yet, and no check asks it.",
        "deprecated": "This standard is on its way out. Do not take it up any more.",
        "withdrawn": "This standard is withdrawn. The page stays so that old reviews can be understood.",
    }[standard.state]
    instead = f" {_link(here, standard.replaced_by)} takes its place." if standard.replaced_by else ""
    return f'!!! warning "{standard.state.capitalize()}"\n\n    {says}{instead}'


def _looks(standard: Standard) -> str:
    asks = div("g-asks", heading(3, "The reviewer asks", f"reviewer{UNSEARCHED}"), bullets(map(coded, standard.leaves)))
    if not standard.checked:
        none = "No check decides this standard: the answer is not in the files. Ask these questions in the review."
        return div("g-remit", div("g-check-none", heading(3, "The check decides", "check"), none), asks)
    decides = div("g-decides", heading(3, "The check decides", "check"), bullets(map(coded, standard.decides)))
    return div("g-remit", decides, asks)


def _exceptions(standard: Standard) -> str:
    rows = definitions((coded(item.when), coded(item.instead)) for item in standard.exceptions)
    if not standard.checked:
        how = "Write the exception, its reason and its end date in the pull request in which you agree on it."
        return joined(
            heading(2, "Exceptions", f"exceptions{UNSEARCHED}"), div("g-with g-except", rows) if rows else "", how
        )
    return joined(
        heading(2, "Exceptions", f"exceptions{UNSEARCHED}"),
        div("g-with g-except", rows) if rows else "",
        "An exception of your repository stands in its `pyproject.toml`, with a reason and an end date:",
        f'```toml title="pyproject.toml"\n[tool.playbook.exceptions]\n{_line(standard)}\n```',
    )


def _line(standard: Standard) -> str:
    return f'{standard.id} = {{reason = "…", until = 2027-03-01, paths = ["legacy/**"]}}'


def _related(here: Here, standard: Standard) -> str:
    links = [
        *(_link(here, key) for key in standard.related),
        *(here.link(here.library.entries[file].record) for file in map(PurePath, standard.see)),
    ]
    return joined(heading(2, "Related", f"related{UNSEARCHED}"), bullets(links)) if links else ""


def _link(here: Here, key: str) -> str:
    return here.link(here.library.get(Standard, key))


def _role(here: Here, key: str) -> str:
    role = here.library.get(Role, key)
    return here.link(role, role.title if role.title.startswith(("ML", "MLOps")) else role.title.lower())


def _cite(here: Here, standard: Standard) -> str:
    """Give the comment in full. It is text: Markdown is copied as it stands, and nothing in it is markup here."""
    comment = html.escape(spoken_comment(standard, here.library.organisation.site.url))
    comment = comment.replace("{", "&#123;").replace("}", "&#125;")
    return (
        '<div class="g-cite" markdown="1">\n\n'
        f"{heading(2, 'Cite it in a review', f'cite{UNSEARCHED}')}\n\n{COPY}\n\n"
        f'<pre class="g-comment" id="review-comment">{comment}</pre>\n\n</div>'
    )


def _history(standard: Standard) -> list[tuple[str, str, str]]:
    return [(change.edition, change.date.isoformat(), coded(change.what)) for change in standard.history]
