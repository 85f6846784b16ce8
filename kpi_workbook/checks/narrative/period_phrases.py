"""The phrases of months that name none: `year to date`, `last month`, `the same month last year`. One row a meaning."""

from __future__ import annotations

from .periods import ALL_EARLIER, PeriodKind
from .phrasebook import Phrasebook

_PHRASES: dict[tuple[str, ...], tuple[PeriodKind, int]] = {}


def _add(kind: PeriodKind, count: int, phrases: str) -> None:
    _PHRASES.update((tuple(phrase.split()), (kind, count)) for phrase in phrases.split(","))


_add(PeriodKind.YEAR_TO_DATE, 0, """
    year to date, ytd, so far this year, this financial year, this year, so far this financial year, the year so
    far, financial year to date, in year, current financial year, year so far, this year to date, current year,
    over the year, during the year, in the year, throughout the year, this reporting year, this municipal year,
    of the year, for the year, for the year to date, over the year to date, in the year to date, across the year
    to date
""")  # fmt: skip
_add(PeriodKind.YEAR_START, 0, """
    start of the financial year, start of financial year, start of the year, start of this financial year, start
    of this year, beginning of the financial year, beginning of the year, beginning of this year, beginning of
    financial year, year began, financial year began, year started, financial year started, start of the
    reporting year, year start, start of year
""")  # fmt: skip
_add(PeriodKind.YEAR_END, 0, """
    end of the financial year, end of financial year, end of the year, year end, end of year, end of this year,
    end of this financial year, remainder of the year, rest of the year, next year, next financial year, coming
    year, new financial year, new year
""")  # fmt: skip
_add(PeriodKind.OFFSET, 0, """
    this month, current month, reporting month, latest month, most recent month, month just ended
""")  # fmt: skip
_add(PeriodKind.OFFSET, -1, """
    previous month, prior month, month before, preceding month, month earlier, previous month's, month on month,
    month previously, one month earlier
""")  # fmt: skip
_add(PeriodKind.LAST, 1, """
    last month, past month
""")  # fmt: skip
_add(PeriodKind.LAST, 12, """
    in over a year, for over a year, in more than a year, for more than a year
""")  # fmt: skip
_add(PeriodKind.BEFORE, ALL_EARLIER, """
    previous months, earlier months, preceding months, any other month, other months, any previous month, any
    earlier month, recent months, all previous months, past months
""")  # fmt: skip
_add(PeriodKind.QUARTER, 0, "this quarter, current quarter, latest quarter, the quarter, quarter to date")
_add(PeriodKind.LAST_QUARTER, 0, """
    last quarter, previous quarter, preceding quarter, quarter before, prior quarter, quarter on quarter
""")  # fmt: skip
_add(PeriodKind.SAME_QUARTER_LAST_YEAR, 0, """
    same quarter last year, same quarter of last year, same quarter the previous year, same quarter of the previous
    year, same quarter in the previous year, same quarter a year ago, same quarter a year earlier, corresponding quarter
    last year, corresponding quarter of last year
""")  # fmt: skip
_add(PeriodKind.LAST_YEAR, 0, """
    last year, previous year, year before, last financial year, prior year, previous financial year, preceding
    year, last year's, previous year's, year earlier, last year's outturn
""")  # fmt: skip
_add(PeriodKind.SAME_MONTH_LAST_YEAR, 0, """
    same month last year, same month of last year, same month a year ago, same month the year before, same month
    in the previous year, a year ago, year ago, a year earlier, same period last year, this time last year, same
    month of the previous year, twelve months ago, same month the previous year, year on year, same time last
    year, 12 months ago, one year ago
""")  # fmt: skip
PERIOD_PHRASES = Phrasebook(_PHRASES)
"""What period each phrase is, and how many months or which."""
