"""REP: REP001, where source, exploration, tests and deployment are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playbook.review.readers.roots import ASIDE, roots, upwards
from playbook.review.readers.source import is_notebook, source, tests
from playbook.review.repository import Repository
from playbook.review.verdict import Check, Finding, UnreadError, Verdict, decide, not_applicable

_NOTEBOOKS = (".ipynb", ".qmd", ".rmd")
_TEMPLATES = ("cookiecutter.json", "copier.yml", "copier.yaml", "databricks_template_schema.json")
_WANTED = frozenset(
    (
        *("setup.py", "conftest.py", "noxfile.py", "tasks.py", "fabfile.py", "dodo.py", "manage.py", "conf.py"),
        *("versioneer.py", "_version.py", "version.py", "hatch_build.py", "build.py", "hubconf.py", "__init__.py"),
        *("wsgi.py", "asgi.py", "gunicorn.conf.py", "gunicorn_config.py", "sitecustomize.py", "wscript.py"),
        *("_custom_build.py", "pavement.py", "waf.py", "scons.py", "xonshrc.py", "conanfile.py", "locustfile.py"),
    )
)
"""Python that a tool looks for at the root, in lower case."""
_TEST = re.compile(r"(?:test_\w+|\w+_tests?|tests?)\.py", re.IGNORECASE)
_TESTING = re.compile(r"^(?:async )?def test_|^(?:import|from) (?:pytest|unittest)\b", re.MULTILINE)
_EXPLORES = re.compile(r"notebook|analys[ei]s|explor|(?:^|[_/])eda(?:[_/]|$)|research|tutorial|sandbox|playground")
"""In the name of a folder that is there for notebooks."""
_KIND = re.compile(rb"^kind:\s*[\"']?(?:Deployment|StatefulSet|DaemonSet|CronJob|Job|Service|Ingress)\b", re.MULTILINE)


def visible_layout(repository: Repository) -> Verdict:
    """REP001: a package, and folders of their own for tests, notebooks and deployment; nothing of them loose."""
    notebooks = repository.suffixed(*_NOTEBOOKS)
    python = repository.suffixed(".py")
    if not python and not notebooks:
        return not_applicable("there is no Python and no notebook")
    templates = repository.named(*_TEMPLATES)
    if any("/" not in path for path in templates) or (templates and not source(repository)):
        return not_applicable("this is a template: what it makes has the layout")
    packages = roots(repository)
    found = [*_loose(repository, notebooks), *_among_source(repository, notebooks)]
    if not packages:
        what = "there is no package to import: put the source into a folder such as `src/<name>/` with an `__init__.py`"
        found.append(Finding("", message=what))
    names = ", ".join(f"`{root.path}`" for root in packages[:3])
    return decide(found, holds=f"the source is in {names}, and nothing lies loose at the root")


def _loose(repository: Repository, notebooks: list[str]) -> Iterator[Finding]:
    """Give what lies at the root and has a folder elsewhere: notebooks, tests, manifests, and scripts if several."""
    for path in notebooks:
        if "/" not in path:
            yield _at_root(path, "notebook", "notebooks/")
    known = set(tests(repository))
    single = {root.path for root in roots(repository)}
    python = [path for path in repository.suffixed(".py") if "/" not in path and path.lower() not in _WANTED]
    yield from (_at_root(path, "test", "tests/") for path in python if path in known)
    others = [path for path in python if path not in known and path not in single]
    noted = {path for path in others if _noted(repository, path)}
    yield from (_at_root(path, "notebook", "notebooks/") for path in sorted(noted))
    scripts = [path for path in others if path not in noted]
    for path in scripts if len(scripts) > 1 else ():
        what = f"one of {len(scripts)} scripts loose at the root: move it into the package, or to `scripts/`"
        yield Finding(path, message=what)
    for path in repository.suffixed(".tf", ".yml", ".yaml"):
        if "/" not in path and (path.endswith(".tf") or _manifest(repository, path)):
            yield _at_root(path, "deployment file", "deployment/")


def _at_root(path: str, what: str, folder: str) -> Finding:
    return Finding(path, message=f"this {what} lies loose at the root: move it to a folder such as `{folder}`")


def _among_source(repository: Repository, notebooks: list[str]) -> Iterator[Finding]:
    """Give notebooks and tests that lie beside modules or scripts of the source, in no folder of their own."""
    folders = {folder for module in source(repository) if (folder := module.path.rpartition("/")[0])}
    folders = {folder for folder in folders if ASIDE.isdisjoint(folder.lower().split("/"))}
    packages = {root.path for root in roots(repository)}
    for path in notebooks:
        folder = path.rpartition("/")[0]
        package = next((above for above in upwards(path) if above in packages), None)
        inner = folder[len(package) :].lower() if package is not None else ""
        below = package is not None and ASIDE.isdisjoint(folder.lower().split("/")) and not _EXPLORES.search(inner)
        if folder in folders or below:
            yield Finding(path, message="this notebook lies among the source: move it to a folder such as `notebooks/`")
    for path in tests(repository):
        folder, _, name = path.rpartition("/")
        if folder in folders and _TEST.fullmatch(name) and _tested(repository, path):
            yield Finding(path, message="this test lies among the source: move it to a folder such as `tests/`")


def _noted(repository: Repository, path: str) -> bool:
    try:
        return is_notebook(repository.head(path, 4096))
    except UnreadError:
        return False


def _tested(repository: Repository, path: str) -> bool:
    try:
        text = repository.text(path)
        return "assert" in text and bool(_TESTING.search(text))
    except UnreadError:
        return False


def _manifest(repository: Repository, path: str) -> bool:
    try:
        head = repository.head(path, 4096)
    except UnreadError:
        return False
    return b"apiVersion:" in head and bool(_KIND.search(head))


CHECKS: dict[str, Check] = {"REP001": visible_layout}
