"""What every page begins with: its title, its first sentence, and for whom, for what and how long."""

from __future__ import annotations

from playbook.pages.here import Here
from playbook.pages.text import markdown


def opening(here: Here) -> str:
    """Give the heading, the lede and the strip "for you if / you leave with / takes"."""
    page = here.entry.record
    lede = f"\n{markdown(page.lede)}\n{{ .g-lede }}\n" if page.lede else ""
    return f"# {markdown(page.title)}\n{lede}\n{strip(here)}"


def strip(here: Here) -> str:
    """Give the facts strip of the page as a description list."""
    page = here.entry.record
    return "\n".join(
        [
            '<div class="g-strip" markdown="1">',
            "",
            "For you if",
            f":   {markdown(page.reader)}",
            "",
            "You leave with",
            f":   {markdown(page.outcome)}",
            "",
            "Takes",
            f":   {page.takes}",
            "",
            "</div>",
        ]
    )
