"""The JSON that other programs read: model, findings and results as plain dictionaries, shapes as promised.

Adding a key is free; renaming or removing one breaks somebody's script, so `SCHEMA` would have to rise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any

from .figures.results import IndicatorResult
from .model import (
    Comparator,
    Finding,
    Indicator,
    KpiWorkbook,
    Month,
    NotRun,
    Observation,
    Passage,
    Place,
    Section,
    Severity,
    Target,
)
from .scrutiny.report import Report
from .settings import Tolerance

SCHEMA = 1
Document = dict[str, Any]


def of_book(book: KpiWorkbook) -> Document:
    """What was understood of a workbook: `read --json`."""
    return {
        "schema": SCHEMA,
        "file": book.file,
        "sha256": book.sha256,
        "organisation": book.organisation,
        "reporting_month": str(book.reporting_month),
        "months": [str(month) for month in book.months],
        "sections": [_section(section) for section in book.sections],
        "sheets": [{"name": sheet.name, "hidden": sheet.hidden} for sheet in book.sheets],
        "remarks": [_plain(remark) for remark in book.remarks],
    }


def of_findings(files: Iterable[tuple[str, tuple[Finding, ...], tuple[NotRun, ...]]]) -> Document:
    """The findings of one or more workbooks: `check --format json`."""
    return {
        "schema": SCHEMA,
        "files": [
            {
                "file": file,
                "findings": [_finding(finding) for finding in findings],
                "counts": severity_counts(findings),
                "not_run": [{"rule": each.rule, "why": each.why} for each in not_run],
            }
            for file, findings, not_run in files
        ],
    }


def of_report(report: Report, output: str) -> Document:
    """What was built and every figure recomputed: `build --format json`."""
    book = report.book
    return {
        "schema": SCHEMA,
        "file": book.file,
        "output": output,
        "edition": str(report.edition),
        "organisation": book.organisation,
        "reporting_month": str(book.reporting_month),
        "months_gone": report.results.months_gone,
        "status": status_counts(report),
        "findings": severity_counts(report.findings),
        "indicators": [
            _result(section, row, result)
            for (section, row), result in zip(
                ((section.title, row) for section in book.sections for row in section.indicators),
                report.results.indicators,
                strict=True,
            )
        ],
        "populations": [_plain(fit) for fit in report.results.populations],
    }


def severity_counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings of each severity, the noughts too."""
    counted = Counter(finding.severity for finding in findings)
    return {str(severity): counted[severity] for severity in Severity}


def status_counts(report: Report) -> dict[str, int]:
    """How many indicators have each status in the reporting month, most frequent first."""
    counted = Counter(str(result.in_month.word) for result in report.results.indicators)
    return dict(counted.most_common())


def _section(section: Section) -> Document:
    return {
        "title": section.title,
        "sheet": section.sheet,
        "analysis": _text(section.analysis),
        "actions": _text(section.actions),
        "indicators": [_indicator(row) for row in section.indicators],
    }


def _text(passages: tuple[Passage, ...]) -> str | None:
    return "\n".join(passage.text for passage in passages) or None


def _indicator(row: Indicator) -> Document:
    return {
        "name": row.name,
        "group": row.group,
        "team": row.team,
        "cell": row.place.cell,
        "unit": str(row.unit),
        "measure_type": str(row.measure_type),
        "polarity": str(row.polarity),
        "target": _target(row.target) if row.target else None,
        "monthly_targets": [{"month": str(each.month), **_target(each)} for each in row.monthly_targets],
        "comparators": [_comparator(each) for each in row.comparators],
        "observations": [_observation(each) for each in row.observations],
        "extras": [_plain(each) for each in row.extras],
    }


def _target(target: Target) -> Document:
    return {
        "cell": target.place.cell,
        "typed": target.typed,
        "value": target.value,
        "upper": target.upper,
        "comparison": target.comparison and str(target.comparison),
        "basis": target.basis and str(target.basis),
        "status": target.status and str(target.status),
    }


def _comparator(each: Comparator) -> Document:
    return {
        "name": each.name,
        "area": str(each.area),
        "cell": each.place.cell,
        "typed": each.typed,
        "value": each.value,
        "status": each.status and str(each.status),
    }


def _observation(each: Observation) -> Document:
    return {
        "month": str(each.month),
        "cell": each.place.cell,
        "typed": each.typed,
        "value": each.value,
        "numerator": each.numerator,
        "denominator": each.denominator,
        "status": each.status and str(each.status),
    }


def _finding(finding: Finding) -> Document:
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": str(finding.severity),
        "sheet": finding.place.sheet,
        "cell": finding.place.cell,
        "section": finding.section,
        "indicator": finding.indicator,
        "month": finding.month and str(finding.month),
        "found": finding.found,
        "expected": finding.expected,
        "message": finding.message,
    }


def _result(section: str, row: Indicator, result: IndicatorResult) -> Document:
    return {"section": section, "indicator": row.name, **_plain(result)}


def _plain(value: Any) -> Any:
    """A noun as JSON holds it: fields by name, months and enumerations as text, a place as sheet and cell."""
    if isinstance(value, Place):
        return {"sheet": value.sheet, "cell": value.cell}
    if isinstance(value, Month | StrEnum):
        return str(value)
    if isinstance(value, Tolerance):
        return value.model_dump()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
