"""Whether what is imported is declared: names of imports and names of distributions, brought together."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from playbook.review.readers.distributions import DISTRIBUTIONS, SAME_NAME
from playbook.review.readers.provided import OLDER, PROVIDED
from playbook.review.readers.requirements import normal

NAMESPACES = frozenset(
    {
        *("azure", "azureml", "backports", "databricks", "google", "jaraco", "opentelemetry", "ruamel"),
        *("snowflake", "sphinxcontrib", "zope"),
    }
)
"""Imports that many distributions share: the name of each has more than the first part in it."""
_SHARED = {"cloud", "contrib", "exporter", "ext", "instrumentation", "propagator", "resource"}
"""Second parts that many distributions share, too."""

_NAMED_ALIKE = ("pytest-", "types-", "sphinx-", "flask-", "jupyter-", "pre-commit", "mkdocs-", "opentelemetry-", "aws-")
_AROUND = (
    "py{}",
    "python{}",
    "{}py",
    "{}python",
    "{}2",
    "{}3",
    "{}4",
    "{}sdk",
    "{}client",
    "{}lib",
    "lib{}",
    "{}core",
    "{}s",
)


@dataclass(frozen=True, slots=True)
class Need:
    """What an import needs: `met` by a declared distribution, `met_by` which, else `name` is what to declare.

    `sure` is False where nobody here knows which distribution installs it.
    """

    met: bool
    name: str = ""
    sure: bool = True
    met_by: str = ""


def is_provided(top: str) -> bool:
    """Tell whether Python or a platform brings this along, so that nothing has to be declared."""
    stub = top.endswith(("_pb2", "_pb2_grpc"))
    return not top or stub or top in sys.stdlib_module_names or top in OLDER or top in PROVIDED or top == "__main__"


def need(module: str, names: Iterable[str], declared: frozenset[str], bridges: frozenset[str] = frozenset()) -> Need:
    """Say whether `from module import names` is met by the `declared` distributions (normalised names).

    `bridges` are those of them that are imported under their own whole name: they meet nothing that has a part of it,
    such as `narwhals-datafusion`, which does not install `datafusion`.
    """
    top = module.partition(".")[0]
    paths = _paths(module, names)
    for path in paths:
        joined = _distribution(path)
        if "." in path and joined in declared:
            return Need(True, met_by=joined)
    for path in paths:
        if path in PROVIDED:
            return Need(True)
        if path in DISTRIBUTIONS:
            return _one_of(DISTRIBUTIONS[path].split(), declared)
    if top in NAMESPACES:
        return _of_namespace(module, names, declared)
    if top in SAME_NAME:
        return _one_of([normal(top)], declared)
    return _unknown(top, declared if normal(top) in bridges else declared - bridges)


def may_install(name: str, source: str) -> bool:
    """Tell whether a declared distribution may well install an import of quite another name.

    Those of one word seldom do, and of those that are well known we know it. Where it comes from no index, nobody does.
    """
    plain = "-" not in name or name.startswith(_NAMED_ALIKE)
    return bool(name) and name not in _known() and (bool(source) or not plain)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    listed = (name for names in DISTRIBUTIONS.values() for name in names.split())
    return frozenset({*listed, *(normal(name) for name in SAME_NAME)})


def _paths(module: str, names: Iterable[str]) -> list[str]:
    """Give the dotted names, the longest first, as far as a distribution could be called so."""
    found = [f"{module}.{name}" for name in names] if module.count(".") < 3 else []
    parts = module.split(".")[:8]
    return found + [".".join(parts[:end]) for end in range(len(parts), 0, -1)]


def _distribution(path: str) -> str:
    """Give the distribution that would be called as the import is, without the version of an interface: `_v1`."""
    return normal(re.sub(r"_v\d\w*$", "", path).replace(".", "-"))


def _one_of(names: list[str], declared: frozenset[str]) -> Need:
    met = next((name for name in names if name in declared), "")
    return Need(bool(met), names[0], met_by=met)


def _of_namespace(module: str, names: Iterable[str], declared: frozenset[str]) -> Need:
    """Compare with two parts and more: `azure.storage.queue` is of azure-storage-queue, or of azure-storage.

    Where no table knows it, what is to be declared is put together from the parts, and so it is not sure.
    """
    whole = [*module.split("."), *list(names)[:1]]
    parts = [_distribution(part) for part in whole[:8]]
    for end in range(len(parts), 1, -1):
        start = "-".join(parts[:end])
        met = next((name for name in sorted(declared) if name == start or name.startswith(f"{start}-")), "")
        if met and (end > 2 or parts[1] not in _SHARED):
            return Need(True, met_by=met)
    wanted = parts[: 3 if parts[1:2] and parts[1] in _SHARED else 2]
    return Need(False, "-".join(wanted), sure=False)


def _unknown(top: str, declared: frozenset[str]) -> Need:
    """Compare names, then ask what the declared distributions would install, as far as they are installed beside us.

    That they are is an accident, and so only the last to be asked.
    """
    name = normal(top)
    if name in declared:
        return Need(True, met_by=name)
    plain, tokens = name.replace("-", ""), set(name.strip("-").split("-"))
    around = {plain, *(form.format(plain) for form in _AROUND)}
    if plain.startswith("sk"):  # as scikit-network installs sknetwork
        around.add(f"scikit{plain[2:]}")
    alike: list[tuple[bool, int, str]] = []
    """What may be meant, the likeliest first: what is called almost so, then what has the fewest words beside."""
    for other in declared:
        if other.startswith("types-") or other.endswith("-stubs"):
            continue
        words, close = other.split("-"), other.replace("-", "") in around
        if close or tokens <= set(words) or plain == "".join(word[:1] for word in words):
            alike.append((not close, len(words), other))
    if alike:
        return Need(True, met_by=min(alike)[2])
    met = next((other for other in sorted(declared) if other not in _known() and top in _installs(other)), "")
    return Need(bool(met), name, sure=False, met_by=met)


@lru_cache(maxsize=4096)
def _installs(name: str) -> frozenset[str]:
    """Give the imports that a distribution installs; none if it is not installed here."""
    from importlib.metadata import PackageNotFoundError, distribution  # slow to load, and seldom asked

    try:
        found = distribution(name)
        listed = found.read_text("top_level.txt")
        if listed is not None:
            return frozenset(listed.split())
        return frozenset(file.parts[0].removesuffix(".py") for file in found.files or () if file.suffix == ".py")
    except (PackageNotFoundError, OSError, ValueError):
        return frozenset()
