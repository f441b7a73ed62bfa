"""What the check says about a document that breaks rules on purpose."""

from __future__ import annotations

import datetime

from playbook.design_docs.check import check
from playbook.design_docs.rules.model import Fault
from playbook.pages.blocks import UNSEARCHED, div, heading, joined, table
from playbook.pages.design_shown import Shown, day
from playbook.pages.here import Here
from playbook.pages.text import coded
from playbook.pages.wording import capital
from playbook.records.design import FOLDER
from playbook.records.design_catalogue import Designs

CHECK = FOLDER / "checking.md"


def said(here: Here, shown: Shown, designs: Designs) -> str:
    """Give the faults in a table, each with what the template asks in that section.

    The check is asked as of the day on which somebody last decided something: what a reader would have seen then.
    """
    today = _last_day(shown)
    (answer,) = check(here.library.root, (shown.document.file,), designs, today=today)
    template = designs.templates[shown.front.template_id]
    asks = {section.id: section.asks for section in template.versions[shown.front.template_version]}
    rows = [
        (_rule(here, rule), str(fault.line), coded(_sentences(fault)), coded(asks.get(fault.section, "–")))
        for rule, faults in sorted(answer.faults.items())
        for fault in faults
    ]
    return joined(
        heading(2, "What the check says", f"the-check{UNSEARCHED}"),
        f"`playbook design check` of the document as it stood on {day(today)}:",
        div("g-blocks g-said-by", table(("Rule", "Line:", "It says", "The template asks"), rows)),
    )


def _rule(here: Here, rule: str) -> str:
    """Give the id of a rule, with a link to its row on the page about the check."""
    return f"[{rule}]({here.to(CHECK, rule.lower())})" if CHECK in here.library.entries else rule


def _sentences(fault: Fault) -> str:
    return f"{capital(fault.what)}. {capital(fault.mend)}."


def _last_day(shown: Shown) -> datetime.date:
    return max([shown.front.created, *(item.on for item in shown.front.accepted)])
