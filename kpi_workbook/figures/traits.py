"""What a name's words and a row's cells say of its unit and of which way is better, where nobody declared it."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..model import Indicator, Polarity, Unit
from .rounding import is_usable

_UNITS: tuple[tuple[str, Unit], ...] = (
    (r"\bper\s+(1|10|100)?[ ,]?0{2,3}\b|\bper (head|capita|thousand|1k|10k)\b|\brates? (of|per)\b|\brate$", Unit.RATE),
    (r"%|\b(percentages?|per cent|percent|pct|proportion)\b", Unit.PERCENTAGE),
    (r"^(?!.*\b(value|costs?|amount|sum)\b).*\b(accounts?|cases|households?|tenants?|tenancies|people|customers|"
     r"debtors?|invoices|claims|properties)\b.* (over|above|under|below|more than|exceeding|up to) £", Unit.COUNT),
    (r"£|\b(costs?|spend|expenditure|income|savings)\b", Unit.MONEY),
    (r"\b(average|mean|median) (time|days|duration|number of (working )?days|length of stay)\b|\(days\)|"
     r"\bdays (to|taken|lost)\b", Unit.DAYS),
    (r"\b(average|mean|median|ratio|score|index)\b", Unit.NUMBER),
    (r"#|\b(numbers?|no|nos|count)\b", Unit.COUNT),
)  # fmt: skip
_POLARITIES: tuple[tuple[str, Polarity], ...] = (
    (r"within (the )?(statutory |agreed )?(timescales?|time|target|\d+|one|two|three|four|five|six)|on time|"
     r"in time(scale)?s?|timeliness|timely|up to date|satisfied|satisfaction|complian(ce|t)|attendance|attainment|"
     r"good or (better|outstanding)|recycl(ed|ing)|collection rate|resolved|suitable|achiev(ed|ing)", Polarity.HIGH),
    (r"overdue|late|delay(s|ed)?|vacanc(y|ies)|vacant|turnover|sickness|absences?|missed|abandon(ed|ment)|backlog|"
     r"arrears|voids?|re ?referr(als?|ed)|fly ?tip(s|ping|ped)?|accidents?|injur(y|ies)|errors?|unallocated|"
     r"fail(ed|ures?)|breach(es|ed)?|(time|days) (taken|to|between)|waiting time|waits?|not in (education|time)|"
     r"exclusions?|reoffend(ing|ed)?|lost to", Polarity.LOW),
)  # fmt: skip
_PROMPTLY = re.compile(
    r"\b(?P<not>not )?(removed|cleared|collected|emptied|completed|resolved|repaired|fixed|filled|made safe|answered|"
    r"acknowledged|responded to|replied to|dealt with|actioned|determined|decided|processed|paid|issued|delivered|"
    r"inspected|investigated|assessed|reviewed|returned|re ?let|closed|seen|visited)"
    r"( [a-z]+){0,2} (within|in|by|inside|under) (the )?(target|statutory |agreed )?(timescales?|times?|"
    r"(\d+|one|two|three|four|five|six|ten) (working |calendar |school )?"
    r"(days?|weeks?|hours?|hrs?|minutes?|mins?|seconds?|secs?|months?))\b"
)
"""What is done in time is good, whatever it is done about (`fly-tips removed within 1 day`)."""
_POLARITY_PATTERNS = tuple((re.compile(rf"\b(?:{words})\b"), polarity) for words, polarity in _POLARITIES)
_UNIT_PATTERNS = tuple((re.compile(words), unit) for words, unit in _UNITS)
_SPACES = re.compile(r"[^a-z0-9%£#()]+")


class Trait(NamedTuple):
    """A unit or polarity as words say it, and where it comes from."""

    value: Unit | Polarity
    source: str


def unit_from_words(name: str) -> Unit | None:
    """The unit that a name states, None where it does not."""
    plain = " ".join(_SPACES.sub(" ", re.sub(r"(?<=\d),(?=\d{3})", "", name.lower())).split())
    return next((unit for pattern, unit in _UNIT_PATTERNS if pattern.search(plain)), None)


def unit_from_cells(indicator: Indicator) -> Unit:
    """The unit that a row's figures look like: shares with their counts or percent signs, else whole numbers."""
    seen = [each for each in indicator.observations if each.value is not None and is_usable(each.value)]
    if not seen:
        return Unit.UNKNOWN
    if any("%" in each.typed for each in seen) or all(each.denominator for each in seen):
        return Unit.PERCENTAGE
    if any("£" in each.typed for each in seen):
        return Unit.MONEY
    return Unit.COUNT if all(float(each.value or 0).is_integer() for each in seen) else Unit.NUMBER


def polarity_from_words(name: str) -> tuple[Polarity, str] | None:
    """Which way is better as the words tell, and the words; None where they do not or where they tell both."""
    plain = " ".join(_SPACES.sub(" ", name.lower()).split())
    promptly = _PROMPTLY.search(plain)
    if promptly:
        return Polarity.LOW if promptly["not"] else Polarity.HIGH, promptly.group()
    found = [(polarity, match.group()) for pattern, polarity in _POLARITY_PATTERNS if (match := pattern.search(plain))]
    return found[0] if len(found) == 1 else None
