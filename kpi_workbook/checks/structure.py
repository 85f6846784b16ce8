"""The shape of the workbook: month headings, heading typos, stray and hidden parts, sheets that disagree.

What the reader noticed while it found its way comes as remarks; each kind has its rule here, one finding a cause.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..model import Month, Place, Remark, RemarkKind, Role, Severity, Table
from ..reading.grid import address
from .headings import gap_before, in_the_run, misplaced_in_run, of_another_year, typos
from .rule import Case, Hit, rule

UNSETTLING = (
    RemarkKind.WRONG_YEAR, RemarkKind.REPEATED_MONTH, RemarkKind.MISORDERED_MONTH, RemarkKind.MISSING_MONTH,
)  # fmt: skip
"""What makes it doubtful which month a sheet's figures belong to."""
MOSTLY_ONE_SPAN = 0.5
"""Of the tables: more than this share must have the same months before another one is said to differ."""


def _remarked(case: Case, *kinds: RemarkKind) -> Iterator[Hit]:
    """A hit for each cause that the reader remarked on: the first cell of it, and how many more tell the same."""
    yield from _told_once([remark for remark in case.book.remarks if remark.kind in kinds])


def _told_once(remarks_on_all: Iterable[Remark]) -> Iterator[Hit]:
    causes: dict[object, list[Remark]] = defaultdict(list)
    for remark in remarks_on_all:
        causes[remark.kind, remark.month, remark.found, remark.expected].append(remark)
    for remarks in causes.values():
        first = remarks[0]
        sheets = len({remark.place.sheet for remark in remarks}) - 1
        more = f"; so on {sheets} more sheet{'s' if sheets > 1 else ''}" if sheets else ""
        yield Hit(
            place=first.place,
            message=first.words + more,
            month=first.month,
            found=first.found,
            expected=first.expected,
            whole_sheet=first.kind in UNSETTLING,
            others=_before(first.place),
        )


def _before(place: Place) -> tuple[Place, ...]:
    """The two cells left of and above a heading, where a slip may be the cause of what it shows."""
    row, column = place.coordinates
    left = (address(row, column - step) for step in (1, 2) if column > step)
    above = (address(row - step, column) for step in (1, 2) if row > step)
    return tuple(Place(place.sheet, cell) for cell in (*left, *above))


@rule("S101", "month-misspelt", Severity.WARNING)
def month_misspelt(case: Case) -> Iterator[Hit]:
    """A month heading is misspelt (`Sepember`, `Ocotber`).

    It was read by its place between its neighbours; formulas and other programs will not find it. To put right: correct
    the heading.
    """
    yield from _remarked(case, RemarkKind.MISSPELT_MONTH)


@rule("S102", "month-of-wrong-year", Severity.ERROR, yields_to=("S103", "S104"))
def month_of_wrong_year(case: Case) -> Iterator[Hit]:
    """A month heading names a year that its neighbours rule out, most often the old one after December.

    To put right: correct the year in the heading; where headings are real dates, type the next month and fill across.
    """
    yield from _remarked(case, RemarkKind.WRONG_YEAR)
    for heading, month in misplaced_in_run(case.book):
        yield Hit(
            place=heading.place,
            message=f"{heading.typed!r} stands where {month.title} comes next; its year looks wrong",
            month=month,
            found=heading.typed,
            expected=month.label,
            whole_sheet=True,
        )


@rule("S103", "month-repeated", Severity.ERROR)
def month_repeated(case: Case) -> Iterator[Hit]:
    """Two columns of a table have the same month as their heading.

    One of them is another month, or was pasted twice; its figures cannot be told apart. To put right: correct or remove
    one of the two.
    """
    yield from _remarked(case, RemarkKind.REPEATED_MONTH)
    within = [remark for remark in _second_columns(case) if in_the_run(case.book, remark)]
    yield from (replace(hit, whole_sheet=True) for hit in _told_once(within))


def _second_columns(case: Case) -> list[Remark]:
    found = [remark for remark in case.book.remarks if remark.kind is RemarkKind.TWO_COLUMNS_OF_A_MONTH]
    return [remark for remark in found if not of_another_year(case.book, remark)]


@rule("S104", "month-out-of-order", Severity.WARNING)
def month_out_of_order(case: Case) -> Iterator[Hit]:
    """Month columns do not follow one another.

    Charts and sums over a range of columns take the wrong months. To put right: put the columns in calendar order, or
    correct the heading that is wrong.
    """
    yield from _remarked(case, RemarkKind.MISORDERED_MONTH)


@rule("S105", "month-missing", Severity.WARNING, yields_to=("S102", "S103", "S104", "S106", "S107"))
def month_missing(case: Case) -> Iterator[Hit]:
    """A month between two others has no column.

    A reader who counts columns is a month out. To put right: insert the month, blank or with the reason why there is
    nothing.
    """
    for hit in _remarked(case, RemarkKind.MISSING_MONTH):
        yield replace(hit, place=gap_before(case.book, hit.place) or hit.place)


@rule("S106", "day-and-month-swapped", Severity.WARNING)
def day_and_month_swapped(case: Case) -> Iterator[Hit]:
    """Excel took a heading's day for its month (1 August stored as 8 January).

    The run of headings tells what is meant, but sorting and formulas will not. To put right: type the headings again as
    `2022-08-01`, or as text.
    """
    yield from _remarked(case, RemarkKind.SWAPPED_DAY_AND_MONTH)


@rule("S107", "two-columns-of-a-month", Severity.WARNING)
def two_columns_of_a_month(case: Case) -> Iterator[Hit]:
    """A month stands in the run of months and again in a column of its own (`This month`).

    Where the two differ, nobody knows which is right. To put right: let one refer to the other by formula.
    """
    yield from _told_once(remark for remark in _second_columns(case) if not in_the_run(case.book, remark))


@rule("S108", "year-inferred", Severity.INFO)
def year_inferred(case: Case) -> Iterator[Hit]:
    """No month heading names its year; it was taken from a title, a sheet's name or the settings.

    To put right: write the year into the headings (`Apr-22`), or set `year` in kpi-workbook.toml.
    """
    yield from _remarked(case, RemarkKind.YEAR_INFERRED)


@rule("S109", "stray-column", Severity.INFO, yields_to=("S105",))
def stray_column(case: Case) -> Iterator[Hit]:
    """A column within or beside a table has no heading, or holds nothing that belongs to it.

    Excel takes it for part of the table. To put right: delete the column, or give it a heading.
    """
    for hit in _remarked(case, RemarkKind.STRAY_COLUMN):
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
    remarked = list(_remarked(case, RemarkKind.HIDDEN))
    yield from remarked or _hidden_parts(case)


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
    yield from _remarked(case, RemarkKind.FORMULA_WITHOUT_VALUE)


@rule("S112", "section-without-rows", Severity.WARNING)
def section_without_rows(case: Case) -> Iterator[Hit]:
    """A section has a table heading but no indicators below it.

    Rows were deleted, or moved to another sheet. To put right: restore the rows or remove the heading.
    """
    yield from _remarked(case, RemarkKind.EMPTY_SECTION)


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
    remarked = {remark.place.sheet for remark in case.book.remarks if remark.month is not None}
    for table, months in spans:
        lacking = sorted(usual - set(months))
        extra = sorted(month for month in set(months) - usual if month <= case.evidence.coverage.last)
        if (lacking or extra) and table.sheet not in remarked:
            words = [f"lacks {_listed(lacking)}"] if lacking else []
            words += [f"has {_listed(extra)} beside"] if extra else []
            place = months[extra[0]] if extra else next(iter(months.values()))
            message = f"the table {' and '.join(words)}, unlike the other tables"
            yield Hit(place=place, message=message, whole_sheet=bool(lacking))


@rule("S116", "figures-not-read", Severity.WARNING)
def figures_not_read(case: Case) -> Iterator[Hit]:
    """Figures were not read, because no month's heading or no name could be found for them.

    They are missing from the scrutiny workbook, and no other check looks at them. To put right: name the row, or head
    the figures with their month; leave them as they are where they are not meant to be reported by month.
    """
    for hit in _remarked(case, RemarkKind.LEFT_OUT):
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
    month_misspelt, month_of_wrong_year, month_repeated, month_out_of_order, month_missing, day_and_month_swapped,
    two_columns_of_a_month, year_inferred, stray_column, hidden_figures, formulas_without_values,
    section_without_rows, heading_typo, month_without_figures, sheets_disagree_on_months,
    figures_not_read,
)  # fmt: skip
