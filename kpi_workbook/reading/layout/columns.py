"""What the positions of a table are that hold no month: labels, targets, comparators and everything else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ...model import Area, Kind, Month, Role, Status
from ..councils import is_council
from ..months import NAMED
from ..targets import read_target_text
from ..values import read_figure
from ..words import area_of, measure_type_of, normal, polarity_of, role_of
from ..years import Span, end_of_rolling_year, heading_span, spans_in
from .column import OF_MONTHS, Column
from .header import Header, heading_at
from .lens import Lens, text_of
from .naming import with_labels, with_measure_types, with_words, without_asides
from .parts import MonthColumn
from .periods import is_quarter, months_of_quarter, own_name, span_of_months, year_text

SAMPLE = 60  # lines of a table that are looked at to tell what a column holds
MOSTLY = 0.6  # of a column's cells must be texts for it to hold words
MONTHS_IN_YEAR = 12
LONG_SPAN = 3  # months; a heading that covers more is a year to date

LABEL_ROLES = (Role.INDICATOR, Role.GROUP, Role.SECTION, Role.TEAM, Role.REFERENCE)
WORD_ROLES = (Role.STATUS, Role.DIRECTION, Role.POLARITY, Role.NARRATIVE, Role.OWNER)
_OF_A_MONTH = (Role.STATUS, Role.DIRECTION)
_UNIT_WORDS = re.compile(
    r"(?i)%|\b(percent\w*|number|count|no|rate|ratio|days?|hours?|weeks?|score|volume|£\w*"
    r"|currency|money|integer|decimal|average|fte|wte|value|nos|per .*|seconds?|secs?|minutes?|mins?|months?|years?"
    r"|k?'?000'?s?|thousands?|millions?|kg|tonnes?|miles|km|people|households|ratio|index)\b|^[£$€#]"
)
_NOT_OF_THESE_MONTHS = re.compile(
    r"(?i)\b(forecast|projected|projection|predicted|expected)\b|\b(\d+|two|three|five|ten)[ -]?(yr|year)s?\b"
    r"|(%|\b(per ?cent(age)?|proportion|share))\s+of\s+(the\s+)?(\w+\s+)?(total|all|whole)\b"
)
"""Of a total or an average: where the year may end, what several years were, or what share of the whole a row is."""
_SO_FAR = re.compile(r"(?i)\b(same (period|point|time|stage)|to date|so far|ytd)\b")
_OWN_AVERAGE = frozenset({
    "average", "averages", "avg", "ave", "mean", "monthly", "month", "months", "mthly", "weekly", "week", "weeks",
    "daily", "day", "quarterly", "quarter", "qtr", "yearly", "annual", "annually", "year", "years", "rolling",
    "moving", "running", "ytd", "fytd", "to", "date", "so", "far", "per", "of", "the", "our", "all", "overall",
    "own", "council", "authority", "service", "team", "ward", "area", "site", "last", "previous", "current", "this",
    "in", "for", "and", "period", "mth", "mths", "total", "three", "six", "twelve", "financial", "fy", "actual",
    "performance", "figure", "value", "score", "rate", "%", "number",
})  # fmt: skip
"""What an average of a row's own months is called by."""
_WHICH_IS_BETTER = re.compile(r"(?i)\b(better|good|high(er)?|low(er)?|bigger|smaller|maximise|minimise)\b")
_AIMS = frozenset({"goal", "goals", "ambition", "objective"})  # a section's name over words, a target over figures
_DEFINED = (Role.NUMERATOR, Role.DENOMINATOR)
_DEFINITIONS = frozenset({"numerator", "denominator", "numerator definition", "denominator definition",
                          "numerator description", "denominator description"})  # fmt: skip
_YES_OR_NO = frozenset({"y", "n", "yes", "no"})
_COLOURS = frozenset({"red", "amber", "green", "yellow"})  # over limits (`90-95%`): from where a figure has a colour


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of a column: its heading, what stands in it, and whether it stands before the months."""

    column: Column
    kinds: list[str]
    texts: list[str]
    before: bool

    @property
    def words(self) -> bool:
        """Whether it holds words rather than figures; before the months a lone letter is a word."""
        told = self.kinds.count("text") + (self.kinds.count("status") if self.before else 0)
        return bool(self.kinds) and told >= MOSTLY * len(self.kinds)


def other_columns(
    lens: Lens, header: Header, taken: set[int], left: int, right: int, months: Sequence[MonthColumn], last_line: int,
    year_position: int | None = None,
) -> list[Column]:  # fmt: skip
    """What every position of a table that holds no month is."""
    lines = [*range(header.first_body, min(last_line, header.first_body + SAMPLE) + 1), *header.lines]
    positions = sorted({position for line in lines for position, _ in lens.within(line, left, right)} - taken)
    first_month = min(column.position for column in months)
    sampled = range(header.first_body, min(last_line, header.first_body + SAMPLE) + 1)
    found = [
        Column(position, Role.IGNORED, lens.text(header.line, position)) if position == year_position
        else _column(lens, header, position, position < first_month, months, sampled)
        for position in positions
    ]  # fmt: skip
    columns = without_asides(lens, [column for column in found if column], sampled)
    columns = _of_their_months(with_measure_types(lens, columns, sampled), months)
    return with_labels(columns, first_month) if year_position is None else with_words(columns, first_month)


def _of_their_months(columns: Sequence[Column], months: Sequence[MonthColumn]) -> list[Column]:
    """Columns where lights or arrows of one heading that stand behind several months are each of the month before."""
    headings = [column.heading for column in columns if column.role in _OF_A_MONTH and column.heading]
    repeated = {heading for heading in headings if headings.count(heading) > 1}
    before = {
        column.position: max((each for each in months if each.position < column.position), key=_position, default=None)
        for column in columns
        if column.heading in repeated
    }
    each_its_own = all(
        len({before[column.position] for column in columns if column.heading == heading}) == headings.count(heading)
        for heading in repeated
    )
    return [
        replace(column, months=(month.slot.month,))
        if each_its_own and column.role in _OF_A_MONTH and (month := before.get(column.position))
        else column
        for column in columns
    ]


def _position(column: MonthColumn) -> int:
    return column.position


def _column(
    lens: Lens, header: Header, position: int, before: bool, months: Sequence[MonthColumn], sampled: range
) -> Column | None:
    """What one position is, by its heading, else by what stands in it."""
    heading, cell = heading_at(lens, header, position)
    column = Column(position, Role.STRAY, heading, lens.place_of(cell) if cell else None)
    facts = _Facts(column, *_contents(lens, position, sampled), before)
    if heading:
        return _by_heading(facts, months)
    if cell is not None and cell.kind is Kind.DATE:
        return replace(column, role=Role.IGNORED)
    if not facts.kinds:
        return None
    if before:
        return replace(column, role=_unheaded_role(facts))
    return None if "text" in facts.kinds else column


def _unheaded_role(facts: _Facts) -> Role:
    if "number" not in facts.kinds or facts.words:
        return Role.INDICATOR
    return Role.REFERENCE if all(text.isdigit() for text in facts.texts) else Role.IGNORED


def _contents(lens: Lens, position: int, sampled: range) -> tuple[list[str], list[str]]:
    """What stands in the first lines of a column (`number`, `text`, `status`, `other`), and its distinct texts."""
    kinds: list[str] = []
    texts: dict[str, None] = {}
    for line in sampled:
        cell = lens.at(line, position)
        if cell is None or ((merge := lens.merges.get((line, position))) and merge.right - merge.left > 1):
            continue
        if cell.kind is Kind.TEXT:
            figure = read_figure(cell)
            word = figure.status is Status.UNREADABLE or heading_span(cell.value)
            kinds.append("text" if word else "number" if figure.has_number else "status")
            texts[text_of(cell)] = None
        else:
            kinds.append("number" if cell.kind is Kind.NUMBER else "other")
    return kinds, list(texts)


def _by_heading(facts: _Facts, months: Sequence[MonthColumn]) -> Column:
    """A column's role by the words of its heading, and where they are open by where and what it is."""
    column, heading = facts.column, facts.column.heading
    of_periods = _of_periods(facts, months)
    told = role_of(heading) if of_periods is None else of_periods.role
    if told in (*OF_MONTHS, None) and not facts.words and _NOT_OF_THESE_MONTHS.search(heading):
        return replace(column, role=Role.IGNORED)
    if of_periods:
        return of_periods
    role, area = role_of(heading), area_of(heading) or _council(facts) or _others_average(facts)
    by_contents = _aim_role(facts, role) or _polarity_role(facts, role)
    if by_contents:
        return replace(column, role=by_contents)
    if facts.before and facts.words:
        return replace(column, role=_label_role(role, facts))
    if role is Role.TARGET and not (area and "target" not in heading.lower()):
        return replace(column, role=role)
    if area and not facts.words and role in (None, Role.TARGET, Role.AVERAGE, Role.VALUE, Role.TOTAL):
        return replace(column, role=Role.COMPARATOR, area=area, year=year_text(heading))
    span = heading_span(heading) or next(iter(spans_in(heading)), None)
    if role is Role.YEAR_TO_DATE:
        return _to_date(column, span, months)
    if span and not facts.words and role in (None, Role.TOTAL, Role.VALUE, Role.AVERAGE):
        return _of_year(column, span, role, months)
    return replace(column, role=_remaining_role(facts, role))


def _remaining_role(facts: _Facts, role: Role | None) -> Role:
    """What a column is whose heading neither names an area nor a time."""
    if role is Role.UNIT and "number" in facts.kinds:
        return Role.IGNORED
    if role and not (role is Role.INDICATOR and not facts.before):
        return role
    if facts.words:
        return Role.NARRATIVE
    return Role.IGNORED if facts.kinds else Role.STRAY


def _to_date(column: Column, span: Span | None, months: Sequence[MonthColumn]) -> Column:
    """A year to date: of the months' own year, or of an earlier one."""
    own = sorted({each.slot.month for each in months})
    covered = _of_span(span, own, so_far=True) if span else tuple(own)
    if not covered and span and span.month is None:
        return replace(column, role=Role.COMPARATOR, area=Area.PREVIOUS_YEAR, year=year_text(column.heading))
    return replace(column, role=Role.YEAR_TO_DATE, months=covered or tuple(own))


def _of_periods(facts: _Facts, months: Sequence[MonthColumn]) -> Column | None:
    """A column of several months: a quarter, a span of them, a rolling year; None for any other."""
    column, heading = facts.column, facts.column.heading
    covered = span_of_months(heading, months)
    if covered:
        return replace(column, role=Role.QUARTER if len(covered) <= LONG_SPAN else Role.YEAR_TO_DATE, months=covered)
    if end_of_rolling_year(heading) and not facts.words:
        return replace(column, role=Role.TOTAL, year=year_text(heading))
    if is_quarter(heading):
        return replace(column, role=Role.QUARTER, months=months_of_quarter(heading, column.position, months))
    return None


def _council(facts: _Facts) -> Area | None:
    """Whom a column of figures after the months describes that is headed by a council's name."""
    return Area.OTHER if not facts.before and not facts.words and is_council(facts.column.heading) else None


def _others_average(facts: _Facts) -> Area | None:
    """Whom a column of averages describes whose heading names somebody (`MSG average`) rather than a time."""
    words = normal(facts.column.heading).split()
    named = role_of(facts.column.heading) is Role.AVERAGE and not _OWN_AVERAGE.issuperset(words)
    own = any(any(map(str.isdigit, word)) or word in NAMED for word in words)
    return Area.OTHER if named and not own and not facts.before and not facts.words else None


def _polarity_role(facts: _Facts, role: Role | None) -> Role | None:
    """What a column headed `Direction` is that says which way is good rather than which way the figures went."""
    told = role is Role.DIRECTION and any(map(_WHICH_IS_BETTER.search, facts.texts))
    return Role.POLARITY if told and all(map(polarity_of, facts.texts)) else None


def _aim_role(facts: _Facts, role: Role | None) -> Role | None:
    """What a column of figures is whose heading could also name rows: a target, or limits that only give a colour."""
    limits = bool(facts.texts) and all(read_target_text(text).figure.has_number for text in facts.texts)
    words = normal(facts.column.heading)
    if words in _AIMS and (limits if facts.texts else "number" in facts.kinds):
        return Role.TARGET
    return Role.IGNORED if limits and role is not Role.TARGET and _COLOURS & set(words.split()) else None


def _label_role(role: Role | None, facts: _Facts) -> Role:
    """What a column of words before the months is: a name, unless its heading says otherwise."""
    if role is Role.UNIT and sum(1 for text in facts.texts if not _UNIT_WORDS.search(text)) > len(facts.texts) / 2:
        return Role.INDICATOR
    if role in _DEFINED and normal(facts.column.heading) in _DEFINITIONS:
        return Role.NARRATIVE
    if _YES_OR_NO.issuperset(map(normal, facts.texts)):
        return Role.MEASURE_TYPE if measure_type_of(facts.column.heading) else Role.NARRATIVE
    if role in (Role.SECTION, Role.GROUP) and _names_areas(facts.texts):
        return Role.INDICATOR
    parts = {role_of(text) for text in facts.texts}
    if role is Role.NARRATIVE and parts and parts <= {Role.NUMERATOR, Role.DENOMINATOR, Role.VALUE}:
        return Role.INDICATOR  # whatever it is called, it names the parts of each figure
    if role in LABEL_ROLES or role in (*WORD_ROLES, Role.UNIT, Role.TARGET):
        return role
    return Role.INDICATOR


def _names_areas(texts: Sequence[str]) -> bool:
    """Whether most of a column's texts name England, a region or neighbours: whose figures a row gives."""
    return 2 * sum(1 for text in texts if area_of(text)) >= len(texts) > 1


def _of_year(column: Column, span: Span, role: Role | None, months: Sequence[MonthColumn]) -> Column:
    """A column headed by a year: the months' own year, or an earlier year's outturn."""
    own = sorted({each.slot.month for each in months})
    first = Month(span.first, own[-1].year_start().month) if span.financial else Month(span.first, 1)
    ours = span.month is None and any(0 <= month.since(first) < 12 for month in own)
    after = column.position > max(each.position for each in months)
    named = after and own_name(column.heading)  # `Southampton 21/22` is no total, even of the months' own year
    current = ours and (own[-1].since(first) < 12 or _among(column.position, months)) and not named
    year = year_text(column.heading)
    covered = _of_span(span, own, bool(_SO_FAR.search(column.heading)))
    if current or (role in (Role.TOTAL, Role.AVERAGE) and covered):
        kept = role if role in (Role.TOTAL, Role.AVERAGE) else Role.TOTAL
        return replace(column, role=kept, year=year, months=covered)
    return replace(column, role=Role.COMPARATOR, area=Area.PREVIOUS_YEAR, year=year)


def _of_span(span: Span, own: Sequence[Month], so_far: bool) -> tuple[Month, ...]:
    """The months of a year that stand in the table; `so_far`: of an earlier year only up to the latest one's like."""
    first = Month(span.first, own[-1].year_start().month) if span.financial else Month(span.first, 1)
    year = tuple(month for month in own if span.month is None and 0 <= month.since(first) < MONTHS_IN_YEAR)
    gone = own[-1].since(first) % MONTHS_IN_YEAR
    return tuple(month for month in year if not so_far or month.since(first) <= gone)


def _among(position: int, months: Sequence[MonthColumn]) -> bool:
    """Whether a position stands between months, or right before the first."""
    first, last = min(each.position for each in months), max(each.position for each in months)
    return first - 1 <= position < last


def pinned(column: Column, pins: Mapping[int, Role]) -> Column:
    """A column with the meaning that the settings give it, if they do."""
    role = pins.get(column.position)
    if role is None:
        return column
    area = (column.area or area_of(column.heading) or Area.OTHER) if role is Role.COMPARATOR else None
    return replace(column, role=role, area=area, year=year_text(column.heading) if area else None)
