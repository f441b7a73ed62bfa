"""PKG: PKG005 and PKG006, container images."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playbook.review.readers.building import built
from playbook.review.readers.images import Image, Instruction, Stage, dockerfiles
from playbook.review.readers.project import aside
from playbook.review.repository import Repository
from playbook.review.verdict import Check, Finding, Verdict, decide, not_applicable

_BY_PLATFORM = re.compile(r"\$\{\w+\}")
_FROM = re.compile(r"(?:^|,)from=([^,]+)")


def from_package(repository: Repository) -> Verdict:
    """PKG005: every image that runs the project's code installs the project, with its code there or editable."""
    images = _own(repository)
    if not images:
        return not_applicable(_none(repository))
    findings: list[Finding] = []
    unread = [finding for image in images for finding in image.unread]
    installed = 0
    for image in images:
        verdict = built(repository, image)
        findings += verdict.findings
        unread += verdict.unread
        installed += verdict.installed
    if not (findings or unread or installed):
        return not_applicable("no Dockerfile runs the project's Python")
    return decide(findings, unread, holds="every image that runs the project installs it")


def pinned_base(repository: Repository) -> Verdict:
    """PKG006: every image that a Dockerfile starts or copies from has a tag other than latest, or a digest.

    Defaults of build arguments are filled in; one without a default cannot be read. Stages and scratch pass.
    """
    images = _own(repository)
    if not images:
        return not_applicable(_none(repository))
    findings: list[Finding] = []
    unread = [finding for image in images for finding in image.unread]
    for image in images:
        for name, line, unknown, what in _used(image):
            evidence = repository.lines(image.path)[line - 1].strip()[:120]
            if unknown:
                why = f"`{unknown[0]}` has no default: look at what it is set to where this is built"
                unread.append(Finding(image.path, line, 1, why, evidence))
            elif why := _unpinned(name):
                findings.append(Finding(image.path, line, 1, f"{what} {why}", evidence))
    return decide(findings, unread, holds="every base image has a version")


def _own(repository: Repository) -> list[Image]:
    """Give the Dockerfiles that are the solution's, not those of tests, docs, examples and templates."""
    return [image for image in dockerfiles(repository) if not aside(image.path)]


def _none(repository: Repository) -> str:
    """Say why no Dockerfile is asked."""
    beside = dockerfiles(repository)
    return f"no Dockerfile is the solution's: {beside[0].path} is beside it" if beside else "there is no Dockerfile"


_Used = tuple[str, int, tuple[str, ...], str]
"""An image, the line that names it, the build arguments that are unknown, and the words for it."""


def _used(image: Image) -> Iterator[_Used]:
    """Give the images that are no stages of the file."""
    for number, stage in enumerate(image.stages):
        if not _is_stage(image, stage.image, number):
            yield stage.image, stage.line, stage.unknown, "the base image"
        yield from _copied_from(image, stage, number)


def _copied_from(image: Image, stage: Stage, number: int) -> Iterator[_Used]:
    for item in stage.instructions:
        for name in _sources(item):
            if "$" in name:
                continue  # the builder does not fill it in here
            if not name.isdigit() and not _is_stage(image, name, number + 1):
                yield name, item.line, (), "the image that this copies from"


def _sources(item: Instruction) -> list[str]:
    if item.name == "COPY" and item.flags.get("from"):
        return [item.flags["from"]]
    return _FROM.findall(item.flags.get("mount", "")) if item.name == "RUN" else []


def _is_stage(image: Image, name: str, before: int) -> bool:
    """Tell whether `name` is a stage; the platform in it, which the builder fills in, may be any."""
    if "$" not in name:
        return name == "scratch" or image.stage(name, before) is not None
    shape = re.compile(r"[\w.-]+".join(re.escape(part) for part in _BY_PLATFORM.split(name.lower())))
    return any(shape.fullmatch(stage.name) for stage in image.stages[:before])


def _unpinned(name: str) -> str:
    """Tell what is wrong with the version of an image; "" if nothing is."""
    if "@" in name:
        return ""
    tag = name.rpartition("/")[2].partition(":")[2]
    if not tag:
        return "has no tag, which means latest: name its version, or a digest"
    if tag == "latest" or tag.startswith("latest-"):
        return f"is `{tag}`, which changes by itself: name its version, or a digest"
    return ""


CHECKS: dict[str, Check] = {"PKG005": from_package, "PKG006": pinned_base}
