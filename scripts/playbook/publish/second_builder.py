"""Builds the site with Zensical too and compares: the same addresses, the same text on each page."""

from __future__ import annotations

import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from html import unescape
from pathlib import Path

from playbook.publish.papers.placing import place
from playbook.publish.site import Target, build, environment
from playbook.publish.terms import link_terms
from playbook.records.current import current

_ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)
_UNSEEN = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def compare(root: Path) -> list[str]:
    """Build the playbook in `root` with both builders and give each difference as a line.

    Raises ProblemsError, BuildError, or RuntimeError with Zensical's own words.
    """
    with tempfile.TemporaryDirectory(prefix="playbook_") as name:
        folder = Path(name)
        library = build(root, Target(folder / "mkdocs"))
        theirs = _zensical(root, folder / "copy")
        link_terms(library, theirs)  # as after mkdocs: what touches built pages is no builder's
        place(library, theirs)
        return differences(texts(folder / "mkdocs"), texts(theirs))


def _zensical(root: Path, copy: Path) -> Path:
    """Build a copy of `root`, because Zensical writes beside mkdocs.yml."""
    left_out = shutil.ignore_patterns(".git", ".venv", "node_modules", "site", ".cache")
    shutil.copytree(root, copy, ignore=left_out)
    env = {**os.environ, **environment(root, current(root), Target(copy / "site"))}
    command = [sys.executable, "-m", "zensical", "build", "--clean"]
    done = subprocess.run(command, cwd=copy, env=env, capture_output=True, text=True, check=False)
    if done.returncode != 0 or not (copy / "site/index.html").is_file():
        raise RuntimeError(f"Zensical did not build the site:\n{done.stdout}{done.stderr}")
    return copy / "site"


def texts(site: Path) -> dict[str, list[str]]:
    """Give the words of each page's article by its address."""
    return {
        file.parent.relative_to(site).as_posix(): words(file.read_text(encoding="utf-8"))
        for file in sorted(site.rglob("index.html"))
    }


def words(html: str) -> list[str]:
    """Give the words of the article in `html`, without markup and the marks of permalinks."""
    article = _ARTICLE.search(html)
    text = unescape(_TAG.sub(" ", _UNSEEN.sub(" ", article.group() if article else "")))
    return [word for word in text.split() if word not in ("#", "¶")]


def differences(ours: dict[str, list[str]], theirs: dict[str, list[str]]) -> list[str]:
    """Give what differs between two builds: missing addresses, then the first difference of each text."""
    found = [f"/{address}: only mkdocs has this page" for address in sorted(ours.keys() - theirs.keys())]
    found += [f"/{address}: only Zensical has this page" for address in sorted(theirs.keys() - ours.keys())]
    for address in sorted(ours.keys() & theirs.keys()):
        matcher = difflib.SequenceMatcher(a=ours[address], b=theirs[address], autojunk=False)
        changes = [block for block in matcher.get_opcodes() if block[0] != "equal"]
        if changes:
            _tag, a, b, c, d = changes[0]
            one, other = " ".join(ours[address][a:b][:12]), " ".join(theirs[address][c:d][:12])
            found.append(f"/{address}: {len(changes)} differences, first: mkdocs “{one}”, Zensical “{other}”")
    return found
