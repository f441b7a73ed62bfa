"""`playbook review`: repositories against the standards."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from playbook.commands import options
from playbook.commands.choosing import chosen, installed, wrong

if TYPE_CHECKING:
    from playbook.records.catalogue import Catalogue
    from playbook.review.reports.baseline import Baseline
    from playbook.review.reports.report import Report, Reviewed

FORMATS = ("terminal", "json", "sarif", "github", "markdown", "html")
STAGES = ("everyone", "growing", "regulated")


@dataclass(frozen=True)
class Asked:
    """What the caller wants of each repository; `alone` says that there is one only."""

    stage: str | None
    only: tuple[str, ...]
    since: str | None
    baseline: Baseline | None
    alone: bool


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option(
    "--format", "kind", type=click.Choice(FORMATS), default="terminal", show_default=True, help="How to say it."
)
@options.output
@options.fail_on
@options.warn_only
@click.option("--since", metavar="REV", help="Only findings on files that changed since REV, such as origin/main.")
@click.option(
    "--baseline",
    "known",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="An earlier report of --format json; the findings in it do not count.",
)
@click.option("--stage", type=click.Choice(STAGES), help="Up to which tier to ask (default: the repository's setting).")
@click.option("--only", multiple=True, metavar="ID|FAMILY", help="Only this standard or family. May be repeated.")
@options.verbose
@options.schema
def review(
    paths: tuple[Path, ...],
    kind: str,
    output: Path | None,
    fail_on: str,
    warn_only: bool,
    since: str | None,
    known: Path | None,
    stage: str | None,
    only: tuple[str, ...],
    verbose: bool,
) -> None:
    """Review the repositories in the folders PATHS against the standards.

    Nothing of them is run, imported or written to. The command ends with 0 if nothing falls short, with 1 if
    something does, with 2 if it was called wrongly or a repository's settings are not right, and with 3 if something
    could not be read.
    """
    from playbook.review.reports.report import USAGE, Report, ending

    standards = installed()
    asked = Asked(stage, tuple(chosen(standards, only)), since, _baseline(known), len(paths) == 1)
    report = Report(tuple(_reviewed(path, standards, asked) for path in paths), standards, verbose)
    tell(report, kind, output)
    code = ending(report, fail_on)
    sys.exit(0 if warn_only and code != USAGE else code)


def _baseline(file: Path | None) -> Baseline | None:
    if file is None:
        return None
    from playbook.review.reports.baseline import BaselineError, read_baseline

    try:
        return read_baseline(file)
    except BaselineError as error:
        raise click.UsageError(f"--baseline {error}") from None


def _reviewed(path: Path, standards: Catalogue, asked: Asked) -> Reviewed:
    from playbook.review.reports.report import Reviewed
    from playbook.review.run import Demand
    from playbook.review.run import review as run
    from playbook.review.settings import SettingsError
    from playbook.review.verdict import Finding, UnreadError

    root = path.resolve()
    name = root.name or "repository"
    known = asked.baseline.of(name, asked.alone) if asked.baseline else frozenset()
    given: dict[str, Any] = {"name": name, "path": str(path)}
    try:
        changed = _changed(root, asked.since)
        given["prefix"] = _prefix(root)
        given["review"] = run(root, standards, Demand(asked.stage, asked.only, changed, known))
    except UnreadError as error:
        given["fault"] = error.finding
    except SettingsError as error:
        given["mistake"] = str(error)
    except OSError as error:
        given["fault"] = Finding("", message=f"the system refuses it: {error.strerror}")
    return Reviewed(**given)


def _changed(root: Path, since: str | None) -> frozenset[str] | None:
    if since is None:
        return None
    from playbook.review.git import GitError, changed_since
    from playbook.review.reports.safe import printed

    try:
        return frozenset(changed_since(root, since))
    except GitError as error:
        raise wrong(
            printed(f"--since {since}: git does not know it in {root}: {error}"),
            "name a commit, tag or branch that is there; in CI, fetch the whole history (fetch-depth: 0)",
        ) from None


def _prefix(root: Path) -> str:
    """Give the folder of `root` in the Git repository around it, with a slash at the end, or nothing."""
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            return "" if folder == root else f"{root.relative_to(folder).as_posix()}/"
    return ""


def tell(report: Report, kind: str, output: Path | None) -> None:
    if kind == "terminal":
        from playbook.review.reports.lines import plain, show
        from playbook.review.reports.terminal import lines

        if output is None:
            show(lines(report), sys.stdout)
            return
        text = plain(lines(report))
    else:
        from importlib import import_module

        text = import_module(f"playbook.review.reports.{kind}").text(report)
    data = text.encode("utf-8", "replace")
    if output is None:
        click.echo(data, nl=False)
    else:
        _write(output, data, report)


def _write(output: Path, data: bytes, report: Report) -> None:
    from playbook.review.reports.report import headline
    from playbook.review.reports.safe import printed

    try:
        output.write_bytes(data)
    except OSError as error:
        raise wrong(f"--output {output}: {error.strerror}", "name a file in a folder that is there") from None
    for one in report.reviewed:
        click.echo(f"{printed(one.name)}: {headline(one)} (written to {output})", err=True)
