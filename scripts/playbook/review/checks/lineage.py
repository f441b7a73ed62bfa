"""DAT: DAT001, which code and which data a deployment came from."""

from __future__ import annotations

from playbook.review.readers.lineage import lineage
from playbook.review.readers.purpose import libraries
from playbook.review.readers.source import deploys, roots, trains
from playbook.review.repository import Repository
from playbook.review.verdict import Check, Verdict, holds, missing, not_applicable


def deployment_lineage(repository: Repository) -> Verdict:
    """DAT001: where something is trained or deployed, its versions of code and data are recorded."""
    trained = trains(repository)
    deployed = deploys(repository)
    if deployed and not trained and _is_library(repository):
        return not_applicable("this is a library: its images show how to use it")
    if not trained and not deployed:
        return not_applicable("nothing is trained or deployed from here")
    found = lineage(repository)
    if found:
        return holds(found)
    what, place = ("trains a model", trained[0]) if trained else ("deploys", deployed[0])
    mend = "write both into a file at each deployment, or log them with the run"
    return missing(f"this {what}, and nothing records the versions of code and data: {mend}", path=place)


def _is_library(repository: Repository) -> bool:
    published = libraries(repository)
    return bool(published) and all(root.name in published for root in roots(repository))


CHECKS: dict[str, Check] = {"DAT001": deployment_lineage}
