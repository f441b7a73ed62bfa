"""What every format tells: the repositories that were reviewed, in one order, and how the run ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from playbook.records.catalogue import Catalogue, Entry
from playbook.review.run import Result, Review, fingerprint
from playbook.review.verdict import Answer, Finding

LEVELS = ("must", "should", "may")
"""From the gravest."""

MEND = "\n    mend: "
"""What stands in a message between what is wrong and its mend."""

HOLDS, FALLS_SHORT, USAGE, UNREAD = 0, 1, 2, 3
"""How the command ends. A usage fault outweighs all, and falling short outweighs what could not be read."""


@dataclass(frozen=True)
class Words:
    """What the formats call a run, and what it asked. The defaults are those of `playbook review`.

    `key` stands before the names of SARIF, so that GitHub keeps two kinds of runs apart.
    """

    command: str = "playbook review"
    key: str = "playbook-review"
    title: str = "Review"
    heading: str = "Review against the standards"
    edition: str = "standards of edition"
    asked: str = "standard"
    why: str = "Why, with a bad and a good example"
    comment: Callable[[Entry, Finding, str], str] | None = None
    """Gives what a reviewer copies, for what was asked, the finding and its path; None is that of a standard."""


@dataclass(frozen=True)
class Reviewed:
    """A repository that was asked for: its review, or one of two reasons why there is none."""

    name: str
    """Its folder's."""
    path: str
    """As the caller wrote it."""
    review: Review | None = None
    fault: Finding | None = None
    """Why it could not be read at all."""
    mistake: str = ""
    """What is wrong with its settings, with place and mend."""
    prefix: str = ""
    """Its folder in the Git repository around it, with a slash at the end; "" where it is all of it."""
    scope: str = ""
    """How much was read, where it is not a whole repository at its stage."""
    words: Words = Words()

    @property
    def read(self) -> str:
        """What was read, in a few words: its stage, if nothing else says it; "" without a review."""
        return (self.scope or f"stage {self.review.stage}") if self.review else ""

    def located(self, path: str) -> str:
        """Give `path` from the root of the Git repository, as GitHub knows it."""
        return f"{self.prefix}{path}"

    @cached_property
    def short(self) -> tuple[Result, ...]:
        """The standards that fall short, the gravest first."""
        return self._with(Answer.FALLS_SHORT)

    @cached_property
    def unread(self) -> tuple[Result, ...]:
        """The standards that could not be read, the gravest first."""
        return self._with(Answer.UNREAD)

    @cached_property
    def holding(self) -> tuple[Result, ...]:
        """The standards that hold."""
        return self._with(Answer.HOLDS)

    @cached_property
    def idle(self) -> tuple[Result, ...]:
        """The standards that do not apply."""
        return self._with(Answer.NOT_APPLICABLE)

    def _with(self, answer: Answer) -> tuple[Result, ...]:
        found = [result for result in self.review.results if result.verdict.answer is answer] if self.review else []
        return tuple(sorted(found, key=lambda result: (LEVELS.index(result.standard.level), result.standard.id)))


@dataclass(frozen=True)
class Report:
    """All of a run. `verbose` asks for what holds, too, in the formats for people."""

    reviewed: tuple[Reviewed, ...]
    catalogue: Catalogue
    verbose: bool = False

    @property
    def words(self) -> Words:
        """How the run is called."""
        return self.reviewed[0].words if self.reviewed else Words()


@dataclass(frozen=True)
class Row:
    """A finding with its standard; `unread` says that it names what could not be read."""

    result: Result
    finding: Finding
    unread: bool

    @property
    def fingerprint(self) -> str:
        """What a baseline knows it by."""
        return fingerprint(self.result.standard.id, self.finding)


def rows(one: Reviewed) -> Iterator[Row]:
    """Give every finding: those that fall short by level, then what could not be read."""
    for result in one.short:
        for finding in result.verdict.findings:
            yield Row(result, finding, False)
    for result in (*one.short, *one.unread):
        for finding in result.verdict.unread:
            yield Row(result, finding, True)


def ending(report: Report, fail_on: str) -> int:
    """Give the exit code. `fail_on` is the last level that counts, or "never"."""
    counting = LEVELS[: LEVELS.index(fail_on) + 1] if fail_on in LEVELS else ()
    if any(one.mistake for one in report.reviewed):
        return USAGE
    if any(result.standard.level in counting for one in report.reviewed for result in one.short):
        return FALLS_SHORT
    if any(one.fault for one in report.reviewed):
        return UNREAD
    if any(result.standard.level in counting for one in report.reviewed for result in one.unread):
        return UNREAD
    return HOLDS


def place(path: str, line: int, column: int = 0) -> str:
    """Give `path:line:column` with what is known of it; a repository as a whole has no path."""
    if not path:
        return "the repository"
    return ":".join([path, *(str(number) for number in (line, line and column) if number)])


def headline(one: Reviewed) -> str:
    """Give in a few words how the repository stands."""
    if one.review is None:
        return "could not be reviewed: its settings are not right" if one.mistake else "could not be read"
    said = [
        f"{count(len(one.short), one.words.asked)} fall{'s' if len(one.short) == 1 else ''} short" if one.short else "",
        f"{len(one.unread)} could not be read" if one.unread else "",
    ]
    return ", ".join(part for part in said if part) or "nothing falls short"


def tally(one: Reviewed) -> str:
    """Give a line that counts what is not told in full."""
    review = one.review
    if review is None:
        return ""
    numbers: Counter[str] = Counter()
    for result in review.results:
        numbers["excepted"] += len(result.excepted)
        numbers["known"] += result.known
        numbers["elsewhere"] += result.elsewhere
    parts = [
        f"{len(one.holding)} hold{'s' if len(one.holding) == 1 else ''}",
        f"{len(one.idle)} do{'es' if len(one.idle) == 1 else ''} not apply",
        f"{len(review.asked_by_people)} for people to ask" if review.asked_by_people else "",
        f"{review.later} belong{'s' if review.later == 1 else ''} to a later stage" if review.later else "",
    ]
    left_out = [
        f"{count(numbers['excepted'], 'finding')} excepted" if numbers["excepted"] else "",
        f"{numbers['known']} known from the baseline" if numbers["known"] else "",
        f"{numbers['elsewhere']} on files that did not change" if numbers["elsewhere"] else "",
    ]
    line = ", ".join(part for part in parts if part)
    rest = ", ".join(part for part in left_out if part)
    return f"{line}; left out: {rest}" if rest else line


def count(number: int, noun: str) -> str:
    """Give "1 file" or "2 files"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def capital(words: str) -> str:
    """Give the words with a capital at their beginning."""
    return words[:1].upper() + words[1:]
