"""The shell lines of the images that CI builds: tests and installs that happen inside `docker build`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace

from playbook.review.readers.ci.commands import steps_of
from playbook.review.readers.ci.model import Command, Pipeline
from playbook.review.readers.ci.shell import logical_lines, simple_commands
from playbook.review.readers.ci.wrappers import program, unwrapped
from playbook.review.readers.yaml import Node
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

_BUILD = re.compile(
    r"\b(?:docker|podman|buildah|kaniko|docker-compose)\b.*\b(?:build|buildx|bake|up|run|bud)\b|/kaniko/executor"
)
_COMPOSE = ("docker-compose.yml", "docker-compose.yaml", "compose.yml", "compose.yaml")
_BUILDERS = re.compile(
    r"(?:docker/build-push-action|redhat-actions/buildah-build|docker@|acr-build|aws-ecr/build)", re.IGNORECASE
)
MAX_IMAGES = 50
ANYWHERE = "*"
"""The folder of a command in an image: files were copied there from anywhere in the repository."""


def built_commands(
    repository: Repository, commands: list[Command], pipelines: tuple[Pipeline, ...]
) -> Iterator[Command]:
    """Give the lines that images run while CI builds them, and the commands of compose services it starts."""
    seen: set[tuple[str, str, bool]] = set()
    for path, base in _dockerfiles(repository, commands, pipelines):
        key = (path, base.pipeline + base.job, base.on_change)
        if key in seen or len(seen) > MAX_IMAGES:
            continue
        seen.add(key)
        try:
            yield from _lines(repository, path, base)
        except UnreadError:
            continue


def _dockerfiles(
    repository: Repository, commands: list[Command], pipelines: tuple[Pipeline, ...]
) -> Iterator[tuple[str, Command]]:
    for command in commands:
        if not _BUILD.search(command.text):
            continue
        for words in simple_commands(command.text):
            for path in _named(repository, words, command.folder):
                yield path, command
    for pipeline in pipelines:
        for step in steps_of(repository, pipeline):
            if step.uses and _BUILDERS.search(step.uses):
                given = dict(step.inputs)
                context = given.get("context", given.get("buildContext", "."))
                file = given.get("file", given.get("dockerfile", given.get("Dockerfile", "")))
                base = Command(
                    step.uses, pipeline.path, step.line, step.uses, pipeline.path, step.job, "", step.on_change
                )
                for path in _at(repository, file or posixpath.join(context, "Dockerfile"), "Dockerfile"):
                    yield path, base


def _named(repository: Repository, words: list[str], folder: str) -> Iterator[str]:
    if program(words).endswith("compose") or "compose" in words[1:2]:
        files = [words[place + 1] for place, word in enumerate(words[:-1]) if word in ("-f", "--file")]
        yield from _at(repository, *(posixpath.join(folder, file) for file in files or _COMPOSE))
    elif words and program(unwrapped(words)) in ("docker", "podman", "buildah", "executor"):
        file = next(
            (words[place + 1] for place, word in enumerate(words[:-1]) if word in ("-f", "--file", "--dockerfile")), ""
        )
        file = file or next((word.partition("=")[2] for word in words if re.match(r"--(?:docker)?file=|-f=", word)), "")
        context = words[-1] if re.fullmatch(r"[\w./-]+", words[-1]) else "."
        near = posixpath.join(folder, context, "Dockerfile")
        yield from _at(repository, posixpath.join(folder, file) if file else near, file or "Dockerfile")


def _at(repository: Repository, *files: str) -> list[str]:
    return repository.at(*(posixpath.normpath(file) for file in files))[:1]


def _lines(repository: Repository, path: str, base: Command) -> Iterator[Command]:
    if path.endswith((".yml", ".yaml")):
        yield from _composed(repository, path, base)
        return
    from playbook.review.readers.images import dockerfiles

    for image in dockerfiles(repository):
        if image.path != path:
            continue
        for instruction in image.instructions:
            if instruction.name == "RUN":
                for offset, text in logical_lines(instruction.script):
                    line, via = instruction.line + offset, base.via or base.text
                    yield replace(base, text=text, path=path, line=line, via=via, folder=ANYWHERE)


def _composed(repository: Repository, path: str, base: Command) -> Iterator[Command]:
    seen: set[str] = set()
    for document in repository.yaml(path):
        services = document.get("services")
        for service in (services.keys if services else {}).values():
            for key in ("command", "entrypoint"):
                if (node := service.get(key)) is not None:
                    text = " ".join(item.text for item in node.items)
                    yield replace(base, text=text, path=path, line=node.line, via=base.via or base.text)
            for file in _service_images(repository, path, service):
                if file not in seen and len(seen) < MAX_IMAGES:
                    seen.add(file)
                    yield from _lines(repository, file, base)


def _service_images(repository: Repository, path: str, service: Node) -> list[str]:
    build = service.get("build")
    if build is None:
        return []
    context = build if build.text else build.get("context")
    file = build.get("dockerfile")
    place = posixpath.join(
        posixpath.dirname(path), context.text if context else ".", file.text if file else "Dockerfile"
    )
    return _at(repository, place)
