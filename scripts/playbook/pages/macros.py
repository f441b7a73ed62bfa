"""The macros that pages call, and nothing more: each hands over to a typed function.

`{{ opening() }}` begins a page and `{{ evidence() }}` ends it; the others fill what lies between.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from playbook.pages.before_after import before_after_example, before_after_tool
from playbook.pages.board_tools import ballot_tool, board_tool
from playbook.pages.charter import charter
from playbook.pages.compare import compare_any
from playbook.pages.comparisons import comparison
from playbook.pages.composer_page import composer
from playbook.pages.coverage_report import coverage
from playbook.pages.design_documents import document_index, document_page
from playbook.pages.design_form import design_form
from playbook.pages.design_review import design_rules, review_guide
from playbook.pages.design_templates import template_index, template_page
from playbook.pages.evidence import evidence
from playbook.pages.facilitation import facilitation
from playbook.pages.glossary import glossary
from playbook.pages.here import Here
from playbook.pages.home import doors, edition
from playbook.pages.kits import kit_index, kit_page
from playbook.pages.measures import deployments_figure, measure_index, measure_rest, measure_top
from playbook.pages.opening import opening
from playbook.pages.organisation import org_name, spoken
from playbook.pages.our_board import our_board, our_board_figure
from playbook.pages.pain_points import our_points
from playbook.pages.paths import path_index, path_page
from playbook.pages.register import claim_count, source_register
from playbook.pages.responsibilities import responsibility_matrix
from playbook.pages.roles import role_index, role_rest, role_top
from playbook.pages.standards import standard_rest, standard_top
from playbook.pages.standards_index import adoption_order, family_order, standards_card, standards_index
from playbook.pages.team import shape_figure, shapes
from playbook.pages.toolbelt import toolbelt
from playbook.records.current import current
from playbook.records.design import DesignExample, DesignReview, DesignTemplate
from playbook.records.kit import Facilitation, Kit
from playbook.records.measure import Measure
from playbook.records.page import Comparison, Glossary, Page
from playbook.records.path import Path as OnboardingPath
from playbook.records.role import Responsibilities, Role
from playbook.records.standard import Adoption, Family, Standard
from playbook.records.team import Shapes

ON_ANY_PAGE: dict[str, Callable[..., str]] = {
    "opening": opening,
    "evidence": evidence,
    "org_name": org_name,
    "role_index": role_index,
    "shape_figure": shape_figure,
    "charter": charter,
    "composer": composer,
    "compare_any": compare_any,
    "coverage": coverage,
    "source_register": source_register,
    "claim_count": claim_count,
    "standards_index": standards_index,
    "standards_card": standards_card,
    "our_board": our_board,
    "our_board_figure": our_board_figure,
    "our_points": our_points,
    "board_tool": board_tool,
    "ballot_tool": ballot_tool,
    "before_after_tool": before_after_tool,
    "before_after_example": before_after_example,
    "measure_index": measure_index,
    "deployments_figure": deployments_figure,
    "toolbelt": toolbelt,
    "kit_index": kit_index,
    "path_index": path_index,
    "template_index": template_index,
    "document_index": document_index,
    "design_rules": design_rules,
    "design_form": design_form,
    "four_doors": doors,
    "this_edition": edition,
}
"""Macros for every page: the function takes where it stands, and what the page hands over.

No macro has the name of a key in front matter or in `extra` of mkdocs.yml: those would hide it.
"""

OF_A_RECORD: dict[str, tuple[type[Page], Callable[..., str]]] = {
    "role_top": (Role, role_top),
    "role_rest": (Role, role_rest),
    "team_shapes": (Shapes, shapes),
    "comparison": (Comparison, comparison),
    "responsibility_matrix": (Responsibilities, responsibility_matrix),
    "glossary": (Glossary, glossary),
    "standard_top": (Standard, standard_top),
    "standard_rest": (Standard, standard_rest),
    "family_order": (Family, family_order),
    "adoption_order": (Adoption, adoption_order),
    "measure_top": (Measure, measure_top),
    "measure_rest": (Measure, measure_rest),
    "kit_page": (Kit, kit_page),
    "facilitation": (Facilitation, facilitation),
    "path_page": (OnboardingPath, path_page),
    "template_page": (DesignTemplate, template_page),
    "document_page": (DesignExample, document_page),
    "review_guide": (DesignReview, review_guide),
}
"""Macros for pages of one kind: the function takes where it stands, and the page's own record."""


def register(env: Any, root: Path) -> None:
    """Give `env` (of mkdocs-macros or Zensical) the macros for the playbook in `root`."""
    library = current(root)
    env.variables["org"] = spoken(library.organisation)

    def macro(name: str, fragment: Callable[..., str]) -> None:
        @pass_context
        def call(context: Context, *args: Any, **options: Any) -> str:
            return fragment(Here.of(library, context["page"]), *args, **options)

        env.macro(call, name)

    for name, fragment in ON_ANY_PAGE.items():
        macro(name, fragment)
    for name, (kind, fragment) in OF_A_RECORD.items():
        macro(name, _of_record(kind, fragment))


def _of_record(kind: type[Page], fragment: Callable[..., str]) -> Callable[..., str]:
    def call(here: Here) -> str:
        record = here.entry.record
        if not isinstance(record, kind):
            raise TypeError(f"docs/{here.file}: this macro is for pages with `kind: {kind.kind_name}`")
        return fragment(here, record)

    return call
