"""What a published version does not need: source maps, search languages that it does not use, indents of templates."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

_KEPT_OR_LINE_END = re.compile(
    r"(<(pre|script|style|textarea|template)\b.*?</\2>)|[ \t]*\n[ \t\n]*", re.DOTALL
)  # no \s: a space that does not break is text
_SOURCE_MAP = re.compile(rb"(?:/\*|//)[#@] sourceMappingURL=\S+?(?: ?\*/)?\s*$")


def tidy(site: Path, languages: Collection[str] = ("en",)) -> None:
    """Take out of the built `site` what no page asks for, and the remarks that point at it.

    `languages` are those of the search; English is stemmed without a file of its own.
    """
    for source_map in site.rglob("*.map"):
        source_map.unlink()
    for kind in ("*.js", "*.css"):
        for file in (site / "assets").rglob(kind):
            data = file.read_bytes()
            without = _SOURCE_MAP.sub(b"", data)
            if without != data:
                file.write_bytes(without)
    for page in site.rglob("*.html"):
        page.write_text(_tidy_page(page.read_text(encoding="utf-8")), encoding="utf-8")
    _tidy_search(site / "assets" / "javascripts" / "lunr", set(languages) - {"en"}, several=len(languages) > 1)


def _tidy_page(html: str) -> str:
    """Give `html` without empty lines and indents, which a browser reads as one space, but where they are text."""
    return _KEPT_OR_LINE_END.sub(lambda found: found[1] or "\n", html)


def _tidy_search(folder: Path, languages: set[str], *, several: bool) -> None:
    """Keep what Material's search worker loads for `languages`; remove the folder if that is nothing."""
    wanted = {f"lunr.{language}.min.js" for language in languages}
    wanted |= {"lunr.stemmer.support.min.js"} if languages or several else set()
    wanted |= {"lunr.multi.min.js"} if several else set()
    wanted |= {"tinyseg.js"} if "ja" in languages else set()
    wanted |= {"wordcut.js"} if languages & {"hi", "th"} else set()
    for file in folder.rglob("*"):
        if file.is_file() and file.name not in wanted:
            file.unlink()
    for empty in (folder / "min", folder):
        if empty.is_dir() and not any(empty.iterdir()):
            empty.rmdir()
