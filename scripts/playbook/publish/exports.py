"""What programs read of the site: standards.json, and the schemas of it, of boards, ballots and storyboards.

They are in each version and, for the newest, at the root.
"""

from __future__ import annotations

import json
from pathlib import Path

from playbook.publish.design_data import write_design_data
from playbook.records.board_schema import BALLOT, BOARD, ballot_schema, board_schema
from playbook.records.catalogue import FILE, SCHEMA, export
from playbook.records.catalogue_schema import schema
from playbook.records.library import Library
from playbook.records.storyboard import SCHEMA as STORYBOARD
from playbook.records.storyboard import schema as storyboard_schema

FILES = (FILE, SCHEMA, BOARD, BALLOT, STORYBOARD)


def write_exports(library: Library, site: Path, edition: str) -> None:
    """Write the exports of `library` into the built `site`; `edition` is what they say they are of."""
    url = library.organisation.site.url
    made = {
        FILE: export(library, edition),
        SCHEMA: schema(url),
        BOARD: board_schema(url),
        BALLOT: ballot_schema(url),
        STORYBOARD: storyboard_schema(url),
    }
    for name, data in made.items():
        (site / name).write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    write_design_data(library, site)
