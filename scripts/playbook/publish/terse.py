"""Takes the comments and the white space out of our scripts in the built site: a quarter of them is types."""

from __future__ import annotations

from pathlib import Path

FOLDERS = ("assets/tools", "assets/javascripts")


def terse(site: Path) -> None:
    """Shorten each script of ours in the built `site`; what the theme has made is short already, and stays as it is."""
    from rjsmin import jsmin

    for folder in FOLDERS:
        for script in (site / folder).rglob("*.js"):
            if ".min." not in script.name:
                script.write_text(jsmin(script.read_text(encoding="utf-8")), encoding="utf-8")
