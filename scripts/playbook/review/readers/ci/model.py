"""What a CI configuration says, whatever the system: pipelines, their steps, and the shell lines that they run."""

from __future__ import annotations

from dataclasses import dataclass

from playbook.review.verdict import Finding


@dataclass(frozen=True, slots=True)
class Step:
    """A step: `command` is its whole script ("" for none), `uses` an action, orb, task or template ("" for none).

    `line` is the first line of the script. `folder` is the working directory, relative to the repository, "" for its
    root. `on_change` is False only where a condition certainly keeps the step from running for a proposed change.
    """

    command: str
    uses: str
    line: int
    job: str
    folder: str = ""
    name: str = ""
    inputs: tuple[tuple[str, str], ...] = ()
    """What `uses` is given, and the environment of the step: name and text."""
    on_change: bool = True
    environment: str = ""
    """Where the job deploys to, if it says so."""
    path: str = ""
    """The file in which it stands, if that is not the pipeline's own."""
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The matrix of the job: name and values, as far as they are written out."""


@dataclass(frozen=True, slots=True)
class Container:
    """An image that CI pulls: as it is written, and where."""

    image: str
    line: int
    job: str = ""
    path: str = ""
    """The file in which it stands, if that is not the pipeline's own."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """One CI configuration file.

    `on_change` tells whether it runs for every proposed change (a pull or merge request, or any push); None: nobody can
    say from the repository alone. `why` is the reason, as a clause that follows the path. `unread` is what lies
    outside the repository or could not be read, and might hold more steps.
    """

    system: str
    path: str
    on_change: bool | None
    why: str
    steps: tuple[Step, ...] = ()
    images: tuple[Container, ...] = ()
    unread: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    line: int = 1
    """Where the trigger stands, or would stand."""


@dataclass(frozen=True, slots=True)
class Command:
    """One logical shell line that CI runs: continuations are joined, comments left out.

    `path` and `line` say where it stands: in the pipeline, or in the Makefile, script or action that `via`, a line
    of CI, leads to ("" for none). `pipeline` is the path of the pipeline, `job` its job.
    """

    text: str
    path: str
    line: int
    via: str = ""
    pipeline: str = ""
    job: str = ""
    folder: str = ""
    on_change: bool = True
