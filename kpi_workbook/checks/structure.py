"""The shape of the workbook: stray and hidden parts, headings' typos, sheets that disagree, figures not read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ..model import Month, Place, RemarkKind, Role, Severity, Table
from .headings import typos
from .remarked import remarked
from .rule import Case, Hit, rule

MOSTLY_ONE_SPAN = 0.5
"""Of the tables: more than this share must have the same months before another one is said to differ."""


@rule("S109", "stray-column", Severity.INFO, yields_to=("S105",))
def stray_column(case: Case) -> Iterator[Hit]:
    """A column within or beside a table has no heading, or holds nothing that belongs to it.

    Excel takes it for part of the table. To put right: delete the column, or give it a heading.
    """
    for hit in remarked(case, RemarkKind.STRAY_COLUMN):
        yield replace(hit, severity=Severity.WARNING if _is_figure(hit.found) else None)


def _is_figure(found: str | None) -> bool:
    """Whether what stands in a column without a heading begins as a figure does: a reader takes it for a month's."""
    return bool(re.match(r"\s*[-+£$€<>]?\s*[0-9]", found or ""))


@rule("S110", "hidden-figures", Severity.WARNING)
def hidden_figures(case: Case) -> Iterator[Hit]:
    """Figures stand in hidden rows, columns or sheets.

    They are in the file that is sent out, though nobody sees them, and enter totals. To put right: show them, or take
    them out of the workbook.
    """
    yield from list(remarked(case, RemarkKind.HIDDEN)) or _hidden_parts(case)


def _hidden_parts(case: Case) -> Iterator[Hit]:
    """A hit for each hidden sheet, row and column that holds figures."""
    parts: dict[object, tuple[str, Place]] = {}
    sheets = {sheet.name: sheet for sheet in case.book.sheets}
    for indicator in case.book.indicators:
        for each in indicator.observations:
            sheet = sheets.get(each.place.sheet)
            if not each.hidden or sheet is None:
                continue
            row, column = each.place.coordinates
            if sheet.hidden:
                parts.setdefault(sheet.name, ("the sheet is hidden but holds figures", indicator.place))
            elif row in sheet.hidden_rows:
                parts.setdefault((sheet.name, row), (f"row {row} is hidden but holds figures", indicator.place))
            elif column in sheet.hidden_columns:
                words = f"the column of {each.month.label} is hidden but holds figures"
                parts.setdefault((sheet.name, None, column), (words, each.place))
    for words, place in parts.values():
        yield Hit(place=place, message=words)


@rule("S111", "formulas-without-values", Severity.WARNING)
def formulas_without_values(case: Case) -> Iterator[Hit]:
    """Formulas have no stored results: the workbook was written by a program and never opened in Excel.

    Their cells read as blank. To put right: open the workbook in Excel, save it, and read it again.
    """
    yield from remarked(case, RemarkKind.FORMULA_WITHOUT_VALUE)


@rule("S112", "section-without-rows", Severity.WARNING)
def section_without_rows(case: Case) -> Iterator[Hit]:
    """A section has a table heading but no indicators below it.

    Rows were deleted, or moved to another sheet. To put right: restore the rows or remove the heading.
    """
    yield from remarked(case, RemarkKind.EMPTY_SECTION)


@rule("S113", "heading-typo", Severity.WARNING, yields_to=("S101",))
def heading_typo(case: Case) -> Iterator[Hit]:
    """A heading is spelt almost, but not quite, like the same heading of other tables, or like a known one.

    Readers take it for another area or another year; programs for another column. To put right: spell it alike.
    """
    for heading, meant, why in typos(case.book):
        yield Hit(
            place=heading.place,
            message=f"{heading.typed!r} looks like a slip for {meant!r}{why}",
            found=heading.typed,
            expected=meant,
        )


@rule("S114", "month-without-figures", Severity.WARNING)
def month_without_figures(case: Case) -> Iterator[Hit]:
    """A sheet's column for a month is empty although other sheets report it.

    The sheet was not brought up to date, or the figures were pasted elsewhere. To put right: enter the month, or say
    why it is missing.
    """
    where = case.evidence.coverage
    headings = {
        (table.sheet, heading.month): heading.place
        for table in case.book.tables
        for heading in table.headings
        if heading.month is not None
    }
    for sheet, month in sorted(where.bare):
        if month <= where.last or where.reported_elsewhere(sheet, month):
            place = headings.get((sheet, month)) or next(row.place for row in where.rows if row.place.sheet == sheet)
            words = "is behind the others: it has no figures" if month >= where.last else "has no figures"
            yield Hit(place=place, message=f"the sheet {words} for {month.label}", month=month, whole_sheet=True)


@rule("S115", "sheets-disagree-on-months", Severity.WARNING, yields_to=("S10",))
def sheets_disagree_on_months(case: Case) -> Iterator[Hit]:
    """A table covers other months than most tables of the workbook.

    Figures of one row cannot be read beside another's. To put right: add the months that are missing, or remove those
    that are too many.
    """
    spans = [(table, _months(table)) for table in case.book.tables if table.layout != "tidy"]
    spans = [(table, months) for table, months in spans if months]
    if len(spans) < 3:
        return
    (usual, tables), *_ = Counter(frozenset(months) for _, months in spans).most_common()
    if tables <= MOSTLY_ONE_SPAN * len(spans):
        return
    told = {remark.place.sheet for remark in case.book.remarks if remark.month is not None}
    for table, months in spans:
        lacking = sorted(usual - set(months))
        extra = sorted(month for month in set(months) - usual if month <= case.evidence.coverage.last)
        if (lacking or extra) and table.sheet not in told:
            words = [f"lacks {_listed(lacking)}"] if lacking else []
            words += [f"has {_listed(extra)} beside"] if extra else []
            place = months[extra[0]] if extra else next(iter(months.values()))
            message = f"the table {' and '.join(words)}, unlike the other tables"
            yield Hit(place=place, message=message, whole_sheet=bool(lacking))


@rule("S116", "figures-not-read", Severity.WARNING)
def figures_not_read(case: Case) -> Iterator[Hit]:
    """Figures were not read: no month's heading or no name could be found for them, or a later sheet says it anew.

    They are missing from the scrutiny workbook, and no other check looks at them. To put right: name the row, or head
    the figures with their month; leave them as they are where they are not meant to be reported by month, or where each
    month's sheet has its own texts and totals.
    """
    for hit in remarked(case, RemarkKind.LEFT_OUT):
        yield replace(hit, severity=Severity.INFO if hit.expected is None else None)


def _months(table: Table) -> dict[Month, Place]:
    """The months of a table with their headings' cells."""
    return {
        heading.month: heading.place
        for heading in table.headings
        if heading.role is Role.MONTH and heading.month is not None
    }


def _listed(months: list[Month]) -> str:
    if len(months) > 2:
        return f"{months[0].label} to {months[-1].label} ({len(months)} months)"
    return " and ".join(month.label for month in months)


RULES = (
    stray_column, hidden_figures, formulas_without_values, section_without_rows, heading_typo,
    month_without_figures, sheets_disagree_on_months, figures_not_read,
)  # fmt: skip
