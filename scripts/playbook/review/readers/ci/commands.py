"""Every shell line that CI runs, in order, with those that it leads to in the repository."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from playbook.review.readers.ci.follow import led_to
from playbook.review.readers.ci.github import action_steps, workflow
from playbook.review.readers.ci.model import Command, Pipeline, Step
from playbook.review.readers.ci.shell import logical_lines, simple_commands
from playbook.review.readers.ci.wrappers import inner_script, unwrapped
from playbook.review.readers.origin import owners
from playbook.review.repository import Repository
from playbook.review.verdict import Finding, UnreadError

MAX_DEPTH = 3
"""Levels: a CI line that calls `make`, whose target calls `tox`, whose environment calls pytest."""

MAX_COMMANDS = 20_000
MAX_VALUES = 30
MAX_LED = 2_000
OWN = ("./", "$/")
"""What a reference to an action of the same repository begins with."""

_MATRIX = re.compile(r"\$\{\{\s*matrix\.([\w-]+)\s*\}\}")
_ACTION_FILES = ("action.yml", "action.yaml")
_SUFFIX = re.compile(r"\.ya?ml$")


def lines_of(repository: Repository, pipelines: Iterable[Pipeline]) -> tuple[list[Command], list[Finding]]:
    """Give the shell lines of `pipelines`, and what could not be read on the way."""
    reader = _Reader(repository)
    for pipeline in pipelines:
        reader.take(pipeline)
    return reader.found, reader.unread


def steps_of(repository: Repository, pipeline: Pipeline) -> Iterator[Step]:
    """Give the steps of a pipeline, with those of the actions and workflows of the repository that it uses."""
    waiting = [(step, 0) for step in reversed(pipeline.steps)]
    seen: set[tuple[str, str]] = set()
    while waiting:
        step, depth = waiting.pop()
        yield step
        path = own_action(repository, step.uses)
        if not path or depth >= MAX_DEPTH or (path, step.job) in seen:
            continue
        seen.add((path, step.job))
        try:
            inner = _steps_at(repository, path, step)
        except UnreadError:
            continue
        waiting.extend((item, depth + 1) for item in reversed(inner))


def own_action(repository: Repository, uses: str) -> str:
    """Give the file of an action or a workflow of this repository; "" if it is somebody else's."""
    if not uses:
        return ""
    place = uses.removeprefix("$/")  # the repository itself, at the commit that runs
    if not uses.startswith(OWN):
        owner, _, rest = uses.partition("/")
        _, _, place = rest.partition("/")
        if owner.lower() not in owners(repository) or not place.startswith((".github/", ".gitea/")):
            return ""
    place = posixpath.normpath(place.partition("@")[0])
    if _SUFFIX.search(place):
        return next(iter(repository.at(place)), "")
    return next(iter(repository.at(*(posixpath.normpath(posixpath.join(place, file)) for file in _ACTION_FILES))), "")


def _steps_at(repository: Repository, path: str, step: Step) -> list[Step]:
    if posixpath.basename(path) in _ACTION_FILES:
        inner: Iterable[Step] = action_steps(repository, path, step.job)
    else:
        inner = workflow(repository, path).steps
    return [
        replace(
            item,
            path=path,
            on_change=step.on_change and item.on_change,
            environment=item.environment or step.environment,
            values=(*item.values, *step.values),
        )
        for item in inner
    ]


def with_values(text: str, step: Step) -> list[str]:
    """Give `text` with each value of the job's matrix that it names; as it is if there is none."""
    found = [text]
    values = dict(step.values)
    for name in dict.fromkeys(_MATRIX.findall(text)) if values else ():
        if known := values.get(name):
            found = [_filled(item, name, value) for item in found for value in known][:MAX_VALUES]
    return found


def _filled(text: str, name: str, value: str) -> str:
    return _MATRIX.sub(lambda match: value if match.group(1) == name else match.group(), text)


class _Reader:
    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.found: list[Command] = []
        self.unread: list[Finding] = []
        self.split: dict[str, list[tuple[list[str], list[str]]]] = {}
        self.led: dict[tuple[str, str], list[tuple[str, int, str]]] = {}

    def take(self, pipeline: Pipeline) -> None:
        folder, job = "", ""
        seen: set[tuple[str, str, str, str]] = set()
        for step in steps_of(self.repository, pipeline):
            if not step.command:
                continue
            scripted = pipeline.system.startswith(("GitHub", "Azure", "CircleCI", "Cloud Build"))
            if scripted or step.job != job:  # elsewhere the scripts of a job share a shell
                folder, job = step.folder, step.job
            folder = self._script(pipeline, step, folder, seen)

    def _script(self, pipeline: Pipeline, step: Step, folder: str, seen: set[tuple[str, str, str, str]]) -> str:
        path = step.path or pipeline.path
        start = folder
        for offset, text in logical_lines(step.command):
            if len(self.found) >= MAX_COMMANDS:
                break
            base = Command(text, path, step.line + offset, "", pipeline.path, step.job, folder, step.on_change)
            for value in with_values(text, step):
                self._add(replace(base, text=value))
                folder = self._follow(replace(base, text=value), folder, 0, seen)
        return folder if folder != start else start

    def _add(self, command: Command) -> None:
        if len(self.found) < MAX_COMMANDS:
            self.found.append(command)

    def _follow(self, command: Command, folder: str, depth: int, seen: set[tuple[str, str, str, str]]) -> str:
        """Take the lines that a line leads to; give the folder in which the next one runs."""
        for words, inner in self._commands(command.text) if len(self.found) < MAX_COMMANDS else ():
            if words[0] == "cd" and len(words) > 1:
                folder = _moved(self.repository, folder, words[1])
                continue
            key = (command.job, folder, " ".join(words), str(command.on_change))
            if depth >= MAX_DEPTH or key in seen:
                continue
            seen.add(key)
            via = command.via or command.text
            for path, line, text in self._led(words, inner, folder, command):
                child = replace(command, text=text, path=path, line=line, via=via, folder=folder)
                self._add(child)
                self._follow(child, folder, depth + 1, seen)
        return folder

    def _commands(self, text: str) -> list[tuple[list[str], list[str]]]:
        """Give the commands of a line as they are written, and without what only starts them."""
        if text not in self.split:
            self.split[text] = [(words, unwrapped(words)) for words in _commands(text)]
        return self.split[text]

    def _led(self, words: list[str], inner: list[str], folder: str, command: Command) -> list[tuple[str, int, str]]:
        key = (folder, "\0".join(words))
        if key not in self.led:
            try:
                self.led[key] = list(islice(led_to(self.repository, words, inner, folder), MAX_LED))
            except UnreadError as error:
                where = (
                    error.finding
                    if error.finding.path
                    else replace(error.finding, path=command.path, line=command.line)
                )
                self.unread.append(where)
                self.led[key] = []
        return self.led[key]


def _commands(line: str) -> Iterator[list[str]]:
    """Give the simple commands of a line, and of the scripts that it hands to a shell."""
    waiting = [(line, 0)]
    while waiting:
        text, depth = waiting.pop(0)
        for words in simple_commands(text):
            script = inner_script(unwrapped(words))
            if script and depth < MAX_DEPTH:
                waiting.extend((part, depth + 1) for _, part in logical_lines(script))
            else:
                yield words


def _moved(repository: Repository, folder: str, to: str) -> str:
    """Give the folder after `cd`; where it cannot be known, the same one."""
    cleaned = re.sub(r"^(?:\$\{?(?:GITHUB_WORKSPACE|CI_PROJECT_DIR|BUILD_SOURCESDIRECTORY)\}?)", "", to)
    if cleaned != to:
        return cleaned.strip("/")
    if "$" in to or to.startswith(("/", "~", "-")):
        return folder
    place = posixpath.normpath(posixpath.join(folder, to))
    place = "" if place == "." else place
    if place.startswith(".."):
        return ""
    return place if not place or place in _folders(repository) else folder


def _folders(repository: Repository) -> frozenset[str]:
    def make() -> frozenset[str]:
        found: set[str] = set()
        for path in repository.files:
            while path := path.rpartition("/")[0]:
                if path in found:
                    break
                found.add(path)
        return frozenset(found)

    return repository.once("folders", make)
