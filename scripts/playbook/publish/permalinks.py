"""Addresses that stay: /r/<role>/, /c/<claim>/ and /s/<standard>/ lead to the newest edition that has the record."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from urllib.parse import quote

from playbook.records.citing import FOLDER as STANDARDS
from playbook.records.evidence import Claim
from playbook.records.library import Library
from playbook.records.page import address
from playbook.records.role import Role
from playbook.records.standard import Standard

FILE = "permalinks.json"
"""In each published version: where its records stand. The root's redirects are made from these files alone."""

REGISTER = PurePath("about/sources/index.md")
FOLDERS = ("r", "c", "s")


@dataclass(frozen=True)
class Spot:
    """Where a record stands in one version: `to` is relative to the version's folder."""

    to: str
    title: str


def spots(library: Library) -> dict[str, Spot]:
    """Give the permalink of each role, claim and standard, such as `r/mlops-engineer/`, and where it leads."""
    found = {
        f"r/{role.id}/": Spot(quote(address(library.file_of(role))), f"{role.title} ({role.holds})")
        for role in library.all(Role)
    }
    if REGISTER in library.entries:
        register = quote(address(REGISTER))
        found |= {
            f"c/{claim.id}/": Spot(f"{register}#claim-{claim.id}", f"Claim {claim.id} of the interview")
            for claim in library.all(Claim)
        }
    return found | _standards(library)


def _standards(library: Library) -> dict[str, Spot]:
    """Give the permalinks of the standards: by ID, also in lower case as people type it, and by every slug."""
    return {
        f"{STANDARDS}/{key}/": Spot(quote(address(library.file_of(standard))), standard.title)
        for standard in library.all(Standard)
        for key in (standard.id, standard.id.lower(), standard.slug, *standard.former_slugs)
    }


def write_redirects(library: Library, site: Path) -> None:
    """Write the permalinks into a `site` that has no versions, as it is served while somebody writes it."""
    here = Edition(".", spots(library), released=False)
    organisation = library.organisation.site
    for path, text in redirects([here], (), organisation.url, organisation.name).items():
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def write_spots(library: Library, site: Path) -> None:
    """Write where the records stand into the built `site`."""
    rows = {link: {"to": spot.to, "title": spot.title} for link, spot in sorted(spots(library).items())}
    (site / FILE).write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read_spots(data: bytes) -> dict[str, Spot]:
    """Read what `write_spots` wrote."""
    return {link: Spot(row["to"], row["title"]) for link, row in json.loads(data).items()}


@dataclass(frozen=True)
class Edition:
    """A published version: `name` is its folder, `newest` where its pages stand as the newest, if it is that."""

    name: str
    spots: Mapping[str, Spot]
    released: bool
    newest: str | None = None


def redirects(editions: Iterable[Edition], known: Iterable[str], url: str, site_name: str) -> dict[str, str]:
    """Give the HTML of every permalink by its path, such as `r/mlops-engineer/index.html`.

    `editions` come newest first, `dev` last; `known` are permalinks of earlier deploys, which never go away.
    """
    all_editions = list(editions)
    links = dict.fromkeys([*(link for edition in all_editions for link in edition.spots), *known])
    return {f"{link}index.html": _permalink(link, all_editions, url, site_name) for link in sorted(links)}


def _permalink(link: str, editions: list[Edition], url: str, site_name: str) -> str:
    holders = [edition for edition in editions if link in edition.spots]
    if not holders:
        return _gone(link, site_name)
    first = holders[0]
    spot = first.spots[link]
    folder = first.newest or first.name
    words = (
        "Read it in the newest edition" if first.newest else f"Read it in {first.name}, the last edition that has it"
    )
    if not first.released:
        words = "Read it in what comes next; no edition has it yet"
    was = "\n".join(
        f'<li><a href="../../{edition.name}/{html.escape(edition.spots[link].to)}">As it was in {edition.name}</a></li>'
        for edition in holders
        if edition.released
    )
    return redirect_page(
        title=spot.title,
        site_name=site_name,
        to=f"../../{folder}/{spot.to}",
        canonical=f"{url}{folder}/{spot.to}",
        words=words,
        rest=f'<h2 id="editions">Every edition that has it</h2>\n<ul>\n{was}\n</ul>' if was else "",
        index=False,
    )


def redirect_page(
    *, title: str, site_name: str, to: str, canonical: str, words: str, rest: str = "", index: bool
) -> str:
    """Give a page that leads to `to` at once. Where it has a `rest`, `#editions` in its address makes it stay."""
    target = html.escape(to)
    robots = "" if index else '<meta name="robots" content="noindex">\n'
    tail = "" if "#" in to else " + location.search + location.hash"
    address = json.dumps(to).replace("<", "\\u003c")
    go = f"location.replace({address}{tail})"
    script = f'if (location.hash !== "#editions") {go}' if rest else go
    return _page(
        title,
        site_name,
        f"""{robots}<link rel="canonical" href="{html.escape(canonical)}">
<noscript><meta http-equiv="refresh" content="0; url={target}"></noscript>
<script>{script}</script>
""",
        f'<p><a href="{target}">{html.escape(words)}</a></p>\n{rest}'.rstrip(),
    )


def _gone(link: str, site_name: str) -> str:
    return _page(
        "No longer published",
        site_name,
        '<meta name="robots" content="noindex">\n',
        f"<p>No published edition holds <code>{html.escape(link)}</code> any more. "
        '<a href="../../">Go to the front page</a></p>',
    )


_STYLE = (
    "body{font:1.1rem/1.5 Georgia,'Noto Serif',serif;max-width:40rem;margin:3rem auto;padding:0 1rem}"
    "h1,h2{font-weight:500;line-height:1.2;text-wrap:balance}a{text-underline-offset:.2em}"
    "html{background:#f8faf6;color:#17201c}a{color:#14603a}"
    "@media(prefers-color-scheme:dark){html{background:#111916;color:#e6ebe4}a{color:#93d3a0}}"
)
"""The paper, ink and green of the playbook's own pages, which stand in tokens.css."""


def _page(title: str, site_name: str, head: str, body: str) -> str:
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="icon" href="data:,">
<title>{html.escape(title)} - {html.escape(site_name)}</title>
{head}<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>{html.escape(title)}</h1>
{body}
</main>
</body>
</html>
"""
