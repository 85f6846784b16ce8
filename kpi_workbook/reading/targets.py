"""The whole grammar of a target: `23%`, `<=37`, `95% or more`, `<17K`, `90-95%`, `700 (accumulative)`, `Not set`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import Basis, Comparison, Kind, Number, Status
from .characters import plain
from .grid import Cell
from .values import BLANK, Figure, read_figure, read_figure_text


@dataclass(frozen=True, slots=True)
class Aim:
    """What a target cell says. `signed`: the cell itself tells which side meets it."""

    figure: Figure
    upper: Number | None = None
    comparison: Comparison | None = None
    signed: bool = False
    basis: Basis | None = None


_SIGNS: tuple[tuple[str, Comparison], ...] = (
    (r"<=|=<|≤|at most|no more than|not more than|maximum( of)?|max\.?|up to"
     r"|not exceed(ing)?|not above|to be below or at", Comparison.AT_MOST),
    (r">=|=>|≥|at least|no less than|not less than|no fewer than|minimum( of)?|min\.?|not below", Comparison.AT_LEAST),
    (r"<|under|below|less than|lower than|fewer than|to be below", Comparison.BELOW),
    (r">|over|above|more than|greater than|higher than|exceed(ing)?|in excess of", Comparison.ABOVE),
    (r"=|exactly|equal to", Comparison.EQUAL),
)  # fmt: skip
_AFTER: tuple[tuple[str, Comparison], ...] = (
    (r"\+|or (more|above|over|higher|greater|better)|and (above|over)|minimum|plus", Comparison.AT_LEAST),
    (r"or (less|fewer|below|under|lower)|and (below|under)|maximum", Comparison.AT_MOST),
)  # fmt: skip
_BEFORE_FIGURE = re.compile("|".join(f"(?P<s{i}>{words})" for i, (words, _) in enumerate(_SIGNS)), re.IGNORECASE)
_AFTER_FIGURE = re.compile("|".join(f"(?P<s{i}>{words})" for i, (words, _) in enumerate(_AFTER)), re.IGNORECASE)
_BASES: tuple[tuple[str, Basis], ...] = (
    (r"\(?\b(ac?cumulative|cumulative|cumul\.?|annual(ly)?|per year|per annum|p\.?a\.?(?=\W|$)|a year"
     r"|by year[- ]end|year[- ]end|for the year|"
     r"full year|yearly|each year|by (31 )?march(\s*20\d\d)?|end of year|in the year)(?!\w)\)?", Basis.YEAR),
    (r"\(?\b(ytd|year to date)\b\)?", Basis.YEAR_TO_DATE),
    (r"\(?\b(per month|a month|monthly|each month|in month|pcm)\b\)?", Basis.MONTH),
)  # fmt: skip
_RANGE = re.compile(
    r"(?i)^(?:between\s+)?(?P<low>[£$€]?[0-9][0-9,.]*\s*[km%]?)\s*(?:-|–|—|to|and)\s*(?P<high>[£$€]?[0-9][0-9,.]*\s*[km%]?)$"
)
_QUARTILES = r"(top|upper|bottom|lower|best|first|second|third|fourth|1st|2nd|3rd|4th) (quartile|decile)"
_OTHERS = (
    r"average|median|national|england|regional|neighbours?|comparators?|peers|benchmark|(last|previous) year|outturn"
)
_WAYS = (
    r"(improv|increas|reduc|decreas|maintain|sustain|lower|higher|downward|upward|stable|minimis|maximis|trend|direction)"
    r"[a-z]*\b"
)
_ON_THE_YEAR = r"(year[- ]on[- ]year )?"
_IN_WORDS = re.compile(rf"(?i)\b({_QUARTILES}|{_OTHERS})\b|^(to )?(be )?(an? )?{_ON_THE_YEAR}{_WAYS}\D*$")
"""An aim that no figure says: `Top quartile`, `Above the England average`, `Year on year reduction`."""
_RELATIVE = re.compile(
    r"(?i)^[-−–+]\s*[0-9][0-9.,]*\s*%$"
    r"|^(an? )?(reduc|increas|improv|decreas|down|up\b|lower|grow)[a-z]*\b.*\b(by|of|from)\b.*\d"
    rf"|^[0-9][0-9.,]*\s*(%|pp|percentage points?|points?)?\s*{_ON_THE_YEAR}"
    r"(reduction|increase|improvement|decrease|fewer|growth)\b"
)
"""An aim for the change, not for the figure: `-5%`, `Reduce by 10%`, `5% reduction`."""
_BLURRED = re.compile(r"-[A-Za-z]")  # `80-ish`: a word tied to the figure makes it no target to judge by
_LEADING = re.compile(
    r"(?i)^(the\s+)?((statutory|local|national|corporate|council)\s+)?(target|goal|aim|standard)\s*(is|of|:|=)?\s*"
    r"|^(statutory|local|national|corporate|council)\s*:?\s*(?=[0-9£<>≤≥])"
    r"|^(to\s+)?(maintain|sustain|keep|remain|stay|hold)\s+(at\s+)?(?=\D*[0-9])"
)
_TOWARDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?i)^(to\s+)?(increase|improve|raise|grow)\s+to\s+(?=[0-9£])"), "≥"),
    (re.compile(r"(?i)^(to\s+)?(reduce|decrease|lower|cut|bring down)\s+to\s+(?=[0-9£])"), "≤"),
    (re.compile(r"(?i)^(to\s+)?(increase|improve|raise|grow|reduce|decrease|lower|cut)\s+to\s+(?=\D)"), ""),
)
"""`Increase to 85%` is 85% or more; `Reduce to below 20%` says its side itself."""
_EITHER_SIDE = re.compile(r"^(?:±|\+\s*/\s*[-−–])\s*(?P<figure>[0-9].*)$")


def read_target(cell: Cell | None) -> Aim:
    """What a target cell says, percentages as fractions where the cell shows them so."""
    if cell is None or not isinstance(cell.value, str):
        return Aim(_not_set_when_dash(read_figure(cell)))
    return read_target_text(cell.value)


def read_target_text(text: str) -> Aim:
    """What a target's words say."""
    bare = _LEADING.sub("", _towards(" ".join(plain(text).split()))).strip()
    whole = read_figure_text(bare) if bare else BLANK
    if whole.status and whole.status not in (Status.UNREADABLE, Status.SUPPRESSED):
        return Aim(_not_set_when_dash(whole, bare))
    body, basis = _basis(bare)
    if _RELATIVE.match(body) or (_IN_WORDS.search(body) and not any(map(str.isdigit, body))):
        return Aim(Figure(status=Status.NOT_AVAILABLE), basis=basis)
    either = _EITHER_SIDE.match(body)
    if either:
        return _range(f"-{either['figure']}", either["figure"], basis)
    limits = _RANGE.match(body)
    if limits:
        return _range(limits["low"], limits["high"], basis)
    body, comparison = _sign(body)
    figure = read_figure_text(body) if body else Figure(status=Status.UNREADABLE)
    if figure.value is None or _BLURRED.match(figure.note or ""):
        return Aim(Figure(status=figure.status or Status.UNREADABLE), basis=basis)
    return Aim(figure, comparison=comparison, signed=comparison is not None, basis=basis)


def _towards(text: str) -> str:
    """A target without the words that say only from which side it is approached, their side as a sign."""
    found = next(((words, sign) for words, sign in _TOWARDS if words.match(text)), None)
    return found[0].sub(found[1], text) if found else text


def _not_set_when_dash(figure: Figure, text: str = "") -> Figure:
    """In a target column `-` means that none is set."""
    dash = text in ("-", "–", "—", "--")
    return Figure(status=Status.NOT_SET) if dash else figure


def _basis(text: str) -> tuple[str, Basis | None]:
    for words, basis in _BASES:
        found = re.search(words, text, re.IGNORECASE)
        if found:
            return " ".join((text[: found.start()] + " " + text[found.end() :]).split()).strip(" ,;()"), basis
    return text, None


def _sign(text: str) -> tuple[str, Comparison | None]:
    """A target without the words that say which side meets it, and what they say."""
    before = _BEFORE_FIGURE.match(text)
    if before:
        return text[before.end() :].strip(" :"), _which(before, _SIGNS)
    found = re.match(
        r"^(?P<figure>[£$€]?\s*[0-9][0-9,.]*\s*(?:%|k\b|m\b|days?|working days)?)\s*(?P<words>.+)$", text, re.IGNORECASE
    )
    after = _AFTER_FIGURE.match(found["words"].strip(" ()")) if found else None
    return (found["figure"], _which(after, _AFTER)) if found and after else (text, None)


def _which(found: re.Match[str], table: tuple[tuple[str, Comparison], ...]) -> Comparison:
    return next(comparison for index, (_, comparison) in enumerate(table) if found[f"s{index}"])


def _range(low: str, high: str, basis: Basis | None) -> Aim:
    """`90-95%`: both ends are read as the second is written."""
    upper = read_figure_text(high)
    lower = read_figure_text(f"{low}%" if upper.percent and "%" not in low else low)
    if lower.value is None or upper.value is None:
        return Aim(Figure(status=Status.UNREADABLE, kind=Kind.TEXT), basis=basis)
    return Aim(lower, upper=upper.value, comparison=Comparison.WITHIN, signed=True, basis=basis)
