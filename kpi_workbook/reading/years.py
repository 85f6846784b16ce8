"""Years as headings, titles and file names write them: `2022`, `2022/23`, `FY22`, `December 2022`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import Month
from .months import FIRST_YEAR, LAST_YEAR, NAMED, full_year


@dataclass(frozen=True, slots=True)
class Span:
    """A calendar year (`first` equals `last`), a financial year, or one month of a year (`month` set)."""

    first: int
    last: int
    month: int | None = None

    @property
    def financial(self) -> bool:
        return self.last == self.first + 1

    def year_of(self, month: int, year_starts_in: int) -> int:
        """The calendar year of a month that lies in this span."""
        return self.last if self.financial and month < year_starts_in else self.first


_PAIR = r"(?<![\d/.-])(?:FY\s*)?(?P<first>(?:19|20)\d\d|\d\d)\s*[/\-–—]\s*(?P<last>(?:19|20)\d\d|\d\d)(?![\d/-])"
_NAMES = "|".join(sorted(NAMED, key=len, reverse=True))
_MONTH_YEAR = rf"(?<![A-Za-z])(?P<name>{_NAMES})[\s.,\-–’'_]{{0,2}}(?P<year>(?:19|20)\d\d|(?<=[-'’])\d\d)(?!\d)"
_YEAR_MONTH = r"(?<!\d)(?P<year2>20\d\d)[-_. ]?(?P<month2>0[1-9]|1[0-2])(?!\d)"
_DATE = r"(?<![\d/])\d{1,2}[/.-](?P<month3>0?[1-9]|1[0-2])[/.-](?P<year3>20\d\d)(?!\d)"
_SINGLE = r"(?<![\d£$€,.])(?P<fy>FY\s*)?(?P<single>(?:19|20)\d\d)(?![\d,%])"
_SPANS = re.compile(f"{_MONTH_YEAR}|{_DATE}|{_PAIR}|{_YEAR_MONTH}|{_SINGLE}", re.IGNORECASE)
_ROLLING = re.compile(
    r"(?i)(rolling )?((12|twelve)[ -]?(months?|mths?|m)|year|r12m?)\s*(to|ending|ended|up to|end)( the end of)?\s*:?\s*"
)
_SHORT_FINANCIAL = re.compile(r"(?i)\s*(?:FY|YE)\s*'?(\d\d)\s*")


def spans_in(text: str) -> list[Span]:
    """Every year, financial year and month of a year that a text mentions, as it goes."""
    return [span for found in _SPANS.finditer(text) if (span := _span(found.groupdict()))]


def end_of_rolling_year(heading: str) -> str:
    """What a heading says after `12 months to`; "" where it is of no rolling year."""
    found = _ROLLING.match(heading)
    return heading[found.end() :] if found else ""


def without_spans(text: str) -> str:
    """A text without the years and months of a year that it mentions."""
    return _SPANS.sub(" ", text)


def heading_span(value: object) -> Span | None:
    """The year a heading cell is, where it is nothing but a year (`2022`, `2022/23`, `FY23`)."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Span(value, value) if FIRST_YEAR <= value <= LAST_YEAR else None
    if not isinstance(value, str) or len(value) > 24:
        return None
    short = _SHORT_FINANCIAL.fullmatch(value)
    if short:
        ending = full_year(short[1])
        return Span(ending - 1, ending)
    cleaned = re.sub(
        r"(?i)^(year|financial year|calendar year|fiscal year|cy)\s*:?\s*|\s*(year|fy|actuals?|outturn|\*+|\([a-z]\))$",
        "",
        value.strip(),
    )
    found = _SPANS.fullmatch(cleaned)
    span = _span(found.groupdict()) if found else None
    return span if span and span.month is None else None


def _span(parts: dict[str, str | None]) -> Span | None:
    if parts["name"]:
        year = full_year(str(parts["year"]))
        return Span(year, year, NAMED[parts["name"].lower()])
    if parts["first"] and parts["last"]:
        first, last = full_year(parts["first"]), int(parts["last"])
        if (first + 1) % 100 == last % 100:
            return Span(first, first + 1)
        return Span(first, first, last) if len(parts["first"]) == 4 and 1 <= last <= 12 else None
    if parts["year3"]:
        return Span(int(parts["year3"]), int(parts["year3"]), int(str(parts["month3"])))
    if parts["year2"]:
        return Span(int(parts["year2"]), int(parts["year2"]), int(str(parts["month2"])))
    year = int(str(parts["single"]))
    return Span(year - 1, year) if parts["fy"] else Span(year, year)  # a financial year is named by its end


def latest_not_after(month: int, limit: Month) -> Month:
    """The latest month with this number that is not after a limit."""
    return Month(limit.year if month <= limit.month else limit.year - 1, month)
