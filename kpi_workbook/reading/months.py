"""What a heading cell says of a month: every way it can be meant, each with what speaks against it.

One cell alone is often not enough (`8-Jan`, `Sepember`, `Jan` without a year); `runs` decides from the whole run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from ..model import MONTH_NAMES, Kind
from .characters import plain
from .grid import Cell
from .slips import near_months

FIRST_YEAR, LAST_YEAR = 1950, 2060  # what can be a year in a heading
LONGEST_HEADING = 48  # characters; anything longer is a sentence that mentions a month
FINANCIAL_YEAR_STARTS = 4  # where a heading writes one itself
MOST_OTHER_WORDS = 4  # beside the month: `Jan Sales`, `Number of claims Apr-22`

SPELLINGS = {name.lower(): number for number, name in enumerate(MONTH_NAMES, 1)} | {
    name.lower()[:3]: number for number, name in enumerate(MONTH_NAMES, 1)
} | {"sept": 9, "febr": 2, "octr": 10, "novr": 11, "decr": 12, "janu": 1, "apri": 4, "augu": 8}  # fmt: skip
WELSH = {
    "ionawr": 1, "ion": 1, "chwefror": 2, "chwef": 2, "chwe": 2, "mawrth": 3, "maw": 3, "ebrill": 4, "ebr": 4, "mai": 5,
    "mehefin": 6, "meh": 6, "gorffennaf": 7, "gorff": 7, "gor": 7, "awst": 8, "medi": 9, "hydref": 10, "hyd": 10,
    "tachwedd": 11, "tach": 11, "rhagfyr": 12, "rhag": 12,
}  # fmt: skip
NAMED = SPELLINGS | WELSH  # as they are; only English ones are looked for behind a slip


class How(StrEnum):
    """How a month was made out."""

    PLAIN = "plain"
    SWAPPED = "swapped"  # 1 August stored as 8 January
    DAY_IS_YEAR = "day_is_year"  # `Jan-08` stored as 8 January of the year it was typed in
    MISSPELT = "misspelt"
    INITIAL = "initial"  # A M J J A S O N D J F M
    NUMBERED = "numbered"  # M1, P1, Period 1: counted from the year's first month


@dataclass(frozen=True, slots=True)
class Guess:
    """A month (1 to 12), its year where the cell says one, and what speaks against this reading (0: nothing)."""

    month: int
    year: int | None
    doubt: float = 0.0
    how: How = How.PLAIN


@dataclass(frozen=True, slots=True)
class MonthReading:
    """The ways a heading can be meant; `rest` is what stands beside the month (`Sales`), `day` a date's own."""

    guesses: tuple[Guess, ...]
    rest: str = ""
    day: int | None = None

    @property
    def sure(self) -> bool:
        """Whether the cell names a month by itself, without its neighbours' help."""
        return self.guesses[0].how not in (How.MISSPELT, How.INITIAL, How.NUMBERED)

    @property
    def dated(self) -> bool:
        return any(guess.year is not None for guess in self.guesses)


def read_month(cell: Cell) -> MonthReading | None:
    """The month a heading cell names, or None where it names none."""
    if cell.kind is Kind.DATE and isinstance(cell.value, datetime):
        return _of_date(cell.value, cell.look.number_format)
    if cell.kind is Kind.NUMBER and isinstance(cell.value, int):
        return _of_number(cell.value)
    if cell.kind is Kind.TEXT and isinstance(cell.value, str) and len(cell.value) <= LONGEST_HEADING:
        return read_month_text(cell.value)
    return None


_YEARLESS_DATE = re.compile(r"^d{1,2}[-/ .\\]+m{3,4}(;@)?$", re.IGNORECASE)
_YEAR_SHOWN_LAST = re.compile(r"m[^d]*y", re.IGNORECASE)


def _of_date(value: datetime, number_format: str) -> MonthReading:
    """A real date: its month; or, typed as `Jan-08` and taken by Excel for 8 January, the year is in the day."""
    year, month, day = value.year, value.month, value.day
    plain, meant_year = _doubts(year, day, number_format)
    guesses = [Guess(month, year, plain)]
    if day <= 12 and day != month:
        guesses.append(Guess(day, year, 0.4, How.SWAPPED))
    if 2000 + day != year:
        guesses.append(Guess(month, 2000 + day, meant_year, How.DAY_IS_YEAR))
    return MonthReading(tuple(sorted(guesses, key=lambda guess: guess.doubt)), day=day)


def _doubts(year: int, day: int, number_format: str) -> tuple[float, float]:
    """What speaks against a date's own month, and against its day being the year."""
    near = day > 1 and abs(2000 + day - year) <= 3
    if _YEARLESS_DATE.match(number_format.strip()):
        return (0.5, 0.0) if near else (0.0, 0.05)
    unlikely_day = 2 <= day <= 27
    if near and unlikely_day and not _YEAR_SHOWN_LAST.search(number_format.split(";")[0].replace("d", "", 1)):
        return 0.1, 0.05
    return 0.0, 0.6


_DAY_ZERO = datetime(1899, 12, 30)  # of Excel's count of days
_SERIALS = range(36_526, 58_806)  # the years 2000 to 2060


def _of_number(value: int) -> MonthReading | None:
    """`202204`, or `20220430` or a count of days where the day begins or ends a month."""
    if value > 10**7 and (value % 100 == 1 or 28 <= value % 100 <= 31):
        value //= 100
    year, month = divmod(value, 100)
    if value in _SERIALS:
        return _of_serial(value)
    if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12:
        return MonthReading((Guess(month, year),))
    return None


def _of_serial(value: int) -> MonthReading | None:
    """A date whose format was lost (44652), where it begins or ends a month."""
    day = _DAY_ZERO + timedelta(days=value)
    if day.day == 1 or (day + timedelta(days=1)).day == 1:
        return MonthReading((Guess(day.month, day.year),), day=day.day)
    return None


_MARKS = re.compile(
    r"\s*(\((p|r|e|f|prov|provisional|revised|est|estimate|actual|a|\d)\)|\[[^\]]{1,8}\]|[*†‡§#^¹²³]+)$", re.I
)
_NAME = r"(?P<name>[A-Za-z]{3,10})"
_YEAR = r"(?P<year>(?:19|20)\d\d|\d\d)"
_GAP = r"[\s.,\-–—'’`/_]*"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_NAME}{_GAP}{_YEAR}?",  # April 2022, Apr-22, Apr'22, Apr
        rf"(?P<year>(?:19|20)\d\d){_GAP}{_NAME}",  # 2022 Apr
        rf"{_DAY}[\s\-/.]+{_NAME}[\s\-/.,]+{_YEAR}",  # 30 April 2022
        rf"{_NAME}\s+{_DAY},?\s+{_YEAR}",  # April 30, 2022
        r"(?P<year>(?:19|20)\d\d)[\-/._ ]?[Mm]?(?P<month>0[1-9]|1[0-2])",  # 2022-04, 2022M04, 202204
        r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])\s*\([A-Za-z]{3,9}[^)]*\)",  # 202204 (Apr-22)
        r"(?P<year>(?:19|20)\d\d)[\-/.](?P<month>\d{1,2})",  # 2022-4
        r"(?P<month>\d{1,2})[\-/.](?P<year>(?:19|20)\d\d)",  # 04/2022
        r"(?P<day>\d{1,2})[\-/.](?P<month>\d{1,2})[\-/.](?P<year>(?:19|20)\d\d|\d\d)",  # 01/04/2022
        r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ]00:00:00)?",  # 2022-04-01
    )
)
_YEAR_OR_DAY_FIRST = re.compile(rf"(?P<number>\d{{1,2}})[\s\-]*{_NAME}")  # 22-Apr: a year; 1-Apr: a day
_WITH_WORDS_AFTER = re.compile(rf"(?P<core>{_NAME}(?:[\s.\-'’/]*(?:20\d\d|\d\d)\b)?)\.?[\s\-–—:,(]+(?P<rest>[^\d\s].*)")
_WITH_WORDS_BEFORE = re.compile(
    rf"(?P<rest>.*[^\d\s\-–—:,(])[\s\-–—:,(]+(?P<core>{_NAME}{_GAP}(?:(?:19|20)\d\d|\d\d)?)\)?"
)
_BEFORE_MONTH = re.compile(
    r"(?i)^((month|period)\s(ending|ended|end)|m/e|as at|end of|(m|p|month|period)\s?\d{1,2}"
    r"|(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6})\s*[-–:,]?\s+"
)  # Month ending 30 April 2022, M1 Apr, Fri 29 April 2022
_NUMBERED = re.compile(r"(?i)(?:m|p|pd|mth|month|period)\s?(?:no\.?\s?)?0?(?P<number>[1-9]|1[0-2])")
_FINANCIAL = r"\(?(?:FY\s*)?(?P<first>(?:20)?\d\d)\s*[/–-]\s*(?P<last>(?:20)?\d\d)\)?"
_IN_FINANCIAL_YEAR = (re.compile(rf"{_NAME}[\s,\-–]*{_FINANCIAL}"), re.compile(rf"{_FINANCIAL}[\s,\-–:]*{_NAME}"))
_SEVERAL = re.compile(r"(?i)\b(to|and|through|until|q[1-4]|ytd|total|average|avg|quarter|weekly|mean|year)\b|&")


@lru_cache(maxsize=65536)
def read_month_text(text: str) -> MonthReading | None:
    """The month a text names. Misspelt ones come as guesses that only a run can confirm."""
    cleaned = without_marks(plain(text))
    if not cleaned or len(cleaned) > LONGEST_HEADING:
        return None
    return (
        _whole(cleaned)
        or _whole(_BEFORE_MONTH.sub("", cleaned).strip("()"))
        or _of_financial_year(cleaned)
        or _in_two_tongues(cleaned)
        or _beside_words(cleaned)
    )


def without_marks(text: str) -> str:
    """A heading without trailing footnote marks such as `(p)`, `*` and `[note 1]`, spaces made single."""
    cleaned = " ".join(text.split())
    while (shorter := _MARKS.sub("", cleaned)) != cleaned:
        cleaned = shorter
    return cleaned.rstrip(":")


def _whole(text: str) -> MonthReading | None:
    """A text that is nothing but a month."""
    if len(text) == 1 and text.upper() in "JFMASOND":
        initials = [n for n, name in enumerate(MONTH_NAMES, 1) if name[0] == text.upper()]
        return MonthReading(tuple(Guess(number, None, 0.0, How.INITIAL) for number in initials))
    for form in _FORMS:
        found = form.fullmatch(text)
        if found and (reading := _from_parts(found.groupdict())):
            return reading
    found = _NUMBERED.fullmatch(text)
    if found:
        return MonthReading((Guess(int(found["number"]), None, 0.0, How.NUMBERED),))
    found = _YEAR_OR_DAY_FIRST.fullmatch(text)
    return _number_first(int(found["number"]), found["name"]) if found else None


def _of_financial_year(text: str) -> MonthReading | None:
    """A month with the financial year it lies in: `Jan 22/23` is January 2023."""
    found = next((found for form in _IN_FINANCIAL_YEAR if (found := form.fullmatch(text))), None)
    month = NAMED.get(found["name"].lower()) if found else None
    if found is None or month is None:
        return None
    first = full_year(found["first"])
    if (first + 1) % 100 != int(found["last"]) % 100:
        return None
    return MonthReading((Guess(month, first if month >= FINANCIAL_YEAR_STARTS else first + 1),))


def _in_two_tongues(text: str) -> MonthReading | None:
    """A month named twice, in Welsh and in English: `Ebrill / April`."""
    one, slash, other = text.partition("/")
    first, second = (_whole(one.strip()), _whole(other.strip())) if slash else (None, None)
    same = first and second and first.sure and second.sure and first.guesses[0].month == second.guesses[0].month
    return (first if first and first.dated else second) if same else None


def _from_parts(parts: dict[str, str | None]) -> MonthReading | None:
    year = None if parts.get("year") is None else full_year(str(parts["year"]))
    if name := parts.get("name"):
        return _named(name, year)
    month, day = int(str(parts["month"])), int(parts.get("day") or 1)
    if not 1 <= month <= 12 and parts.get("day"):  # 04/30/2022
        month, day = day, month
    return MonthReading((Guess(month, year),)) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _named(name: str, year: int | None) -> MonthReading | None:
    number = NAMED.get(name.lower())
    if number:
        return MonthReading((Guess(number, year),))
    near = near_months(name.lower(), SPELLINGS)
    return MonthReading(tuple(Guess(each, year, 0.5, How.MISSPELT) for each in near)) if near else None


def _number_first(number: int, name: str) -> MonthReading | None:
    """`22-Apr` names a year, `1-Apr` a day; between them the run decides."""
    month = NAMED.get(name.lower())
    if not month:
        return None
    guesses = [Guess(month, None, 0.0 if number <= 1 or number >= 28 else 0.3)]
    if 5 <= number <= 40:
        guesses.append(Guess(month, 2000 + number))
    return MonthReading(tuple(sorted(guesses, key=lambda guess: guess.doubt)))


def _beside_words(text: str) -> MonthReading | None:
    """A month with words beside it: `Jan Sales`, `Actual Apr-22`."""
    if _SEVERAL.search(text) or len(text.split()) > MOST_OTHER_WORDS + 2:
        return None
    for form in (_WITH_WORDS_AFTER, _WITH_WORDS_BEFORE):
        found = form.fullmatch(text)
        core = _whole(found["core"].rstrip(" .,-")) if found else None
        if found and core and core.sure and not _names_month(found["rest"]):
            return MonthReading(core.guesses, rest=found["rest"].strip(" -–—:,()"))
    return None


def _names_month(text: str) -> bool:
    """Whether a month's name stands among the words (then the heading covers several)."""
    return any(word.lower() in NAMED for word in re.findall(r"[A-Za-z]+", text))


def full_year(digits: str) -> int:
    """`22` is 2022, `98` is 1998, `2022` is itself."""
    number = int(digits)
    if len(digits) > 2:
        return number
    return 2000 + number if number < 70 else 1900 + number
