"""Puts one version of the site onto the branch that is served, with mike.

mike's `deploy` yields before it commits; our own build runs there, so that records are checked, warnings
are faults and the output is tidied, as in every other build.

`latest` is a real copy and no symbolic link: git stores the same tree once for both, each host serves it
(not all follow links), and a checkout on Windows holds pages, where a link would be a text file. A redirect
would make the canonical address of every page one that leads elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from mike import commands as mike
from mike.git_utils import GitEmptyCommit
from mike.git_utils import GitError as MikeError

from playbook.publish.branch import GitError, PublishError, git, require_identity, require_own_branch
from playbook.publish.papers.placing import reminder
from playbook.publish.permalinks import write_spots
from playbook.publish.root import DEV, LATEST, number, published, write_root
from playbook.publish.site import Target, build
from playbook.records.current import current

_TAG = re.compile(r"v(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


@dataclass(frozen=True)
class Version:
    """`name` is the folder and what the selector shows; `edition` stands in the footer and keeps the patch."""

    name: str
    edition: str

    @property
    def tag(self) -> str | None:
        return None if self.name == DEV else f"v{self.edition}"


NEXT = Version(DEV, DEV)
"""What stands on the main branch."""


def of_tag(tag: str) -> Version:
    """Give the version of a tag: `v1.2.3` is published as 1.2. Raises PublishError for other forms."""
    found = _TAG.fullmatch(tag)
    if not found:
        raise PublishError(
            f"`{tag}` is no tag of a release", "name it vX.Y.Z, such as v1.2.3; nothing else is published as a version"
        )
    return Version(f"{found[1]}.{found[2]}", f"{found[1]}.{found[2]}.{found[3]}")


def require_tag(root: Path, tag: str) -> None:
    """Raise PublishError unless HEAD is what `tag` names."""
    try:
        tagged = git(root, "rev-parse", "--verify", "--quiet", f"refs/tags/{tag}^{{commit}}")
    except GitError:
        raise PublishError(
            f"there is no tag {tag} here",
            f"`git fetch --tags` if it exists elsewhere, or make it: git tag -a {tag} -m {tag}",
        ) from None
    if tagged != git(root, "rev-parse", "HEAD"):
        raise PublishError(f"the work tree is not at {tag}", f"git switch --detach {tag}, then run this again")


def deploy(root: Path, version: Version, branch: str, say: Callable[[str], None], url: str | None = None) -> None:
    """Build `root` as `version`, commit it to `branch`, then make the root files anew.

    `url` is where the site is published (default: site.url of playbook.yml). Raises PublishError,
    ProblemsError (records) or BuildError (mkdocs); then nothing was committed.
    """
    require_identity(root)
    require_own_branch(root, branch)
    site = current(root).organisation.site
    url = url or site.url
    try:
        aliases = _aliases(root, branch, version)
        with TemporaryDirectory(prefix="playbook_") as folder:
            changed = _commit(
                root, version, branch, aliases, Target(Path(folder), f"{url}{LATEST}/", version.edition, True)
            )
        say(f"{version.edition} {'stands' if changed else 'stood already, unchanged,'} on {branch} as {version.name}/")
        if aliases:
            say(f"{LATEST}/ is {version.name}")
        if said := reminder(current(root)):
            say(said)
        for path in (paths := write_root(root, branch, url, site.name))[:4]:
            say(f"wrote /{path}")
        if len(paths) > 4:
            say(f"and {len(paths) - 4} more files at the root")
    except (MikeError, GitError, ValueError) as error:
        raise PublishError(
            f"the branch {branch} could not be written: {error}",
            f"look at it with `git log {branch}`; if it holds something else, name another with --branch",
        ) from error


def _aliases(root: Path, branch: str, version: Version) -> list[str]:
    """Give ["latest"] if `version` is the newest release. Raises PublishError if it would turn a patch back."""
    if version.tag is None:
        return []
    others = published(root, branch)
    standing = others[version.name].tag if version.name in others else None
    if standing and _patch(standing) > _patch(version.tag):
        raise PublishError(
            f"{version.name} is published from {standing} already; {version.tag} is older",
            "tag the change as a new patch, and publish that",
        )
    mine = number(version.name)
    assert mine is not None
    return [LATEST] if all(mine >= (number(name) or ()) for name in others) else []


def _patch(tag: str) -> int:
    return int(tag.rpartition(".")[2])


def _commit(root: Path, version: Version, branch: str, aliases: list[str], target: Target) -> bool:
    """Build and commit; give whether the branch changed."""
    try:
        with (
            chdir(root),
            mike.deploy(
                {"site_dir": str(target.folder), "use_directory_urls": True},
                version.name,
                version.name,
                aliases,
                update_aliases=True,
                alias_type=mike.AliasType.copy,
                branch=branch,
                message=f"{version.edition} from {git(root, 'rev-parse', '--short', 'HEAD')}",
                set_props=[("tag", version.tag)] if version.tag else [],
            ),
        ):
            write_spots(build(root, target), target.folder)
    except GitEmptyCommit:
        return False
    return True
