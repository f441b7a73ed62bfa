"""What each role looks for in a design document, and the questions to copy; the rules that the check decides."""

from __future__ import annotations

import html

from playbook.design_docs.offered import questions
from playbook.design_docs.rules import RULES
from playbook.pages.blocks import UNSEARCHED, bullets, div, heading, joined, table
from playbook.pages.here import Here
from playbook.pages.island import sheet
from playbook.pages.text import coded, markdown, plain
from playbook.pages.wording import within
from playbook.records.design import DesignReview, Reviewer
from playbook.records.evidence import cited
from playbook.records.role import Role


def review_guide(here: Here, review: DesignReview) -> str:
    """Give a section for each role, and the file with what all of them ask."""
    base = here.href(here.file).removesuffix("./")
    return joined(
        sheet(here, "design"),
        sheet(here, "design-pages"),
        heading(2, "What each role looks for", f"roles{UNSEARCHED}"),
        "Each reads a few sections, and asks what the others do not see. "
        f'<a href="{base}review-questions.md" download>All questions in one file</a>.',
        *(_reviewer(here, item) for item in review.reviewers),
    )


def _reviewer(here: Here, reviewer: Reviewer) -> str:
    """Give what a role reads and looks for, and its questions as one text to copy."""
    role = here.library.get(Role, reviewer.role)
    title, anchor = role.title, f"questions-{role.id}"
    text = html.escape(questions(reviewer), quote=False).replace("{", "&#123;").replace("}", "&#125;")
    whose = f'<span class="g-unseen"> of the {html.escape(within(title))}</span>'
    return div(
        "g-reviewer",
        heading(3, markdown(title), f"{reviewer.role}{UNSEARCHED}"),
        f"{coded(reviewer.reads)} {here.link(role, 'About this role')}\n{{ .g-guide }}",
        bullets(coded(line.looks) for line in reviewer.lines),
        f'<div class="g-questions"><button class="md-button g-copy" type="button" data-clipboard-target="#{anchor}">'
        f'Copy the questions{whose}</button><pre id="{anchor}">{text}</pre></div>',
    )


def design_rules(here: Here) -> str:
    """Give all rules in a table, each with its id as an anchor, its level, what it says and why."""
    rows = [
        (
            f"{rule.id} {{ #{rule.id.lower()} }}",
            f'<span class="g-level g-level--{rule.level}">{rule.level}</span>',
            coded(rule.says),
            _with_known_sources(here, rule.why),
        )
        for rule in RULES
    ]
    head = ("ID", "Level", "It holds that", "Because")
    return joined(sheet(here, "design"), sheet(here, "design-pages"), div("g-blocks g-rules", table(head, rows)))


def _with_known_sources(here: Here, text: str) -> str:
    """Keep the citations of `text` when this page lists their sources (`sources:`); drop them when it does not."""
    listed_here = here.library.citations[here.file]
    known = all(key in listed_here for _offset, key in cited(text))
    return coded(text if known else plain(text))
