"""Whether an import means another file of the repository, which lies beside the module or where its path leads."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from playbook.review.readers.imports import Import
from playbook.review.readers.modules import Module
from playbook.review.readers.roots import upwards
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError


def is_beside(repository: Repository, module: Module, item: Import) -> bool:
    """Tell whether Python would find the import in a folder above the module, as the first place to look.

    That is so in a folder that is no package; in the module's own, where the module is run as a script; and in any,
    where it changes `sys.path`. Within a package, an import means what is installed, however the file is called.
    """
    for folder, found in _holding(repository, module, item):
        if module.path.startswith(f"{posixpath.join(folder, item.top)}/") or found == module.path:
            continue  # the folder in which it lies may be called as what it uses is
        if not repository.at(posixpath.join(folder, "__init__.py")):
            return True
        text = _text(repository, module.path)
        run = not module.package or ("__name__" in text and "__main__" in text)
        if "sys.path" in text or (run and folder == posixpath.dirname(module.path)):
            return True
    return False


def may_be_ours(repository: Repository, module: Module, item: Import) -> bool:
    """Tell whether an import that nobody knows may well be a file of the repository.

    Modules look in the folders above them; scripts, and modules that change `sys.path`, anywhere.
    """
    if any(found != module.path for _, found in _holding(repository, module, item)):
        return True
    if module.package and "sys.path" not in _text(repository, module.path):
        return False
    return item.top in repository.once("neighbours.names", lambda: _names(repository))


def _holding(repository: Repository, module: Module, item: Import) -> Iterator[tuple[str, str]]:
    """Give the folders above a module that hold what it imports, each with the file that is meant."""
    inside = item.name.replace(".", "/").partition("/")[2]
    names = [inside] if inside else list(item.names)[:20]
    for folder in (*upwards(posixpath.dirname(module.path)), ""):
        base = posixpath.join(folder, item.top)
        further = [f"{base}/{name}{end}" for name in names for end in (".py", "/__init__.py")]
        whole = [f"{base}.py", f"{base}/__init__.py", f"{base}.pyi", f"{base}.pyx"]
        if module.path.startswith(f"{base}/"):
            whole = []  # a folder in which it lies itself has to hold all that it names
        found = repository.at(*whole, *further)  # without __init__.py, a folder is a package, too
        if found:
            yield folder, found[0]


def _names(repository: Repository) -> frozenset[str]:
    """Give the names of all modules and packages of the repository, wherever they are."""
    found: set[str] = set()
    for path in repository.suffixed(".py"):
        folder, _, name = path.rpartition("/")
        found |= {name.removesuffix(".py"), folder.rpartition("/")[2]}
    return frozenset(found)


def _text(repository: Repository, path: str) -> str:
    try:
        return repository.text(path)
    except UnreadError:
        return ""
