"""Versions on the branch: what each holds, what stands beside them, and what survives the next deploy."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree, html

from playbook.publish import versions
from playbook.publish.branch import PublishError
from playbook.publish.root import number, write_root
from playbook.publish.site import Target, build
from tests.versions import small
from tests.versions.conftest import BRANCH, Site, deploy

pytestmark = pytest.mark.xdist_group("versions")


def listed(folder: Path) -> dict[str, list[str]]:
    """Give the versions that the selector shows with their aliases, in its order."""
    rows = json.loads((folder / "versions.json").read_text(encoding="utf-8"))
    assert [row["title"] for row in rows] == [row["version"] for row in rows]
    return {row["version"]: row["aliases"] for row in rows}


def sums(folder: Path) -> dict[str, str]:
    """Give the sum of each file below `folder`."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def canonical(page: Path) -> str:
    """Give the canonical address that `page` names."""
    return str(html.fromstring(page.read_bytes()).xpath("string(//link[@rel='canonical']/@href)"))


def refresh(page: Path) -> str:
    """Give where `page` leads without scripts."""
    content = html.fromstring(page.read_bytes()).xpath("string(//noscript/meta[@http-equiv='refresh']/@content)")
    return str(content).removeprefix("0; url=")


# -- versions and aliases


def test_selector_lists_dev_and_each_release_once(published: Site) -> None:
    assert listed(published.folder) == {"dev": [], "1.1": ["latest"], "1.0": []}


def test_latest_is_a_real_copy_of_the_newest_release(published: Site) -> None:
    assert not (published.folder / "latest").is_symlink()
    assert sums(published.folder / "latest") == sums(published.folder / "1.1")


@pytest.mark.parametrize("version", ["latest", "1.1", "1.0", "dev"])
def test_every_page_names_its_address_in_latest(published: Site, version: str) -> None:
    pages = sorted((published.folder / version).rglob("index.html"))
    assert len(pages) >= 4
    for page in pages:
        path = page.relative_to(published.folder / version).parent.as_posix()
        assert canonical(page) == f"{small.URL}latest/{'' if path == '.' else path + '/'}", page


def test_versions_carry_no_source_maps_and_no_unused_search_languages(published: Site) -> None:
    heavy = [f for f in published.folder.rglob("*") if f.suffix == ".map" or f.name.startswith(("lunr", "tinyseg"))]
    assert heavy == []


def test_footer_keeps_the_patch(published: Site) -> None:
    assert "edition 1.1.0" in (published.folder / "latest/index.html").read_text(encoding="utf-8")


def test_patch_replaces_its_version_and_an_older_tag_does_not_move_latest(published: Site, tmp_path: Path) -> None:
    root = tmp_path / "fork"
    small.git(tmp_path, "clone", "--quiet", str(published.repository), str(root))
    small.git(root, "config", "user.name", "Somebody")
    small.git(root, "config", "user.email", "somebody@example.org")
    small.git(root, "branch", BRANCH, f"origin/{BRANCH}")
    small.git(root, "rm", "--quiet", "docs/roles/four.md")
    small.commit(root, "v1.0.1")
    assert "latest/ is 1.0" not in deploy(root, versions.of_tag("v1.0.1"))
    folder = small.checkout(root, BRANCH, tmp_path / "site")
    assert listed(folder) == {"dev": [], "1.1": ["latest"], "1.0": []}
    assert "edition 1.0.1" in (folder / "1.0/index.html").read_text(encoding="utf-8")
    assert not (folder / "1.0/roles/three").exists()
    assert sums(folder / "latest") == sums(published.folder / "latest")
    with pytest.raises(PublishError, match=r"1\.0 is published from v1\.0\.1 already; v1\.0\.0 is older"):
        versions.deploy(root, versions.of_tag("v1.0.0"), BRANCH, print)


def test_publishing_the_same_again_changes_nothing(published: Site) -> None:
    before = small.git(published.repository, "rev-parse", BRANCH)
    assert deploy(published.repository, versions.NEXT) == ["dev stood already, unchanged, on gh-pages as dev/"]
    assert small.git(published.repository, "rev-parse", BRANCH) == before


@pytest.mark.parametrize("tag", ["1.2.3", "v1.2", "v1.2.3-rc1", "v01.2.3", "v1.2.3\n", "latest", ""])
def test_only_plain_tags_are_versions(tag: str) -> None:
    with pytest.raises(PublishError, match="is no tag of a release"):
        versions.of_tag(tag)


def test_tenth_minor_is_newer_than_the_ninth() -> None:
    assert (number("1.10") or ()) > (number("1.9") or ())


# -- what stands beside the versions


def test_front_door_leads_to_dev_until_there_is_a_release(published: Site) -> None:
    assert refresh(published.before_release / "index.html") == "dev/"
    assert refresh(published.after_first / "index.html") == "latest/"
    assert refresh(published.folder / "index.html") == "latest/"
    assert not (published.before_release / "sitemap.xml").exists()


def test_root_files_stand_in_a_commit_of_their_own(published: Site) -> None:
    changed = small.git(published.repository, "log", "--format=%s", "--name-only", "-1", BRANCH)
    subject, *files = filter(None, changed.splitlines())
    assert subject == "Front door, sitemap and permalinks"
    assert files
    assert not [file for file in files if file.startswith(("dev/", "1.", "latest/"))]


def test_root_files_survive_the_next_deploy(published: Site) -> None:
    deployed = small.git(published.repository, "ls-tree", "-r", "--name-only", f"{BRANCH}~1").splitlines()
    wanted = {"index.html", "404.html", "sitemap.xml", "robots.txt", ".nojekyll", "r/three/index.html"}
    assert wanted <= set(deployed)
    assert small.git(published.repository, "log", "-1", "--format=%s", f"{BRANCH}~1").startswith("dev from ")


def test_what_others_put_at_the_root_stays(published: Site, tmp_path: Path) -> None:
    root = tmp_path / "fork"
    shutil.copytree(published.repository, root)
    small.git(root, "worktree", "prune")
    small.git(root, "worktree", "add", "--quiet", str(tmp_path / "branch"), BRANCH)
    small.write(tmp_path / "branch", "CNAME", "handbook.example.org\n")
    small.commit(tmp_path / "branch")
    small.git(root, "worktree", "remove", str(tmp_path / "branch"))
    small.commit(root, "v2.0.0")
    deploy(root, versions.of_tag("v2.0.0"))
    assert small.git(root, "show", f"{BRANCH}:CNAME") == "handbook.example.org"


@pytest.mark.parametrize(("state", "version"), [("before_release", "dev"), ("after_first", "latest")])
def test_root_404_holds_only_addresses_that_work_from_any_depth(published: Site, state: str, version: str) -> None:
    folder: Path = getattr(published, state)
    page = html.fromstring((folder / "404.html").read_bytes())
    addresses = [str(element.get(name)) for name in ("href", "src") for element in page.iterfind(f".//*[@{name}]")]
    inside = [address for address in addresses if not address.startswith(("#", "https://", "data:", "javascript:"))]
    assert inside
    for address in inside:
        assert address.startswith("/handbook/"), address
        if "/../" not in address:
            path = folder / address.removeprefix("/handbook/")
            assert (path / "index.html").is_file() or path.is_file(), address
    assert any(address.startswith(f"/handbook/{version}/assets/") for address in inside)


def test_sitemap_lists_every_page_of_latest_and_nothing_else(published: Site) -> None:
    tree = etree.fromstring((published.folder / "sitemap.xml").read_bytes())
    listed_pages = {loc.text for loc in tree.iter("{*}loc")}
    latest = published.folder / "latest"
    pages = {page.parent.relative_to(latest).as_posix() for page in latest.rglob("index.html")}
    assert listed_pages == {f"{small.URL}latest/{'' if page == '.' else page + '/'}" for page in pages}
    assert f"Sitemap: {small.URL}sitemap.xml" in (published.folder / "robots.txt").read_text(encoding="utf-8")


# -- permalinks


@pytest.mark.parametrize(
    ("link", "to", "was"),
    [
        pytest.param("r/one", "latest/roles/one/", ["1.1", "1.0"], id="role-in-latest"),
        pytest.param("c/T01", "latest/about/sources/#claim-T01", ["1.1", "1.0"], id="claim"),
        pytest.param("r/three", "1.0/roles/three/", ["1.0"], id="role-that-vanished"),
        pytest.param("r/four", "dev/roles/four/", [], id="role-to-come"),
    ],
)
def test_permalink_leads_to_the_newest_edition_that_has_it(published: Site, link: str, to: str, was: list[str]) -> None:
    page = published.folder / link / "index.html"
    assert refresh(page) == f"../../{to}"
    assert canonical(page) == f"{small.URL}{to}"
    tree = html.fromstring(page.read_bytes())
    assert tree.xpath("string(//meta[@name='robots']/@content)") == "noindex"
    links = [(str(a.text), str(a.get("href"))) for a in tree.iter("a")]
    tail = to.split("/", 1)[1]
    assert links[0][1] == f"../../{to}"
    assert links[1:] == [(f"As it was in {version}", f"../../{version}/{tail}") for version in was]
    for _words, href in links:
        target, _, anchor = href.partition("#")
        text = (page.parent / target / "index.html").read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in text


def test_permalink_of_what_no_version_holds_any_more_still_answers(published: Site, tmp_path: Path) -> None:
    root = tmp_path / "fork"
    shutil.copytree(published.repository, root)
    small.git(root, "rm", "--quiet", "docs/roles/four.md")
    small.commit(root)
    deploy(root, versions.NEXT)
    page = small.git(root, "show", f"{BRANCH}:r/four/index.html")
    assert "No published edition holds <code>r/four/</code> any more" in page
    assert "refresh" not in page
    assert write_root(root, BRANCH, small.URL, "Book") == []


# -- identical bytes

_BUILD = """
import sys
from pathlib import Path
from playbook.publish.site import Target, build
root, folder = map(Path, sys.argv[1:])
build(root, Target(folder, "https://example.org/latest/", "1.0.0", True))
"""


def build_apart(root: Path, folder: Path, seed: str) -> dict[str, str]:
    """Build `root` in a process of its own, with another order of sets; give the sums of its files."""
    environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(
        [sys.executable, "-c", _BUILD, str(root), str(folder)],
        capture_output=True,
        text=True,
        env={**environment, "PYTHONHASHSEED": seed},
    )
    assert done.returncode == 0, done.stderr
    return sums(folder)


def test_two_clones_of_a_commit_build_identical_bytes(published: Site, tmp_path: Path) -> None:
    built = []
    for seed in ("1", "2"):
        root = tmp_path / f"clone-{seed}"
        small.git(tmp_path, "clone", "--quiet", str(published.repository), str(root))
        built.append(build_apart(root, tmp_path / f"site-{seed}", seed))
    assert "sitemap.xml.gz" in built[0]
    assert built[0] == built[1]


def test_a_build_leaves_the_environment_as_it_was(published: Site, tmp_path: Path) -> None:
    before, here = dict(os.environ), Path.cwd()
    build(published.repository, Target(tmp_path / "site", versioned=True))
    assert dict(os.environ) == before
    assert Path.cwd() == here
    assert re.search(r"<lastmod>2026-01-02<", (tmp_path / "site/sitemap.xml").read_text(encoding="utf-8"))
