"""What a check answers: it holds, it falls short at these places, it does not apply, or it could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playbook.review.repository import Repository


class Answer(StrEnum):
    """The four answers of a check. Only the first and the third are a pass."""

    HOLDS = "holds"
    FALLS_SHORT = "falls short"
    NOT_APPLICABLE = "not applicable"
    UNREAD = "could not be read"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A place that falls short, or that could not be read.

    `path` is relative to the repository, with slashes; "" is the repository as a whole. `line` and `column` start at
    1; 0 is unknown. `message` says what is wrong and how to mend it, in a sentence. `evidence` is what stands there.
    """

    path: str
    line: int = 0
    column: int = 0
    message: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, its reason in a sentence (empty for "falls short", where the findings say it), and the places.

    `unread` names what could not be read on the way; `notes` says what a reader should know without its being a fault.
    """

    answer: Answer
    reason: str = ""
    findings: tuple[Finding, ...] = ()
    unread: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()


def decide(
    findings: Iterable[Finding],
    unread: Iterable[Finding] = (),
    *,
    holds: str,
    notes: Iterable[str] = (),
) -> Verdict:
    """Give the verdict of a prohibition: any finding falls short, else anything unread is no pass, else it holds.

    `holds` is the reason why it holds, such as "no data file over 1 MB is tracked".
    """
    found, dark, said = tuple(sorted(set(findings))), tuple(sorted(set(unread))), tuple(notes)
    if found:
        return Verdict(Answer.FALLS_SHORT, "", found, dark, said)
    if dark:
        return Verdict(Answer.UNREAD, "", (), dark, said)
    return Verdict(Answer.HOLDS, holds, (), (), said)


def holds(reason: str, *, notes: Iterable[str] = ()) -> Verdict:
    """Give the verdict that it holds, because of `reason`."""
    return Verdict(Answer.HOLDS, reason, notes=tuple(notes))


def not_applicable(reason: str) -> Verdict:
    """Give the verdict that there is nothing to apply it to, because of `reason`."""
    return Verdict(Answer.NOT_APPLICABLE, reason)


def missing(message: str, unread: Iterable[Finding] = (), *, path: str = "", notes: Iterable[str] = ()) -> Verdict:
    """Give the verdict of a requirement that nothing meets: it falls short as a whole.

    With something `unread` that might have met it, nobody can say: then it could not be read.
    """
    dark = tuple(sorted(set(unread)))
    if dark:
        return Verdict(Answer.UNREAD, "", (), dark, tuple(notes))
    return Verdict(Answer.FALLS_SHORT, "", (Finding(path, message=message),), (), tuple(notes))


class UnreadError(Exception):
    """A file, or a part of it, that could not be read; `finding` names the place and why."""

    def __init__(self, path: str, why: str, line: int = 0, column: int = 0) -> None:
        self.finding = Finding(path, line, column, why)
        super().__init__(f"{path}: {why}")


Check = Callable[["Repository"], Verdict]
"""Decides a standard from a repository. It may let UnreadError pass: that is the answer "could not be read"."""
