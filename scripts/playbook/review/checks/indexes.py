"""PKG: PKG007, credentials of package indexes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playbook.review.readers.addresses import is_placeholder, leaks, masked
from playbook.review.readers.environments import is_environment
from playbook.review.readers.images import dockerfiles
from playbook.review.readers.requirements import is_requirement_file
from playbook.review.repository import Repository
from playbook.review.verdict import Check, Finding, UnreadError, Verdict, decide

_TOOLS = ("pip.conf", "pip.ini", ".pip.conf", ".pypirc", "uv.toml", "poetry.toml", ".pdm.toml", "pdm.toml", ".condarc")
_PROJECTS = ("pyproject.toml", "setup.cfg", "setup.py", "pipfile", "pipfile.lock", "pdm.lock", "pixi.toml", "auth.toml")
_DESCRIBED = ("pyproject.toml", "setup.cfg", "setup.py")
"""Files that also hold addresses of other things: of the home page, or of a chat."""
_KEY = re.compile(r"[\w.-]+\s*=")
_CHANNEL = re.compile(r"index|find-links|conda|channel|pixi|/simple\b", re.IGNORECASE)
_CI = (
    *(".gitlab-ci.yml", ".gitlab-ci.yaml", "azure-pipelines.yml", "azure-pipelines.yaml", "bitbucket-pipelines.yml"),
    *("jenkinsfile", "cloudbuild.yaml", "cloudbuild.yml", ".travis.yml", "buildspec.yml", "buildspec.yaml", "tox.ini"),
    *("makefile", "justfile", "noxfile.py", "compose.yml", "compose.yaml", "docker-compose.yml", "docker-compose.yaml"),
)
_CI_FOLDERS = (".github/", ".gitlab/", ".circleci/", ".azure", ".buildkite/", ".woodpecker", ".ci/")
_WORTH = re.compile(rb"://[^\s/]*@|/t/|\bpypi-|_PASSWORD|_TOKEN|password|http-basic|pypi-token", re.IGNORECASE)
_INDEX = re.compile(
    r"index|find-links|\bpip3?\b|\buv\b|poetry|\bpdm\b|twine|/simple\b|_packaging|pypi|artifactory|nexus|conda|channel",
    re.IGNORECASE,
)
_SET = re.compile(
    r"\b((?:UV_INDEX_\w+|POETRY_HTTP_BASIC_\w+|TWINE|FLIT|HATCH_INDEX|PDM_PUBLISH|MATURIN)_(?:PASSWORD|AUTH)"
    r"|POETRY_PYPI_TOKEN_\w+|UV_PUBLISH_(?:PASSWORD|TOKEN)|MATURIN_PYPI_TOKEN)\s*[:= ]\s*([\"']?)([^\s\"']+)"
)
_POETRY = re.compile(
    r"\bpoetry\s+config\s+(?:--local\s+)?(?:http-basic\.\S+\s+\S+|pypi-token\.\S+)\s+([\"']?)([^\s\"']+)"
)
_PASSWORD = re.compile(r"^\s*(?:password|token)\s*[:=]\s*([\"']?)([^\s\"'#]+)")

_MEND = (
    "leave the address without it, let CI or a keyring hand the credentials over, and exchange them today: "
    "the history keeps them"
)


def no_credentials(repository: Repository) -> Verdict:
    """PKG007: no index address in a file of requirements, a packaging tool, an image or CI carries credentials.

    `${VAR}` and other placeholders pass. What is printed is masked.
    """
    found: list[Finding] = []
    unread: list[Finding] = []
    for path, whole in _files(repository):
        try:
            data = repository.data(path)
            if b"\0" in data[:200] or _WORTH.search(data):  # with a NUL, it is text of two bytes a character
                found += _in(repository, path, whole)
        except UnreadError as error:
            unread.append(error.finding)
    return decide(found, unread, holds="no index address carries a user or a token")


def _files(repository: Repository) -> Iterator[tuple[str, bool]]:
    """Give the files to look at, and whether every address in them is one of packages."""
    images = {image.path for image in dockerfiles(repository)}
    for path in repository.files:
        name = path.rpartition("/")[2].lower()
        if name in _TOOLS or name in _PROJECTS or is_requirement_file(path) or is_environment(path):
            yield path, True
        elif (
            path in images or name in _CI or (path.startswith(_CI_FOLDERS) and name.endswith((".yml", ".yaml", ".sh")))
        ):
            yield path, False


def _in(repository: Repository, path: str, whole: bool) -> Iterator[Finding]:
    name = path.rpartition("/")[2].lower()
    keeps_password = name in (".pypirc", "auth.toml", "poetry.toml")
    table = key = ""
    for number, line in enumerate(repository.lines(path), 1):
        if name in _DESCRIBED:
            table, key = (line, "") if line.startswith("[") else (table, line if _KEY.match(line) else key)
        if whole or _INDEX.search(line):
            channels = name not in _DESCRIBED or any(_CHANNEL.search(text) for text in (table, key, line))
            for leak in leaks(line, channels=channels):
                what = f"the address carries {leak.what}: {_MEND}"
                yield Finding(path, number, leak.start + 1, what, masked(line))
        settings = [*_SET.finditer(line), *_POETRY.finditer(line)]
        settings += [*_PASSWORD.finditer(line)] if keeps_password else []
        for match in settings:
            if not is_placeholder(match[match.lastindex or 0]) and "{{" not in line:
                yield _setting(path, number, line, match)


def _setting(path: str, number: int, line: str, match: re.Match[str]) -> Finding:
    start, end = match.span(match.lastindex or 0)
    return Finding(
        path,
        number,
        start + 1,
        f"a credential of a package index stands here: {_MEND}",
        masked(f"{line[:start]}***{line[end:]}"),
    )


CHECKS: dict[str, Check] = {"PKG007": no_credentials}
