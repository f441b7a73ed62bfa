"""PKG: PKG004, what is deployed is pinned."""

from __future__ import annotations

from playbook.review.checks.packaging import located
from playbook.review.readers.ci import commands, pipelines, unread_commands
from playbook.review.readers.images import dockerfiles
from playbook.review.readers.lock_use import documented, lock_names, platform_installs
from playbook.review.readers.locked_images import Taken, taken
from playbook.review.readers.project import aside, locks, requirement_files
from playbook.review.readers.source import deploys, serves, source, trains
from playbook.review.repository import Repository
from playbook.review.verdict import Check, Finding, Verdict, decide, holds, missing, not_applicable


def pinned(repository: Repository) -> Verdict:
    """PKG004: each image of the solution installs a lock; where there is none, the job that deploys or trains does.

    A lock is the file of a tool, or requirements in which every line is pinned. One that nothing installs is no help.
    """
    if not source(repository):
        return not_applicable("there is no Python that could be deployed")
    deployed, images = deploys(repository), dockerfiles(repository)
    if not (deployed or trains(repository) or serves(repository)):
        return not_applicable("nothing is trained, served or deployed from here")
    own = [image for image in images if image.path in deployed and not aside(image.path)]
    seen = [taken(repository, image) for image in own]
    unread = [finding for image in own for finding in image.unread]
    unread += [finding for part in seen for finding in part.unread]
    found = [finding for part in seen for finding in part.findings]
    if found or unread or any(part.lock for part in seen):
        return decide(found, unread, holds=_reason(seen))
    others = set(deployed) - {image.path for image in images}
    if not (others or trains(repository) or serves(repository)):
        return not_applicable("no image installs Python packages")
    return _without_image(repository)


def _reason(seen: list[Taken]) -> str:
    names = sorted({part.lock for part in seen if part.lock})
    return f"what the image installs is pinned: {', '.join(names)}"


def _without_image(repository: Repository) -> Verdict:
    """Decide where no image says what is installed: a lock that CI, a platform or the instructions install."""
    known = locks(repository)
    unread = [finding for pipeline in pipelines(repository) for finding in pipeline.unread]
    unread += unread_commands(repository)
    if not known:
        return _nothing(repository)
    used = {lock for command in commands(repository) for lock in lock_names(known, command.text)}
    used |= documented(repository, known) | platform_installs(repository, known)
    if used:
        return holds(f"{min(used)} is installed")
    if unread:
        return missing("", unread)
    what = "nothing installs this lock: install it where you train and deploy"
    return decide((Finding(lock, message=what) for lock in known), holds="")


def _nothing(repository: Repository) -> Verdict:
    """Say that there is no lock: by the lines that keep a file of requirements from being one, if they are few."""
    own = [file for file in requirement_files(repository) if not aside(file.path) and file.lines]
    for file in own:
        loose = [line for line in file.lines if not (line.pinned or line.local)]
        if len(loose) * 2 < len(file.lines) and not file.unread:
            what = "can be another version at the next installation: pin it, as the other lines are"
            found = [located(repository, line, f"`{line.name or line.text}` {what}") for line in loose]
            return decide(found, holds="")
    what = "nothing pins what this runs on: commit a lock file, or requirements with every line pinned, and install it"
    return missing(what, path=own[0].path if own else "")


CHECKS: dict[str, Check] = {"PKG004": pinned}
