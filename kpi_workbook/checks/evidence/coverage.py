"""Which months the rows fill: the last month that the workbook as a whole reports, gaps before it, figures after it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ...model import Indicator, KpiWorkbook, Month, Observation, Status

REPORTED_BY = 0.5
"""Of the rows with figures: a month is reported once as many have a figure for it."""
MOST_GAPS = 0.15
"""Of a row's span of months: with more gaps than this (and more than one) it is reported only now and then."""
EARLY_BY = 0.2
"""Of the rows: a month after the last one that more rows than this fill is a sheet ahead of others, not slips."""
LEAST_ROWS = 3


@dataclass(frozen=True)
class Coverage:
    """The months that each row fills. `last`: the latest that most rows have a figure for; `reporting`: what the
    workbook calls its own."""

    rows: tuple[Indicator, ...]
    filled: tuple[frozenset[Month], ...]
    reporting: Month
    last: Month
    by_month: Counter[Month]
    bare: frozenset[tuple[str, Month]]

    @cached_property
    def few(self) -> float:
        """How many rows at most may fill a month before it counts as reported by a sheet."""
        return max(1.0, EARLY_BY * sum(bool(each) for each in self.filled))

    def reported_elsewhere(self, sheet: str, month: Month) -> bool:
        """Whether every row of another sheet, and more than one, fills a month."""
        return any(month in months for other, months in self._reported.items() if other != sheet)

    @cached_property
    def _reported(self) -> dict[str, frozenset[Month]]:
        """The months that every reporting row of a sheet fills, for sheets with more than one."""
        return {sheet: frozenset.intersection(*rows) for sheet, rows in self._by_sheet.items() if len(rows) > 1}

    @cached_property
    def _by_sheet(self) -> dict[str, list[frozenset[Month]]]:
        """The months that each reporting row fills, by sheet."""
        sheets: dict[str, list[frozenset[Month]]] = defaultdict(list)
        for row, months in zip(self.rows, self.filled, strict=True):
            if months:
                sheets[row.place.sheet].append(months)
        return sheets

    def last_of(self, sheet: str) -> Month:
        """The latest month that a sheet reports, by half its rows and more than one, where others lag behind it."""
        return self._last_of.get(sheet, self.last)

    @cached_property
    def _last_of(self) -> dict[str, Month]:
        found = {}
        for sheet, rows in self._by_sheet.items():
            filling = Counter(month for months in rows for month in months if month <= self.reporting)
            reported = [month for month, count in filling.items() if count > 1 and count >= REPORTED_BY * len(rows)]
            found[sheet] = max([self.last, *reported])
        return found

    def gaps(self, row: int) -> list[Observation]:
        """The blank cells inside a row's run of figures, up to the last reported month."""
        filled = self.filled[row]
        if len(filled) < LEAST_ROWS:
            return []
        first, last = min(filled), self.last_of(self.rows[row].place.sheet)
        span = [each for each in self.rows[row].observations if first <= each.month <= last]
        blank = [each for each in span if each.status is Status.BLANK and each.numerator is None]
        blank = [each for each in blank if (each.place.sheet, each.month) not in self.bare]
        return blank if len(blank) <= max(1.0, MOST_GAPS * len(span)) else []

    def too_early(self, row: int) -> list[Observation]:
        """The figures in months after the last one its sheet reports that hardly any row fills."""
        last = self.last_of(self.rows[row].place.sheet)
        if all(month <= last for month in self.filled[row]):
            return []
        return [
            each
            for each in self.rows[row].observations
            if each.month > last and each.month in self.filled[row] and self.by_month[each.month] <= self.few
        ]


def coverage(book: KpiWorkbook) -> Coverage:
    """The coverage of a workbook."""
    rows = book.indicators
    filled = tuple(frozenset(each.month for each in row.observations if _has_figure(each)) for row in rows)
    by_month = Counter(month for months in filled for month in months)
    return Coverage(rows, filled, book.reporting_month, _last(book, filled, by_month), by_month, _bare(rows, filled))


def _has_figure(each: Observation) -> bool:
    return each.value is not None or each.numerator is not None


def _last(book: KpiWorkbook, filled: Sequence[frozenset[Month]], by_month: Counter[Month]) -> Month:
    """The latest month filled by most rows; with very few rows, the workbook's own reporting month."""
    counting = sum(bool(each) for each in filled)
    if counting < LEAST_ROWS:
        return book.reporting_month
    reported = [month for month, rows in by_month.items() if rows >= REPORTED_BY * counting]
    return min(max(reported, default=book.reporting_month), book.reporting_month)


def _in_a_row(months: frozenset[Month]) -> bool:
    """Whether two months that follow one another have a figure."""
    return any(month.plus(1) in months for month in months)


def _bare(rows: Sequence[Indicator], filled: Sequence[frozenset[Month]]) -> frozenset[tuple[str, Month]]:
    """Months that at least half the reporting rows of a sheet, and more than one, leave without a figure; rows that
    report a quarter or a year at a time say nothing of a month, where others report each."""
    blank: Counter[tuple[str, Month]] = Counter()
    reporting: Counter[str] = Counter()
    monthly = {row.place.sheet for row, months in zip(rows, filled, strict=True) if _in_a_row(months)}
    for row, months in zip(rows, filled, strict=True):
        counts = bool(months) and (_in_a_row(months) or row.place.sheet not in monthly)
        reporting[row.place.sheet] += counts
        if counts:
            blank.update({(row.place.sheet, each.month) for each in row.observations if each.status is Status.BLANK})
    return frozenset(key for key, count in blank.items() if count > 1 and count * 2 >= reporting[key[0]])
