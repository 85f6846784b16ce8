"""What a cell says where a figure belongs: its number, its counts, or why it holds none.

Nothing is corrected here: `0.9%` is 0.009. Scale (21.1 under "Percentage of …") is decided for a whole row, in
`layout.scale`, which sees its neighbours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from ..model import MONTH_NAMES, Kind, Number, Status
from .characters import plain
from .grid import Cell
from .words import normal

SECONDS_IN_DAY = 86_400
FULL_PRECISION = 9  # significant digits from which a stored number was computed, not typed


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as one cell gives it. `percent`, `money`, `days`: the cell itself says so (sign or format)."""

    value: Number | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    status: Status | None = None
    kind: Kind = Kind.TEXT
    decimals: int | None = None
    percent: bool = False
    money: bool = False
    days: bool = False
    note: str | None = None

    @property
    def has_number(self) -> bool:
        return self.value is not None or self.numerator is not None


BLANK = Figure(status=Status.BLANK, kind=Kind.BLANK)

STATUS_WORDS: dict[str, Status] = {
    spelling: status
    for status, spellings in {
        Status.NOT_APPLICABLE: ("annual", "annually", "quarterly", "termly",
                                "n/a", "na", "n.a.", "n.a", "not applicable", "[z]", "z", "n\\a", "does not apply",
                                "not relevant"),
        Status.NOT_AVAILABLE: ("..", ":", "-", "--", "–", "—", "not available", "no data", "unavailable", "[x]", "x",
                               "…", "...", "nd",
                               "n/k", "not known", "unknown", "not collected", "not reported", "data not available",
                               ".", "n/avail",
                               "no data available", "not recorded", "missing", "lag",
                               "data lag", "nr", "not yet available", "[u]",
                               "[w]", "?", "#"),
        Status.TO_BE_CONFIRMED: ("tbc", "to be confirmed", "t.b.c.", "tba", "to be advised", "awaiting data",
                                 "awaited", "pending",
                                 "data awaited", "to follow", "tbd", "to be determined", "awaiting", "not yet due",
                                 "due", "not due"),
        Status.NOT_SET: ("not set", "no target", "none set", "no target set", "target not set", "not yet set",
                         "no standard", "monitor", "monitor only", "monitored only", "monitoring", "monitoring only",
                         "for monitoring", "context", "context only", "contextual", "contextual only",
                         "contextual measure", "contextual indicator", "information only", "for information",
                         "for information only", "for info", "data only", "trend only", "volume only", "baseline",
                         "baselining", "baseline year", "baseline to be set", "to be baselined"),
        Status.SUPPRESSED: ("c", "[c]", "(c)", "s", "(s)", "[s]", "*", "**", "supp", "suppressed", "(*)", "k", "[k]",
                            "~", "redacted", "#s",
                            "withheld", "dc", "q", "[low]"),
    }.items()
    for spelling in spellings
}  # fmt: skip

_STATUS_PHRASES = tuple(
    (re.compile(rf"(?i)\b({words})", re.IGNORECASE), status)
    for words, status in (
        (r"not (currently |yet |presently )?(available|published|collected|reported|produced)\b|unavailable\b",
         Status.NOT_AVAILABLE),
        (r"no data\b|no comparative\b|not comparable\b", Status.NOT_AVAILABLE),
        (r"(to be confirmed|awaiting|tbc|to follow|pending)\b", Status.TO_BE_CONFIRMED),
        (r"(not applicable|does not apply|n/a|new (measure|indicator|pi|kpi)"
         r"|annual (measure|indicator|figure|data|return)|(reported|measured|collected|published|updated) "
         r"(annually|quarterly|termly|twice yearly|six monthly|bi-?annually))",
         Status.NOT_APPLICABLE),
        (r"(under|in) (development|review)|suspended\b|paused\b|discontinued\b|(data |reporting |one month )lag\b"
         r"|reported (one |a )?(month|quarter)s? in arrears|system (issue|down|change|migration)|no return\b",
         Status.NOT_AVAILABLE),
        (r"(not (yet )?set|no target)\b", Status.NOT_SET),
        (r"suppress", Status.SUPPRESSED),
    )
)  # fmt: skip

_NUMBER = r"[0-9]{1,3}(?:[, '\u2009\u202f][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+"
_COUNT = r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:\.[0-9]+)?"
_RATIO = re.compile(
    rf"(?<![A-Za-z0-9])(?P<n>{_COUNT})\s*(?:/|\\|\bout of\b|\bof\b|÷|:)\s*(?P<d>{_COUNT})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[-+]|–(?! ))?\s*(?:(?P<money>[£$€])\s*(?P<sign2>[-–])?)?\s*(?P<number>{_NUMBER})"
    r"(?:\s*(?P<scale>k|m|bn|mn|million|thousand|billion)\b)?(?:\s*(?P<percent>%))?"
    r"(?:\s*(?P<days>(?:working |calendar )?days?\b|d\b))?(?:\s*(?P<close>\)))?",
    re.IGNORECASE,
)
_SCALES = {
    "k": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "million": 1_000_000,
    "bn": 10**9,
    "billion": 10**9,
}
_SHARE_AFTER = re.compile(rf"(?P<n>{_COUNT})\s*[(\[]\s*(?P<share>(?:{_NUMBER})\s*%)\s*[)\]]")
_SYMBOL = r"[\u2190-\u21ff\u25a0-\u25ff\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]"  # arrows, shapes, pictures
_SYMBOLS = re.compile(rf"^(?:{_SYMBOL}\s*)+(?=\S)|(?<=\S)(?:\s*{_SYMBOL})+$")
_QUOTES = re.compile(r"^['’‘`]|^[\"“](?=.*[\"”]$)|(?<=[0-9%)])[\"”]$")
_FULL_STOP = re.compile(r"(?<=[0-9%)])[.;]$")
_TOO_LONG = re.compile(r"(?<![0-9.])[0-9](?:[, ']?[0-9]){15,}")
"""More digits than Excel keeps: a number of something else, such as an account."""
_TIME_OF_DAY = re.compile(r"[0-9]{1,2}:[0-5][0-9]")
_DAY_OF_MONTH = re.compile(rf"(?i)[-/. ]*(?:{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in MONTH_NAMES)})\.?")
_BOUND = re.compile(rf"(?i)(?:[<≤>≥]=?|fewer than|less than|under|below|more than|over|above)\s*(?:{_COUNT})\s*%?")
_AROUND = " ()[]:;,="
_BETWEEN = f"{_AROUND}-–"
_ONE_TO = re.compile(rf"1\s*:\s*(?P<number>{_COUNT})")  # one worker to so many: the second number is the figure
_CLOCK = re.compile(r"(?P<hours>\d{1,4}):(?P<minutes>[0-5]\d):(?P<seconds>[0-5]\d)")
_MARK = re.compile(
    r"(?i)[\s*†‡§^¹²³#]+|\((?:p|r|e|s|f|prov|provisional|revised|estimate[d]?|est|note \d+|\d)\)"
    r"|\[[^\]]{1,10}\]|[pre]\b"
    r"|(?:weeks?|wks?|hours?|hrs?|h|mins?|minutes?|secs?|seconds?|years?|yrs?|months?|children|cases|people|visits|fte"
    r"|wte|t|tonnes?|kg|km|miles?|kwh|per ?cent|pct)\b"
    r"|(?:/|per) ?(?:1|10|100|1,?000|10,?000|100,?000|million|head|child|person|day|week|month)\b(?: [a-z]+){0,3}"
)
_ABOUT = re.compile(r"(?i)^(?:c\.|circa|approx\.?|approximately|about|~|≈|est\.?)\s*")


def read_figure(cell: Cell | None) -> Figure:
    """What a cell says as a figure, by itself."""
    if cell is None or cell.kind is Kind.BLANK or (cell.value is None and not cell.formula):
        return BLANK
    if cell.value is None:
        return Figure(status=Status.BLANK, kind=cell.kind)
    if cell.kind is Kind.ERROR:
        return Figure(status=Status.ERROR, kind=Kind.ERROR)
    if isinstance(cell.value, str):
        return read_figure_text(cell.value)
    if cell.kind is Kind.NUMBER and not isinstance(cell.value, bool) and isinstance(cell.value, int | float):
        return _stored(cell.value, cell.look.number_format)
    return Figure(status=Status.UNREADABLE, kind=cell.kind)


def _stored(value: Number, number_format: str) -> Figure:
    hints = format_hints(number_format)
    points = not hints[0] and shows_points(number_format)
    return Figure(
        value=float(Decimal(repr(value)) / 100) if points else value,
        kind=Kind.NUMBER,
        decimals=_decimals(value, hints[0]),
        percent=hints[0] or points,
        money=hints[1],
        days=hints[2],
    )


@lru_cache(maxsize=1024)
def format_hints(number_format: str) -> tuple[bool, bool, bool]:
    """Whether a number format shows a percentage, money, days."""
    bare = re.sub(r'\\.|"[^"]*"', "", number_format)
    money = bool(
        re.search(r"[£$€]", re.sub(r"\[\$-[0-9A-Fa-f]+\]", "", number_format.replace("[$", "[").replace("[-", "[$-")))
    )
    return "%" in bare, money, "day" in number_format.lower()


@lru_cache(maxsize=1024)
def shows_points(number_format: str) -> bool:
    """Whether a number format writes the sign of a percentage behind a number that is in points already (`0.0"%"`)."""
    return bool(re.search(r'[0#?]\s*(?:"\s*%\s*"|\\%)', number_format))


@lru_cache(maxsize=65536)
def _decimals(value: Number, percent: bool) -> int | None:
    """Digits after the point of a stored number, None for a computed one."""
    shown = Decimal(repr(value))
    digits, exponent = shown.normalize().as_tuple().digits, shown.normalize().as_tuple().exponent
    if len(digits) >= FULL_PRECISION or not isinstance(exponent, int):
        return None if isinstance(value, float) else 0
    return max(0, -exponent - (2 if percent else 0))


@lru_cache(maxsize=65536)
def read_figure_text(text: str) -> Figure:
    """What a text says as a figure: `21% (57/270)`, `1,234`, `£1.2m`, `(S)`, `tbc`."""
    bare = " ".join(plain(text).split())
    if not bare:
        return BLANK
    if _TOO_LONG.search(bare):
        return Figure(status=Status.UNREADABLE)
    status = STATUS_WORDS.get(bare.lower()) or STATUS_WORDS.get(normal(bare))
    if status:
        return Figure(status=status)
    if bare.lower() == "nil":
        return Figure(value=0, decimals=0)
    bare = _FULL_STOP.sub("", _SYMBOLS.sub("", _QUOTES.sub("", bare)))
    return _one_to(bare) or _clock(bare) or _counted(bare) or _count_and_share(bare) or _plain(bare) or _worded(bare)


def _one_to(text: str) -> Figure | None:
    """A ratio of one to a number, `1:17`."""
    found = _ONE_TO.fullmatch(text)
    return Figure(value=_number(found["number"]), note="1:") if found else None


def _clock(text: str) -> Figure | None:
    """A duration `00:02:30`, in days as Excel stores one."""
    found = _CLOCK.fullmatch(text)
    if not found:
        return None
    seconds = int(found["hours"]) * 3600 + int(found["minutes"]) * 60 + int(found["seconds"])
    return Figure(value=seconds / SECONDS_IN_DAY)


def _counted(text: str) -> Figure | None:
    """A figure that carries its counts: `21% (57/270)`, `57 of 270`, `57/270 (21%)`, `21% (n=57/270)`."""
    found = _RATIO.search(text)
    if not found or _TIME_OF_DAY.fullmatch(text):
        return None
    before, after = text[: found.start()], text[found.end() :]
    if before.endswith(("(-", "[-")):
        return None
    beside = re.sub(r"[(\[][^()\[\]0-9]{0,24}[)\]]", " ", before + after)
    rest = " ".join(beside.split()).strip(_AROUND).rstrip(_BETWEEN)
    if not re.search(r"[A-Za-z0-9]", before):
        rest = rest.lstrip(_BETWEEN)  # no sign, which stands before all else
    numerator, denominator = _number(found["n"]), _number(found["d"])
    if not re.search(r"[A-Za-z0-9]", rest):
        share = numerator / denominator if denominator else None
        percent = share is not None and share <= 1
        return Figure(value=share, numerator=numerator, denominator=denominator, percent=percent,
                      status=None if share is not None else Status.NOT_APPLICABLE)  # fmt: skip
    figure = _plain(rest)
    if figure is None or figure.value is None:
        return None
    return replace(figure, numerator=numerator, denominator=denominator)


def _count_and_share(text: str) -> Figure | None:
    """A percentage in brackets after its count: `57 (21%)`."""
    found = _SHARE_AFTER.fullmatch(text)
    figure = _plain(found["share"]) if found else None
    return replace(figure, numerator=_number(found["n"])) if found and figure else None


def _plain(text: str) -> Figure | None:
    """A figure alone, with its sign, scale, money, days and marks."""
    about = _ABOUT.match(text)
    body = text[about.end() :] if about else text
    found = _AMOUNT.match(body)
    if not found:
        return None
    note = _note(body[found.end() :])
    if note is None or bool(found["open"]) != bool(found["close"]):
        return None
    typed = (
        found["number"].replace(",", "").replace(" ", "").replace("'", "").replace("\u2009", "").replace("\u202f", "")
    )
    percent = bool(found["percent"]) or bool(re.match(r"(?i)\s*(per ?cent|pct)\b", body[found.end() :]))
    scale = _SCALES.get((found["scale"] or "").lower(), 1)
    negative = found["sign"] in ("-", "–") or found["sign2"] is not None or bool(found["open"])
    return Figure(
        value=_scaled(typed, scale, percent, negative),
        decimals=len(typed.partition(".")[2]) if scale == 1 else None,
        percent=percent,
        money=bool(found["money"]),
        days=bool(found["days"]),
        note=(about[0].strip() + " " + note).strip() if about else note or None,
    )


def _note(rest: str) -> str | None:
    """What stands after a figure, "" for nothing, None where it makes the whole no figure."""
    attached = rest[:1].isalpha()  # `379abc` is no 379
    rest = rest.strip()
    if not rest or _MARK.fullmatch(rest):
        return rest
    if attached or _DAY_OF_MONTH.fullmatch(rest):
        return None
    in_brackets = re.fullmatch(r"[(\[].{1,200}[)\]]", rest)
    words = re.fullmatch(r"[-–—:;,*]?\s*[A-Za-z][^\d%]{2,200}", rest)
    return rest if in_brackets or words else None


def _scaled(typed: str, scale: int, percent: bool, negative: bool) -> Number:
    exact = Decimal(typed) * scale / (100 if percent else 1) * (-1 if negative else 1)
    return int(exact) if exact == exact.to_integral_value() and not percent else float(exact)


def _number(typed: str) -> Number:
    bare = typed.replace(",", "")
    return float(bare) if "." in bare else int(bare)


def _worded(text: str) -> Figure:
    """A text without a figure: what its words say, else unreadable."""
    if _BOUND.fullmatch(text):
        return Figure(status=Status.SUPPRESSED)
    for pattern, status in _STATUS_PHRASES:
        if pattern.search(text):
            return Figure(status=status)
    return Figure(status=Status.UNREADABLE)
