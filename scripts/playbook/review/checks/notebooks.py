"""NBK: where notebooks lie, what runs them, and what they carry."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from playbook.review.readers.ci import commands, pipelines
from playbook.review.readers.executing import executes, executes_each
from playbook.review.readers.images import dockerfiles
from playbook.review.readers.notebooks import notebooks
from playbook.review.readers.purpose import libraries
from playbook.review.readers.source import imports, roots, serves, source, tests, trains
from playbook.review.repository import LIMIT, Repository
from playbook.review.verdict import Check, Finding, UnreadError, Verdict, decide, holds, missing, not_applicable

MEND = "move what it computes into a module of the package, and run that"

_TESTS = {"test", "tests", "testing"}
_RUN_BY = ("dvc.yaml", "mlproject", "procfile", "snakefile", "crontab", "compose.yml", "compose.yaml")
_RUN_BY_MORE = ("docker-compose.yml", "docker-compose.yaml")
_TASK = re.compile(r"^[^#\n]*\b(?:notebook_task|notebook_path|notebookPath)\b", re.MULTILINE)
_SNAKE = re.compile(r"^\s+notebook:", re.MULTILINE)
_SCRIPT = re.compile(r"[\w./-]*\.sh\b")
_IMPORTERS = {"import_ipynb", "nbimporter", "ipynb"}
_CALLS = {
    "dagstermill": r"\bdefine_dagstermill_\w+\(",
    "papermill": r"\bexecute_notebook\(",
    "nbclient": r"\bNotebookClient\(|\bexecute\(",
    "nbconvert": r"\bExecutePreprocessor\(",
}
_RUNS_IN_CODE = re.compile(
    r"\bdbutils\.notebook\.run\("
    r"|(?<!class )\b(?:PapermillOperator|DatabricksNotebookOperator|NotebookTask|NotebookRunner)\("
)
_MAY_IMPORT = re.compile(r"ipynb|nbimporter|papermill|nbclient|nbconvert|dbutils|Papermill|dagstermill|Notebook[TRO]")

_OUTPUTS = re.compile(rb'"(?:outputs|prompt_outputs)"\s*:\s*\[\s*[^\]\s]')
_BIG = 50_000_000
"""Bytes of a notebook that are searched for outputs."""


def kept(repository: Repository) -> Verdict:
    """NBK001: where a model is trained or served, a notebook lies in a folder outside source and tests."""
    said = trains(repository) or serves(repository)
    if not said:
        if libraries(repository):
            return not_applicable("this is a library, and nothing here runs it to train or to serve a model")
        return not_applicable("nothing here trains or serves a model")
    packages = [root.path for root in roots(repository)]
    aside = set(tests(repository))
    elsewhere = []
    for item in notebooks(repository):
        folder = posixpath.dirname(item.path)
        inside = any(item.path == path or item.path.startswith(f"{path}/") for path in packages)
        tested = item.path in aside or not _TESTS.isdisjoint(folder.lower().split("/"))
        if folder and not inside and not tested:
            return holds(f"`{item.path}` keeps an exploration")
        elsewhere.append(item.path)
    if elsewhere:
        why = "the notebooks lie at the root or within the source: move them to a folder such as `notebooks/`"
        return missing(why, path=elsewhere[0])
    does = "trains" if trains(repository) else "serves"
    return missing(f"`{said[0]}` {does} a model, and no notebook shows its exploration: commit one to `notebooks/`")


def not_run(repository: Repository) -> Verdict:
    """NBK002: no step of CI, of an image or of a pipeline executes a notebook, and no source imports one."""
    if not notebooks(repository):
        return holds("there is no notebook")
    unread = [finding for pipeline in pipelines(repository) for finding in pipeline.unread]
    found = [*_in_ci(repository), *_in_images(repository), *_in_pipelines(repository), *_in_source(repository, unread)]
    return decide(found, unread, holds="nothing executes or imports a notebook")


def _in_ci(repository: Repository) -> Iterator[Finding]:
    executed, each = executes(repository), executes_each(repository)
    lines = commands(repository)
    around: dict[tuple[str, str], list[str]] = {}
    for command in lines:
        if "*" in command.text:
            around.setdefault((command.path, command.job), []).append(command.text)
    for command in lines:
        near = around.get((command.path, command.job), ())
        if name := executed(command.text) or (near and each(command.text, near)):
            yield Finding(command.path, command.line, 0, f"CI executes {_named(name)}: {MEND}", command.text[:120])


def _in_images(repository: Repository) -> Iterator[Finding]:
    executed = executes(repository)
    for image in dockerfiles(repository):
        for item in image.instructions:
            if item.name not in ("RUN", "CMD", "ENTRYPOINT"):
                continue
            for line in item.script.split("\n"):
                if name := executed(line):
                    yield Finding(image.path, item.line, 0, f"the image executes {_named(name)}: {MEND}", line[:120])
            yield from _in_scripts(repository, image.path, item.script)


def _in_scripts(repository: Repository, file: str, script: str) -> Iterator[Finding]:
    """Follow the scripts that an instruction names, one level."""
    executed = executes(repository)
    for word in _SCRIPT.findall(script):
        name = posixpath.basename(word)
        for path in repository.at(posixpath.join(posixpath.dirname(file), name), word.lstrip("./"), name)[:1]:
            for number, line in enumerate(repository.lines(path), 1):
                if found := executed(line.strip()):
                    yield Finding(path, number, 0, f"the image executes {_named(found)}: {MEND}", line.strip()[:120])


def _in_pipelines(repository: Repository) -> Iterator[Finding]:
    """Look into the files of pipelines: lines that are commands, and the tasks whose job is a notebook."""
    executed = executes(repository)
    for path in repository.named(*_RUN_BY, *_RUN_BY_MORE):
        snake = path.lower().endswith("snakefile")
        for number, line in enumerate(repository.lines(path), 1):
            command = re.sub(r"^\s*-?\s*(?:\w+:\s*)?", "", line).strip("\"'[] ")
            name = "a notebook" if snake and _SNAKE.match(line) else executed(command)
            if name:
                yield Finding(path, number, 0, f"the pipeline executes {_named(name)}: {MEND}", line.strip()[:120])
    for path in repository.suffixed(".yml", ".yaml", ".json", ".tf"):
        if repository.size(path) > LIMIT or b"notebook_" not in repository.data(path):
            continue
        text = repository.text(path)
        for match in _TASK.finditer(text):
            if "notebook_path" in match[0] and "notebook_task" in text:
                continue  # the same task, which its first line names
            at = text.count("\n", 0, match.start()) + 1
            line = repository.lines(path)[at - 1].strip()
            yield Finding(path, at, 0, f"the job executes a notebook: {MEND}", line[:120])


def _in_source(repository: Repository, unread: list[Finding]) -> Iterator[Finding]:
    scripts = {item.path for item in notebooks(repository) if item.runs_as_script}
    own = {module.package.partition(".")[0] for module in source(repository)}
    for module in source(repository):
        try:
            text = repository.text(module.path)
            if scripts or _MAY_IMPORT.search(text):
                yield from _in_module(repository, module.path, text, scripts, own)
        except UnreadError as error:
            unread.append(error.finding)


def _in_module(repository: Repository, path: str, text: str, scripts: set[str], own: set[str]) -> Iterator[Finding]:
    lines = repository.lines(path)
    seen: set[str] = set()
    for item in imports(repository, path):
        called = item.top in _CALLS and item.top not in own and re.search(_CALLS[item.top], text)
        tail = f"{item.name.replace('.', '/')}.py"
        twin = not item.level and any(
            script == tail or script.endswith(f"/{tail}") for script in scripts if "/" in tail
        )
        if (item.top in _IMPORTERS or called or twin) and item.top not in seen:
            seen.add(item.top)
            what = "imports" if twin or item.top in _IMPORTERS else "executes"
            # the call is the place, not the import far above it
            line = text.count("\n", 0, called.start()) + 1 if called and what == "executes" else item.line
            yield Finding(path, line, 0, f"the source {what} a notebook: {MEND}", lines[line - 1].strip()[:120])
    for match in _RUNS_IN_CODE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield Finding(path, line, 0, f"the source executes a notebook: {MEND}", lines[line - 1].strip()[:120])


def _named(name: str) -> str:
    return name if " " in name or name == "notebooks" else f"the notebook `{name}`"


def no_outputs(repository: Repository) -> Verdict:
    """NBK003: no notebook carries outputs. Asked in the regulated stage only."""
    if repository.stage != "regulated":
        return not_applicable("outputs are asked about in the stage “regulated”: take it with --stage regulated")
    findings: list[Finding] = []
    unread = repository.absent(".ipynb")
    for path in repository.suffixed(".ipynb"):
        try:
            if found := _outputs(repository, path):
                findings.append(found)
        except UnreadError as error:
            unread.append(error.finding)
    return decide(findings, unread, holds="no notebook carries outputs")


def _outputs(repository: Repository, path: str) -> Finding | None:
    """Give where the outputs of a notebook begin, or None. Raises UnreadError for what is no notebook."""
    size = repository.size(path)
    data = repository.data(path) if size <= LIMIT else repository.head(path, _BIG)
    match = _OUTPUTS.search(data)
    if size > LIMIT:
        if match is None and size > _BIG:
            raise UnreadError(path, f"it has {size / 1e6:.0f} MB; at most {_BIG / 1e6:.0f} MB are searched")
        cells = 0
    elif match is None and b'"cells"' in data:
        repository.json(path)
        return None
    else:
        cells = _cells(repository.text(path), path)
    if match is None:
        return None
    count = (
        f"{cells} cells carry outputs" if cells > 1 else "a cell carries outputs" if cells else "cells carry outputs"
    )
    message = f"{count}: look at what they show, and clear them before you commit"
    return Finding(path, data.count(b"\n", 0, match.start()) + 1, 0, message)


def _cells(text: str, path: str) -> int:
    """Count the cells with outputs, whatever the version of the format. Raises UnreadError."""
    try:
        from nbformat.reader import reads
    except ImportError:
        raise UnreadError(path, "nbformat is not installed") from None
    try:
        notebook = reads(text)  # type: ignore[no-untyped-call]
        sheets = notebook.get("worksheets") or [notebook]
        return sum(bool(cell.get("outputs")) for sheet in sheets for cell in sheet.get("cells", ()))
    except Exception as error:
        why = " ".join(str(error).split())[:80]
        raise UnreadError(path, f"this is no notebook: {type(error).__name__} {why}") from None


CHECKS: dict[str, Check] = {"NBK001": kept, "NBK002": not_run, "NBK003": no_outputs}
