"""DAT: DAT001, which code and which data a deployment came from."""

from __future__ import annotations

from playbook.review.readers.deploying import of_library
from playbook.review.readers.lineage import lineage
from playbook.review.readers.source import deploys, trains
from playbook.review.repository import Repository
from playbook.review.verdict import Check, Verdict, holds, missing, not_applicable


def deployment_lineage(repository: Repository) -> Verdict:
    """DAT001: where something is trained or deployed, its versions of code and data are recorded."""
    trained, deployed = trains(repository), deploys(repository)
    if not trained and not deployed:
        return not_applicable("nothing is trained or deployed from here")
    if not trained and of_library(repository):
        return not_applicable("this is a library: no data is learned from here")
    found = lineage(repository)
    if found:
        return holds(found)
    what, place = ("trains a model", trained[0]) if trained else ("deploys", min(deployed, key=_telling))
    mend = "write both into a file at each deployment, or log them with the run"
    return missing(f"this {what}, and nothing records the versions of code and data: {mend}", path=place)


def _telling(path: str) -> tuple[bool, str]:
    """Rank what deploys: an image or a manifest tells more than a pipeline, or what builds the infrastructure."""
    return path.startswith((".", "azure-pipelines", "cloudbuild")) or path.endswith(".tf"), path


CHECKS: dict[str, Check] = {"DAT001": deployment_lineage}
