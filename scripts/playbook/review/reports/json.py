"""The report as data. Its form is `review.schema.json`; the number `format` changes when a reader would break."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playbook.review.reports.report import Report, Reviewed
from playbook.review.reports.safe import dumped
from playbook.review.run import Result, fingerprint
from playbook.review.verdict import Finding

FORMAT = 1
SCHEMA = Path(__file__).with_name("review.schema.json")
PACKAGE = "mlops-team-playbook"


def text(report: Report) -> str:
    """Give the whole report as JSON."""
    return dumped(data(report))


def version() -> str:
    """Give the version of the playbook that is installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return "0.0.0"


def data(report: Report) -> dict[str, Any]:
    """Give the whole report for JSON."""
    catalogue = report.catalogue
    return {
        "$schema": f"{catalogue.site_url}{SCHEMA.name}",
        "format": FORMAT,
        "tool": {
            "name": report.words.command,
            "version": version(),
            "standards": catalogue.edition,
            "url": catalogue.site_url,
        },
        "repositories": [_repository(one) for one in report.reviewed],
    }


def _repository(one: Reviewed) -> dict[str, Any]:
    review = one.review
    results = review.results if review else ()
    return {
        "name": one.name,
        "path": one.path,
        "answer": _answer(one),
        "stage": (review.stage or None) if review else None,
        "date": review.today.isoformat() if review else None,
        "tracked": review.tracked if review else None,
        "fault": _place(one.fault) if one.fault else None,
        "mistake": one.mistake or None,
        "counts": {
            "holds": len(one.holding),
            "falls short": len(one.short),
            "not applicable": len(one.idle),
            "could not be read": len(one.unread),
        },
        "for_people": [entry.id for entry in review.asked_by_people] if review else [],
        "later": review.later if review else 0,
        "results": [_result(result) for result in results],
        "fingerprints": sorted({item for result in results for item in result.fingerprints}),
    }


def _answer(one: Reviewed) -> str:
    if one.mistake:
        return "settings are not right"
    if one.short:
        return "falls short"
    return "could not be read" if one.fault or one.unread else "holds"


def _result(result: Result) -> dict[str, Any]:
    standard, verdict = result.standard, result.verdict
    return {
        "standard": standard.id,
        "name": standard.name,
        "level": standard.level,
        "tier": standard.tier,
        "url": standard.url,
        "answer": str(verdict.answer),
        "reason": verdict.reason,
        "findings": [
            {**_place(finding), "fingerprint": fingerprint(standard.id, finding)} for finding in verdict.findings
        ],
        "unread": [_place(finding) for finding in verdict.unread],
        "notes": list(verdict.notes),
        "excepted": [
            {
                **_place(item.finding),
                "reason": item.waiver.reason,
                "until": item.waiver.until.isoformat() if item.waiver.until else None,
            }
            for item in result.excepted
        ],
        "known": result.known,
        "elsewhere": result.elsewhere,
    }


def _place(finding: Finding) -> dict[str, Any]:
    return {
        "path": finding.path,
        "line": finding.line or None,
        "column": finding.column or None,
        "message": finding.message,
        "evidence": finding.evidence,
    }
