"""CI004: what CI downloads and runs is pinned."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playbook.review.readers.ci import pipelines
from playbook.review.readers.ci.commands import OWN, with_values
from playbook.review.readers.ci.evidence import at, shown
from playbook.review.readers.ci.github import action_steps
from playbook.review.readers.ci.model import Pipeline, Step
from playbook.review.readers.origin import owners
from playbook.review.repository import Repository
from playbook.review.verdict import Finding, UnreadError, Verdict, decide, not_applicable

GITHUB = "GitHub Actions"
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?$", re.IGNORECASE)
_TRUSTED = frozenset({"actions", "github"})
_HOST = re.compile(r"https?://[^/]+/")
_UNKNOWN = re.compile(r"\$\{\{|\$[({\w]|<<|%\w|\{\{")


def pinned_actions(repository: Repository) -> Verdict:
    """CI004: actions of third parties are pinned to a commit, images to a tag other than latest or to a digest."""
    known = pipelines(repository)
    if not known:
        return not_applicable("there is no CI")
    own = owners(repository) | _TRUSTED
    found: list[Finding] = []
    unread: list[Finding] = []
    notes: list[str] = []
    for path, steps in _steps(repository, known, unread):
        for step in steps:
            found += _action(repository, step.path or path, step, own)
            notes += _own(path, step, own)
    for pipeline in known:
        found += _images(repository, pipeline)
        if pipeline.unread and not pipeline.steps:
            unread += pipeline.unread
    return decide(
        found,
        unread,
        holds=_reason(repository, known, own),
        notes=dict.fromkeys(notes),
    )


def _reason(repository: Repository, known: tuple[Pipeline, ...], own: frozenset[str]) -> str:
    """Say of what it is true that it holds."""
    actions = any(_third_party(step.uses, own) for _, steps in _steps(repository, known, []) for step in steps)
    images = any(pipeline.images for pipeline in known)
    if actions and images:
        return "each third-party action is pinned to a commit, and each image has a version"
    if actions or images:
        return "each third-party action is pinned to a commit" if actions else "each image has a version"
    return "CI uses no third-party action and no image"


def _steps(
    repository: Repository, known: tuple[Pipeline, ...], unread: list[Finding]
) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """Give the steps of workflows, and of the actions that the repository keeps for them."""
    for pipeline in known:
        if pipeline.system == GITHUB:
            yield pipeline.path, pipeline.steps
    for path in repository.named("action.yml", "action.yaml"):
        if "/" in path and not path.startswith((".github/", ".gitea/", ".forgejo/")):
            continue
        try:
            yield path, action_steps(repository, path, "")
        except UnreadError as error:
            unread.append(error.finding)


def _action(repository: Repository, path: str, step: Step, own: frozenset[str]) -> Iterator[Finding]:
    uses = _HOST.sub("", step.uses)
    if uses.startswith("docker://"):
        yield from _image(repository, path, step.line, uses.removeprefix("docker://"))
        return
    name, _, version = uses.partition("@")
    if not _third_party(uses, own) or _COMMIT.fullmatch(version):
        return
    what = f"`{version}` of {name} can be moved to other code" if version else f"{name} has no version"
    yield at(repository, path, step.line, f"{what}: pin it to the full commit, and keep the version in a comment")


def _third_party(uses: str, own: frozenset[str]) -> bool:
    owner = _HOST.sub("", uses).partition("@")[0].partition("/")[0].lower()
    return bool(uses) and not uses.startswith((".", *OWN)) and owner not in own


def _own(path: str, step: Step, own: frozenset[str]) -> Iterator[str]:
    name, _, version = step.uses.partition("@")
    owner = name.partition("/")[0].lower()
    if owner in own - _TRUSTED and version and not _COMMIT.fullmatch(version):
        yield f"{path}:{step.line}: {step.uses} is of your own organisation; it is not pinned either"


def _images(repository: Repository, pipeline: Pipeline) -> Iterator[Finding]:
    values = {step.job: step for step in pipeline.steps if step.values}
    for image in pipeline.images:
        for name in with_values(image.image, values[image.job]) if image.job in values else [image.image]:
            yield from _image(repository, image.path or pipeline.path, image.line, name)


def _image(repository: Repository, path: str, line: int, image: str) -> Iterator[Finding]:
    name = image.strip()
    if "@sha256:" in name or name in ("", "scratch"):
        return
    last = name.rpartition("/")[2]
    _, colon, tag = last.partition(":")
    if (colon and tag and tag != "latest") or (not colon and _UNKNOWN.search(name)):
        return  # a name that is a variable may well hold the tag: its value is checked where it is written
    what = "has the tag latest" if colon else "has no tag"
    yield at(repository, path, line, f"the image {shown(name)} {what}, so that it changes by itself: give it a version")
