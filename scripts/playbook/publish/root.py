"""What stands beside the versions: the front door, the page for wrong addresses, the sitemap, permalinks.

mike touches only its version folders, versions.json and .nojekyll, so these files survive each deploy;
they are made anew after it, in a commit of their own, from what the branch holds.
"""

from __future__ import annotations

import re
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from mike import git_utils
from mike.commands import list_versions

from playbook.publish import branch as on
from playbook.publish.exports import FILES as EXPORTS
from playbook.publish.permalinks import FILE, FOLDERS, Edition, read_spots, redirect_page, redirects

LATEST = "latest"
DEV = "dev"
_RELEASE = re.compile(r"\d+\.\d+")


def number(name: str) -> tuple[int, ...] | None:
    """Give the numbers of a released version, such as (1, 2) for `1.2`; None for `dev`."""
    return tuple(int(part) for part in name.split(".")) if _RELEASE.fullmatch(name) else None


@dataclass(frozen=True)
class Published:
    """A version on the branch; `tag` is what it was built from, if it is a release."""

    latest: bool
    tag: str | None


def published(root: Path, branch: str) -> dict[str, Published]:
    """Give the versions on `branch`: releases first, the newest before the older."""
    with chdir(root):
        found = {
            str(info.version): Published(LATEST in info.aliases, (info.properties or {}).get("tag"))
            for info in list_versions(branch)
        }
    return dict(sorted(found.items(), key=lambda item: (number(item[0]) or (), item[0]), reverse=True))


def write_root(root: Path, branch: str, url: str, site_name: str) -> list[str]:
    """Make the root files of `branch` anew and commit those that changed; give their paths.

    `url` is where the site is published, with the slash at the end.
    """
    files = {path: text.encode("utf-8") for path, text in _files(root, branch, url, site_name).items()}
    before = on.read(root, branch, files)
    changed = {path: data for path, data in files.items() if before.get(path) != data}
    if changed:
        with chdir(root), git_utils.Commit(branch, "Front door, sitemap and permalinks") as commit:
            for path, data in changed.items():
                commit.add_file(git_utils.FileInfo(path, data))
    return sorted(changed)


def _files(root: Path, branch: str, url: str, site_name: str) -> dict[str, str]:
    versions = published(root, branch)
    newest = next((name for name, version in versions.items() if version.latest), None)
    front = LATEST if newest else next(iter(versions), DEV)
    pages = on.read(
        root,
        branch,
        [f"{front}/{name}" for name in ("404.html", "sitemap.xml", *EXPORTS)] + [f"{name}/{FILE}" for name in versions],
    )
    files = {".nojekyll": "", "robots.txt": _robots(url, released=newest is not None)}
    files["index.html"] = redirect_page(
        title=site_name,
        site_name="editions",
        to=f"{front}/",
        canonical=f"{url}{front}/",
        words="Go to the newest edition" if newest else "Go to what comes next; nothing is released yet",
        index=True,
    )
    if missing := pages.get(f"{front}/404.html"):
        files["404.html"] = missing.decode().replace(_at(url, LATEST), _at(url, front))
    if newest and (sitemap := pages.get(f"{front}/sitemap.xml")):
        files["sitemap.xml"] = sitemap.decode()
    files |= {name: export.decode() for name in EXPORTS if (export := pages.get(f"{front}/{name}"))}
    editions = [
        Edition(name, read_spots(data), number(name) is not None, LATEST if name == newest else None)
        for name in sorted(versions, key=lambda name: name != newest)
        if (data := pages.get(f"{name}/{FILE}"))
    ]
    known = [path.removesuffix("index.html") for path in on.names(root, branch, *FOLDERS)]
    return files | redirects(editions, known, url, site_name)


def _at(url: str, folder: str) -> str:
    return f"{urlsplit(url).path}{folder}/"


def _robots(url: str, *, released: bool) -> str:
    sitemap = f"\nSitemap: {url}sitemap.xml\n" if released else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"
