"""What the pages about design documents offer to take along: an empty document, and the questions of a review."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping

from playbook.design_docs.layout import written
from playbook.design_docs.writing import PLACEHOLDER
from playbook.records.design import STAGES, DesignReview, DesignTemplate, Reviewer
from playbook.records.design_catalogue import TemplateEntry
from playbook.records.evidence import plain


def empty(template: TemplateEntry, stage: str = STAGES[0]) -> str:
    """Give a document of the newest version in which nothing is filled in, neither its number nor its dates."""
    front = {"template": f"{template.id}@{template.version}", "tier": "everyone", "created": PLACEHOLDER}
    never = datetime.date.min  # `created` is given
    return written(template.versions[template.version], front, {}, stage=stage, today=never)


def bare(document: str) -> str:
    """Give `document`, an empty one, without its guidance: for those who copy it from the page that explains it."""
    return re.sub(r"<!-- .*? -->\n\n", "", document)


def last_stage(template: DesignTemplate) -> str:
    """Give the last stage that asks for a section of its own."""
    return max((section.stage for section in template.sections), key=STAGES.index)


def questions(reviewer: Reviewer) -> str:
    """Give what `reviewer` asks as a Markdown list, for a comment."""
    return "\n".join(f"- {plain(line.asks)}" for line in reviewer.lines)


def all_questions(review: DesignReview, titles: Mapping[str, str]) -> str:
    """Give what everybody asks, role by role. `titles` are those of the roles, by id."""
    return "\n".join(_questions(review, titles))


def _questions(review: DesignReview, titles: Mapping[str, str]) -> Iterator[str]:
    yield "# Questions for the review of a design document"
    for reviewer in review.reviewers:
        yield from ("", f"## {titles[reviewer.role]}", "", plain(reviewer.reads), "", questions(reviewer))
    yield ""
