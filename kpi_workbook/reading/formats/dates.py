"""Serial numbers and ISO texts as dates, in the 1900 and the 1904 system."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_EPOCH_1900 = datetime(1899, 12, 30)
_MARCH_1900 = datetime(1900, 3, 1)
_EPOCH_1904 = datetime(1904, 1, 1)
_LAST_SERIAL_1900 = 2_958_466  # the first serial beyond 31 December 9999
_LAST_SERIAL_1904 = _LAST_SERIAL_1900 - 1_462

# Excel's 1900 system has a 29 February 1900, serial 60, which never was; days before it are one off.
_NEVER_WAS = 60

_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?))?(?:\.0*)?Z?",
    re.ASCII,
)


def from_serial(serial: float, *, from_1904: bool) -> datetime | None:
    """The day of a serial number, to the millisecond; None for one that is no day of the calendar."""
    if from_1904:
        return _plus(_EPOCH_1904, serial) if 0 <= serial < _LAST_SERIAL_1904 else None
    if not 1 <= serial < _LAST_SERIAL_1900 or _NEVER_WAS <= serial < _NEVER_WAS + 1:
        return None
    return _plus(_EPOCH_1900, serial + 1 if serial < _NEVER_WAS else serial)


def before_march_1900(day: datetime) -> float | None:
    """The serial number of a day that only other programs than Excel know, such as LibreOffice's 30 December 1899
    for 0; None from March 1900 on, where all of them count alike."""
    return (day - _EPOCH_1900) / timedelta(days=1) if day < _MARCH_1900 else None


def _plus(epoch: datetime, days: float) -> datetime | None:
    try:
        return epoch + timedelta(milliseconds=round(days * 86_400_000))
    except OverflowError:  # the last half millisecond of the year 9999
        return None


def from_iso(text: str) -> datetime | None:
    """The date, or date and time, of a text such as `2022-04-01` or `2022-04-01T09:30:00`; None if it is neither."""
    match = _ISO.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return datetime.fromisoformat("T".join(part for part in match.groups() if part))
    except ValueError:
        return None
