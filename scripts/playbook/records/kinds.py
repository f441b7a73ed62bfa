"""The kinds of record that there are. A new kind is a class of its own and one line here."""

from __future__ import annotations

from playbook.records.base import Record
from playbook.records.composition import CompositionRule
from playbook.records.design import DesignExample, DesignReview, DesignTemplate
from playbook.records.evidence import Claim, Work
from playbook.records.kit import Facilitation, Kit
from playbook.records.measure import Measure
from playbook.records.organisation import Organisation
from playbook.records.page import Comparison, Glossary, Home, Page
from playbook.records.pain_point import PainPoint
from playbook.records.path import Path
from playbook.records.role import Responsibilities, Role, Skill
from playbook.records.run import Run
from playbook.records.standard import Adoption, Family, Standard
from playbook.records.team import Shapes
from playbook.records.toolbelt import Toolbelt

PAGES: tuple[type[Page], ...] = (
    Page,
    Home,
    Role,
    Comparison,
    Responsibilities,
    Shapes,
    Glossary,
    Family,
    Standard,
    Adoption,
    Measure,
    Toolbelt,
    Kit,
    Facilitation,
    Path,
    DesignTemplate,
    DesignReview,
    DesignExample,
)
"""Kinds whose records are Markdown files; front matter names them with `kind`."""

LISTS: tuple[type[Record], ...] = (Claim, Work, Skill, CompositionRule, Run)
"""Kinds whose records are the items of one YAML file."""

SINGLES: tuple[type[Record], ...] = (Organisation,)
"""Kinds with one record, a YAML file."""

FOLDERS: tuple[type[PainPoint], ...] = (PainPoint,)
"""Kinds whose records are the YAML files of one folder."""
