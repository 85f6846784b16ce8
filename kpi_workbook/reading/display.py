"""What Excel shows for a cell, as nearly as it matters: the words an officer sees and would look for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from ..model import MONTH_NAMES
from .grid import Cell
from .number_formats import is_clock, is_date, is_general, sections, tokens

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS_IN_CALENDAR = 2_958_466  # to the end of the year 9999
_SHOWN_DIGITS = 15  # Excel shows no more of any number
_MOST_DECIMALS = 30  # Excel's
_EXACT = Context(prec=1_000)  # room for every digit of any float, in hundreds of hundreds
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9]+(?:\.[0-9]+)?)\]")
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[0-9A-Fa-f,]*)?\]")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_CLOCK_LETTERS = re.compile(r"\[?(h+|m+|s+|d+|y+)\]?", re.IGNORECASE)
_SECONDS_IN = {"h": 3600, "m": 60, "s": 1}
_PLACEHOLDERS = frozenset("0#?")
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": float.__lt__, "<=": float.__le__, ">": float.__gt__, ">=": float.__ge__, "=": float.__eq__, "<>": float.__ne__,
}  # fmt: skip


def shown(cell: Cell) -> str:
    """The text that Excel shows in a wide enough cell: `21%`, `1,665`, `Apr-22`, `£1,200`; text as it is."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    code = cell.look.number_format
    if isinstance(value, datetime):
        section = sections(code)[0]
        return _moment(section, value) if is_date(code) or is_clock(section) else _plain_date(value)
    return _number(code, value)


def _plain_date(day: datetime) -> str:
    return day.strftime("%d/%m/%Y") if day.time() == datetime.min.time() else day.strftime("%d/%m/%Y %H:%M")


def _general(value: float) -> str:
    return f"{value:.{_SHOWN_DIGITS}g}".replace("e", "E")


def _number(code: str, value: float) -> str:
    section, says_negative = _section(code, value)
    if is_clock(section) and abs(value) < _DAYS_IN_CALENDAR:
        return _duration(section, value)
    if is_date(code) or is_clock(section):  # a number that is no day of the calendar
        return _general(value)
    pieces = tokens(section)
    if not any(piece in _PLACEHOLDERS for piece in pieces):
        return _general(value) if is_general(section or code) else "".join(map(_literal, pieces)).strip()
    layout = _layout(section)
    return _general(value) if layout is None else layout.written(abs(value) if says_negative else value)


def _section(code: str, value: float) -> tuple[str, bool]:
    """The section that a value is shown by, and whether the section itself says that the value is negative."""
    parts = sections(code)
    if _CONDITION.search(code):
        return _section_by_condition(parts, value)
    if len(parts) == 1 or value > 0:
        return parts[0], False
    if value < 0:
        return parts[1], True
    return parts[2] if len(parts) > 2 else parts[0], False


def _section_by_condition(parts: tuple[str, ...], value: float) -> tuple[str, bool]:
    for part in parts:
        condition = _CONDITION.search(part)
        if condition is None:
            return part, False
        sign, bound = condition.group(1), float(condition.group(2))
        if _COMPARE[sign](float(value), bound):
            return part, sign in ("<", "<=") and bound <= 0
    return parts[-1], False


class _Layout(NamedTuple):
    """A number section taken apart; `scale` is a power of ten: a percent sign adds two, a last comma takes three."""

    before: str
    after: str
    whole_digits: int
    least_decimals: int
    most_decimals: int
    grouped: bool
    scale: int
    exponent_digits: int

    def written(self, value: float) -> str:
        """The number as the section shows it, rounded half away from zero as Excel does."""
        number = Decimal(repr(value)).scaleb(self.scale)
        exponent = ""
        if self.exponent_digits:
            power = number.adjusted() if number else 0
            number = number.scaleb(-power)
            exponent = f"E{'-' if power < 0 else '+'}{abs(power):0{self.exponent_digits}d}"
        rounded = abs(number).quantize(Decimal(1).scaleb(-self.most_decimals), ROUND_HALF_UP, _EXACT)
        whole, _, decimals = f"{rounded:f}".partition(".")
        whole = whole.lstrip("0").rjust(self.whole_digits, "0")
        decimals = decimals[: self.least_decimals] + decimals[self.least_decimals :].rstrip("0")
        if self.grouped:
            whole = re.sub(r"(?<=[0-9])(?=(?:[0-9]{3})+$)", ",", whole)
        sign = "-" if number < 0 and rounded else ""
        point = "." if decimals else ""
        return f"{sign}{self.before}{whole}{point}{decimals}{exponent}{self.after}".strip()


@lru_cache(maxsize=4096)
def _layout(section: str) -> _Layout | None:
    """A number section taken apart; None for a fraction, or more decimals than Excel has."""
    pieces = tokens(section)
    inside = [index for index, piece in enumerate(pieces) if piece in _PLACEHOLDERS]
    first, last = inside[0], inside[-1]
    pattern, _, exponent = re.sub("[Ee][+-]", "E", "".join(pieces[first : last + 1])).partition("E")
    after = "".join(pieces[last + 1 :])
    commas = len(after) - len(after.lstrip(",")) + len(pattern) - len(pattern.rstrip(","))
    whole, _, decimals = pattern.rstrip(",").partition(".")
    decimals = re.sub("[^0#?]", "", decimals)
    if "/" in pattern or len(decimals) > _MOST_DECIMALS:
        return None
    return _Layout(
        before="".join(map(_literal, pieces[:first])),
        after="".join(map(_literal, pieces[last + 1 :])).lstrip(","),
        whole_digits=whole.count("0"),
        least_decimals=len(decimals.rstrip("#?")),
        most_decimals=len(decimals),
        grouped="," in whole,
        scale=2 * pieces.count("%") - 3 * commas,
        exponent_digits=len(exponent),
    )


def _literal(token: str) -> str:
    """What a piece that is no placeholder puts before or after the number."""
    if token.startswith('"'):
        return token.strip('"')
    if token.startswith("["):
        currency = _CURRENCY.fullmatch(token)
        return currency.group(1) if currency else ""
    if len(token) == 2 and token[0] in "\\_*":
        return {"\\": token[1], "_": " ", "*": ""}[token[0]]
    return token


def _duration(section: str, days: float) -> str:
    """A number of days as a time of day, or as hours, minutes or seconds gone by where the section says `[h]`."""
    seconds = round(abs(days) * 86_400)
    gone = ""
    if elapsed := _ELAPSED.search(section):
        unit = _SECONDS_IN[elapsed.group(1)[0].lower()]
        gone = f"{seconds // unit:0{len(elapsed.group(1))}d}"
    moment = datetime(1900, 1, 1) + timedelta(seconds=seconds % 86_400)
    return ("-" if days < 0 and seconds else "") + _moment(section, moment, gone)


def _moment(section: str, moment: datetime, gone: str = "") -> str:
    """A date or time as a section shows it; `gone` stands where the section counts hours, minutes or seconds."""
    pieces = tokens(section)
    halves = any(piece.upper() in ("AM/PM", "A/P") for piece in pieces)
    written = ""
    for index, piece in enumerate(pieces):
        code = piece.lower()
        if code in ("am/pm", "a/p"):
            half = "AM" if moment.hour < 12 else "PM"
            written += half if code == "am/pm" else half[0]
        elif _ELAPSED.fullmatch(piece):
            written += gone
        elif code[0] in "dmyhs":
            minutes = code[0] == "m" and _means_minutes(pieces, index)
            written += _part(moment, code, minutes=minutes, halves=halves)
        else:
            written += _literal(piece)
    return written.strip()


def _part(moment: datetime, code: str, *, minutes: bool, halves: bool) -> str:
    """One run of a date's letters, such as `mmm`."""
    width = 2 if len(code) > 1 else 1
    hour = (moment.hour + 11) % 12 + 1 if halves else moment.hour
    month, weekday = MONTH_NAMES[moment.month - 1], _WEEKDAYS[moment.weekday()]
    if code[0] == "y":
        return f"{moment.year:04d}" if len(code) > 2 else f"{moment.year % 100:02d}"
    if code[0] in "dm" and len(code) > 2 and not minutes:
        name = weekday if code[0] == "d" else month
        return name[:1] if len(code) == 5 else name[:3] if len(code) == 3 else name
    number = {"d": moment.day, "m": moment.minute if minutes else moment.month, "h": hour, "s": moment.second}[code[0]]
    return f"{number:0{width}d}"


def _means_minutes(pieces: tuple[str, ...], index: int) -> bool:
    """An `m` means minutes after hours and before seconds."""
    before = [piece.strip("[").lower()[0] for piece in pieces[:index] if _CLOCK_LETTERS.fullmatch(piece)]
    after = [piece.strip("[").lower()[0] for piece in pieces[index + 1 :] if _CLOCK_LETTERS.fullmatch(piece)]
    return before[-1:] == ["h"] or after[:1] == ["s"]
