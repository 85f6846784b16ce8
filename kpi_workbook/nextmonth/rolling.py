"""The next month's input from this month's: what is carried, what is marked as stale, what is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..model import (
    Comparator,
    Extra,
    Heading,
    Indicator,
    KpiWorkbook,
    MeasureType,
    Month,
    Observation,
    Passage,
    Polarity,
    Role,
    Section,
    Target,
)
from ..scrutiny.naming import SheetNames
from .entries import entry_of
from .guidance import GUIDANCE_SHEET, rolled_guidance
from .plan import UNIT_WORDS, Column, Entry, InputBook, InputSheet, Row, Use

STALE_MARK = re.compile(r"\[From \w+ \d{4}: update\]")
"""The first line of texts carried from an earlier month. One that stands there already keeps its month."""

CARRIED = (Role.REFERENCE, Role.OWNER, Role.NARRATIVE, Role.TARGET)
"""Columns beside the months that are typed by people and say as much next month."""
QUARTER = 3  # months
NO_GROUP = "–"
"""For a row in no group: left empty it would seem to belong to the group of the row above."""
POLARITY_WORDS = {Polarity.HIGH: "High", Polarity.LOW: "Low", Polarity.NONE: "Neutral"}

MEASURE_TYPE_WORDS: dict[MeasureType, str] = {
    kind: kind.capitalize() for kind in MeasureType if kind is not MeasureType.UNKNOWN
}


@dataclass(frozen=True, slots=True)
class _Source:
    """A column and where its entries come from."""

    column: Column
    entry: Callable[[Indicator], Entry]


def next_month(book: KpiWorkbook) -> Month:
    """The month to fill in next; the next quarter's where the workbook is quarterly."""
    steps = {after.since(before) for before, after in pairwise(book.months)}
    return book.reporting_month.plus(QUARTER if steps == {QUARTER} else 1)


def rolled(book: KpiWorkbook) -> InputBook:
    """The next month's input: every section, indicator and figure, with the next month's column to fill in.

    At year end the months of the year gone by stay: trends and control charts need them.
    """
    names = SheetNames((GUIDANCE_SHEET,))
    month = next_month(book)
    sheets = tuple(_sheet(book, section, month, names.new(section.sheet)) for section in book.sections)
    new_year = month.year_start(book.year_starts_in) != book.reporting_month.year_start(book.year_starts_in)
    return InputBook(
        title=f"KPI workbook for {month.title}",
        guidance=rolled_guidance(book.file, book.reporting_month, month, new_year, tuple(_left_out(book))),
        sheets=sheets,
    )


def _sheet(book: KpiWorkbook, section: Section, month: Month, name: str) -> InputSheet:
    sources = [*_labels(book, section), *_months(book, section, month), *_beside(book, section)]
    return InputSheet(
        name=name,
        title=section.title,
        note=_note(section, book.reporting_month),
        columns=tuple(source.column for source in sources) if section.indicators else (),
        rows=tuple(Row(row.unit, tuple(source.entry(row) for source in sources)) for row in section.indicators),
        analysis=tuple(_marked(section.analysis, book.reporting_month)),
        actions=tuple(_marked(section.actions, book.reporting_month)),
    )


def _note(section: Section, last: Month) -> str:
    return f"Note: {'targets, comparators and ' if section.indicators else ''}texts stand as in {last.title}."


def _marked(passages: tuple[Passage, ...], last: Month) -> Iterator[str]:
    if passages and not STALE_MARK.fullmatch(passages[0].text):
        yield f"[From {last.title}: update]"
    yield from (passage.text for passage in passages)


def _labels(book: KpiWorkbook, section: Section) -> Iterator[_Source]:
    """Columns that say what a row is; each only where the workbook has it."""
    rows, roles = section.indicators, {heading.role for heading in _headings(book, section)}
    yield _Source(Column("Indicator", Use.LABEL), lambda row: Entry(row.name))
    grouped = next((place for place, row in enumerate(rows) if row.group), None)
    if grouped is not None:
        after = {row.place for row in rows[grouped:]}
        yield _Source(
            Column("Group", Use.LABEL), lambda row: Entry(row.group or (NO_GROUP if row.place in after else None))
        )
    if any(row.team for row in rows):
        yield _Source(Column("Team", Use.LABEL), lambda row: Entry(row.team))
    if Role.UNIT in roles:
        yield _Source(Column("Unit", Use.LABEL), lambda row: Entry(UNIT_WORDS.get(row.unit)))
    if any(row.measure_type is not MeasureType.UNKNOWN for row in rows):
        yield _Source(Column("Measure type", Use.LABEL), lambda row: Entry(MEASURE_TYPE_WORDS.get(row.measure_type)))
    if Role.POLARITY in roles or any(row.polarity is not Polarity.UNKNOWN for row in rows):
        yield _Source(Column("Polarity", Use.LABEL), lambda row: Entry(POLARITY_WORDS.get(row.polarity)))


def _months(book: KpiWorkbook, section: Section, following: Month) -> Iterator[_Source]:
    """A column a month, or one each for the counts, the figure and the target where the workbook keeps them apart."""
    parts = list(_parts(section))
    headed = {each.month for row in section.indicators for each in row.observations}
    for month in (*(each for each in book.months if each in headed), following):
        for part, entry in parts:
            heading = month if len(parts) == 1 else f"{month.label} {part}"
            yield _Source(Column(heading, Use.FIGURE, open=month == following), _at(month, entry))


def _parts(section: Section) -> Iterator[tuple[str, Callable[[Indicator, Month], Entry]]]:
    observed = [each for row in section.indicators for each in row.observations]
    if any(each.numerator_place for each in observed):
        yield "numerator", _numerator
    if any(each.denominator_place for each in observed):
        yield "denominator", _denominator
    yield "value", _figure
    if any(row.monthly_targets for row in section.indicators):
        yield "target", _monthly_target


def _at(month: Month, entry: Callable[[Indicator, Month], Entry]) -> Callable[[Indicator], Entry]:
    return lambda row: entry(row, month)


def _figure(row: Indicator, month: Month) -> Entry:
    seen = row.at(month)
    if seen is None:
        return Entry(form=_usual_form(row))
    return Entry() if seen.place == seen.numerator_place else _entry(seen)


def _usual_form(row: Indicator) -> str:
    """The number format of the latest figure, for the next one."""
    return next((_entry(each).form for each in reversed(row.observations) if each.value is not None), "General")


def _numerator(row: Indicator, month: Month) -> Entry:
    seen = row.at(month)
    if seen is None or seen.numerator_place is None:
        return Entry()
    unread = seen.typed if seen.place == seen.numerator_place else None
    return Entry(unread if seen.numerator is None else seen.numerator)


def _denominator(row: Indicator, month: Month) -> Entry:
    seen = row.at(month)
    return Entry(seen.denominator if seen and seen.denominator_place else None)


def _monthly_target(row: Indicator, month: Month) -> Entry:
    return next((_entry(each) for each in row.monthly_targets if each.month == month), Entry())


def _entry(typed: Observation | Target | Comparator | Extra) -> Entry:
    return entry_of(typed.typed, typed.value, typed.kind)


def _beside(book: KpiWorkbook, section: Section) -> Iterator[_Source]:
    """Target, comparators, and what else people type beside the months."""
    if any(_own_target(row) for row in section.indicators):
        yield _Source(Column(_target_heading(book, section), Use.TARGET, stale=True), _target)
    for key in dict.fromkeys(key for row in section.indicators for key in _keyed(row.comparators)):
        yield _Source(Column(key[0], Use.COMPARATOR, stale=True), _pick(key, lambda row: row.comparators))
    for key in dict.fromkeys(key for row in section.indicators for key in _keyed(_carried(row))):
        yield _Source(Column(key[0], Use.ASIDE, stale=True), _pick(key, _carried))


def _own_target(row: Indicator) -> Target | None:
    return row.target if row.target and row.target.month is None else None


def _target(row: Indicator) -> Entry:
    own = _own_target(row)
    return _entry(own) if own else Entry()


def _target_heading(book: KpiWorkbook, section: Section) -> str:
    """What heads the targets in the workbook, since it may say what they are for (`Annual target`)."""
    headings = [heading for heading in _headings(book, section) if heading.role is Role.TARGET and heading.typed]
    columns = {own.place.coordinates[1] for row in section.indicators if (own := _own_target(row))}
    over = [heading for heading in headings if heading.place.coordinates[1] in columns]
    return (over or headings)[0].typed if headings else "Target"


def _headings(book: KpiWorkbook, section: Section) -> list[Heading]:
    sheets = {row.place.sheet for row in section.indicators}
    return [heading for table in book.tables if table.sheet in sheets for heading in table.headings]


def _carried(row: Indicator) -> tuple[Extra, ...]:
    """What people typed beside the row's figures; what a list on another sheet says stays there."""
    own = {row.place.sheet, *(each.place.sheet for each in row.observations)}
    return tuple(
        each
        for each in row.extras
        if each.role in CARRIED and each.name and not each.months and each.place.sheet in own
    )


def _keyed(cells: tuple[Comparator, ...] | tuple[Extra, ...]) -> dict[tuple[str, int], Comparator | Extra]:
    """The cells of a row by heading, and by count where two columns share one."""
    keyed: dict[tuple[str, int], Comparator | Extra] = {}
    for cell in cells:
        number = sum(1 for name, _ in keyed if name == cell.name)
        keyed[cell.name, number] = cell
    return keyed


def _pick(
    key: tuple[str, int], cells: Callable[[Indicator], tuple[Comparator, ...] | tuple[Extra, ...]]
) -> Callable[[Indicator], Entry]:
    def entry(row: Indicator) -> Entry:
        found = _keyed(cells(row)).get(key)
        return _entry(found) if found else Entry()

    return entry


def _left_out(book: KpiWorkbook) -> Iterator[str]:
    """What heads the columns that would say last month's: running totals, quarters, ratings, arrows."""
    months = {str(month) for month in book.months}
    extras = [each for row in book.indicators for each in row.extras if each not in _carried(row)]
    names = (f"{each.role} of each month" if each.name in months else each.name for each in extras)
    yield from dict.fromkeys(name.replace("_", " ") for name in names if name.strip())
