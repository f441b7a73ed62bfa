"""TST: TST001, tests of what transforms data."""

from __future__ import annotations

from playbook.review.readers.reaching import Reach
from playbook.review.readers.source import Module, tests
from playbook.review.readers.transforming import transforming
from playbook.review.repository import Repository
from playbook.review.verdict import Answer, Check, Finding, UnreadError, Verdict, decide, not_applicable

_SAYS = "this transforms data, and no test imports it: write one with small made data and a known result"


def transformations_tested(repository: Repository) -> Verdict:
    """TST001: each module that transforms data is imported by a test, directly or through one other module."""
    unread: list[Finding] = []
    modules = transforming(repository, unread)
    if not modules:
        return decide((), unread, holds="") if unread else not_applicable("no module transforms data")
    reach = Reach(repository)
    found = [
        Finding(module.path, line, 1 if line else 0, _SAYS, evidence)
        for module, line, evidence in modules
        if module.path not in reach.paths and not _named(repository, module)
    ]
    if found and reach.unread:  # one of these tests may be the one
        return Verdict(Answer.UNREAD, "", (), tuple(reach.unread))
    several = f"each of the {len(modules)} modules that transform data is"
    one = f"`{modules[0][0].path}` transforms data, and is"
    return decide(found, unread, holds=f"{several if len(modules) > 1 else one} imported by a test")


def _named(repository: Repository, module: Module) -> bool:
    """Tell whether a test names the module instead of importing it: to patch it, or to run it."""
    file = module.path.rpartition("/")[2]
    names = [f'"{module.name}', f"'{module.name}"] if module.package else [f"/{file}", f'"{file}', f"'{file}"]
    for test in tests(repository):
        try:
            text = repository.text(test)
        except UnreadError:
            continue
        if any(name in text for name in names):
            return True
    return False


CHECKS: dict[str, Check] = {"TST001": transformations_tested}
