"""Functions that run in a container of their own, with what their decorator installs there (components of Kubeflow)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from playbook.review.readers.requirements import requirement
from playbook.review.repository import Repository

_LIST = "packages_to_install"


@dataclass(frozen=True, slots=True)
class Component:
    """The lines of a function, and the distributions that its decorator installs; None: that is computed.

    `image` tells that it runs in an image of somebody's making, which may bring more along.
    """

    first: int
    last: int
    names: frozenset[str] | None
    image: bool = False


def component(repository: Repository, path: str, line: int) -> Component | None:
    """Give the component around a line, if there is one. Raises UnreadError."""
    if _LIST not in repository.text(path):
        return None
    found = repository.once(f"components:{path}", lambda: tuple(_components(repository.python(path))))
    return next((one for one in found if one.first <= line <= one.last), None)


def _components(tree: ast.Module) -> Iterator[Component]:
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef):
            continue
        for call in node.decorator_list:
            given = {item.arg: item.value for item in call.keywords} if isinstance(call, ast.Call) else {}
            if _LIST in given:
                image = given.get("base_image", ast.Constant("python:3"))
                official = isinstance(image, ast.Constant) and str(image.value).startswith("python:")
                yield Component(node.lineno, node.end_lineno or 0, _names(given[_LIST], constants), not official)


def _names(value: ast.expr, constants: dict[str, ast.expr]) -> frozenset[str] | None:
    if isinstance(value, ast.Name):
        value = constants.get(value.id, value)
    if not isinstance(value, (ast.List, ast.Tuple)):
        return None
    found: set[str] = set()
    for item in value.elts:
        one = constants.get(item.id, item) if isinstance(item, ast.Name) else item
        if not (isinstance(one, ast.Constant) and isinstance(one.value, str)):
            return None
        found.add(requirement(one.value, "", 0).name)
    return frozenset(found)
