"""The headings that name months: misspelt, of a wrong year, twice, out of order, missing, swapped, without a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..model import Remark, RemarkKind, Severity
from .headings import gap_before, in_the_run, misplaced_in_run, of_another_year
from .remarked import remarked, told_once
from .rule import Case, Hit, rule


@rule("S101", "month-misspelt", Severity.WARNING)
def month_misspelt(case: Case) -> Iterator[Hit]:
    """A month heading is misspelt (`Sepember`, `Ocotber`).

    It was read by its place between its neighbours; formulas and other programs will not find it. To put right: correct
    the heading.
    """
    yield from remarked(case, RemarkKind.MISSPELT_MONTH)


@rule("S102", "month-of-wrong-year", Severity.ERROR, yields_to=("S103", "S104"))
def month_of_wrong_year(case: Case) -> Iterator[Hit]:
    """A month heading names a year that its neighbours rule out, most often the old one after December.

    To put right: correct the year in the heading; where headings are real dates, type the next month and fill across.
    """
    yield from remarked(case, RemarkKind.WRONG_YEAR)
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
    """Two columns of a table have the same month as their heading, or two rows of a list give one indicator's month.

    One of them is another month, or was pasted twice; its figures cannot be told apart. To put right: correct or remove
    one of the two.
    """
    yield from remarked(case, RemarkKind.REPEATED_MONTH, RemarkKind.REPEATED_ROW)
    within = [remark for remark in _second_columns(case) if in_the_run(case.book, remark)]
    yield from (replace(hit, whole_sheet=True) for hit in told_once(within))


def _second_columns(case: Case) -> list[Remark]:
    found = [remark for remark in case.book.remarks if remark.kind is RemarkKind.TWO_COLUMNS_OF_A_MONTH]
    return [remark for remark in found if not of_another_year(case.book, remark)]


@rule("S104", "month-out-of-order", Severity.WARNING)
def month_out_of_order(case: Case) -> Iterator[Hit]:
    """Month columns do not follow one another.

    Charts and sums over a range of columns take the wrong months. To put right: put the columns in calendar order, or
    correct the heading that is wrong.
    """
    yield from remarked(case, RemarkKind.MISORDERED_MONTH)


@rule("S105", "month-missing", Severity.WARNING, yields_to=("S102", "S103", "S104", "S106", "S107"))
def month_missing(case: Case) -> Iterator[Hit]:
    """A month between two others has no column, or an indicator no row for it in a list.

    A reader who counts columns is a month out. To put right: insert the month, blank or with the reason why there is
    nothing.
    """
    for hit in remarked(case, RemarkKind.MISSING_MONTH, RemarkKind.MISSING_ROW):
        yield replace(hit, place=gap_before(case.book, hit.place) or hit.place)


@rule("S106", "day-and-month-swapped", Severity.WARNING)
def day_and_month_swapped(case: Case) -> Iterator[Hit]:
    """Excel took a heading's day for its month (1 August stored as 8 January).

    The run of headings tells what is meant, but sorting and formulas will not. To put right: type the headings again as
    `2022-08-01`, or as text.
    """
    yield from remarked(case, RemarkKind.SWAPPED_DAY_AND_MONTH)


@rule("S107", "two-columns-of-a-month", Severity.WARNING)
def two_columns_of_a_month(case: Case) -> Iterator[Hit]:
    """A month stands in the run of months and again in a column of its own (`This month`).

    Where the two differ, nobody knows which is right. To put right: let one refer to the other by formula.
    """
    yield from told_once(remark for remark in _second_columns(case) if not in_the_run(case.book, remark))


@rule("S108", "year-inferred", Severity.INFO)
def year_inferred(case: Case) -> Iterator[Hit]:
    """No month heading names its year; it was taken from a title, a sheet's name or the settings.

    To put right: write the year into the headings (`Apr-22`), or set `year` in kpi-workbook.toml.
    """
    yield from remarked(case, RemarkKind.YEAR_INFERRED)


RULES = (
    month_misspelt, month_of_wrong_year, month_repeated, month_out_of_order, month_missing, day_and_month_swapped,
    two_columns_of_a_month, year_inferred,
)  # fmt: skip
