"""Everything recomputed of a workbook, once: one Results that sheets, JSON and frames read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..model import Basis, Indicator, KpiWorkbook, MeasureType, Month, Number, Unit
from ..settings import Settings
from . import clocks, comparators
from .changes import change
from .control import control_chart
from .definitions import Known, definitions
from .population import Bounds, bounds, fit, per, rounding_unit, running
from .proofs import denominators, values
from .results import ControlChart, IndicatorResult, PopulationFit, Results
from .series import exact_value, figures
from .targets import MONTHS_IN_YEAR, aim, in_force
from .year_to_date import year_to_date


def recompute(book: KpiWorkbook, settings: Settings) -> Results:
    """The results of a defined workbook (`definitions.define`), indicators one for one with the book's own.

    Never raises for what a workbook may hold: what cannot be known is None, with the reason beside it in words.
    """
    start = book.reporting_month.year_start(book.year_starts_in)
    months = _axis(book)
    rows = book.indicators
    known = definitions(book, settings)
    cells: dict[str | None, Indicator] = {}
    for row, each in zip(rows, known, strict=True):
        if each.definition.certain:
            cells.setdefault(each.definition.entry, row)
    return Results(
        reporting_month=book.reporting_month,
        months_gone=book.reporting_month.since(start) + 1,
        indicators=tuple(
            _result(row, each, months, start, settings, cells) for row, each in zip(rows, known, strict=True)
        ),
        populations=tuple(_populations(rows, known, cells, book.year_starts_in)),
    )


def _axis(book: KpiWorkbook) -> tuple[Month, ...]:
    """The book's months up to and with the reporting month."""
    months = tuple(month for month in book.months if month <= book.reporting_month)
    return months if months and months[-1] == book.reporting_month else (*months, book.reporting_month)


def _result(
    row: Indicator, known: Known, months: tuple[Month, ...], start: Month, settings: Settings,
    cells: dict[str | None, Indicator],
) -> IndicatorResult:  # fmt: skip
    definition, entry = known.definition, known.entry
    series = figures(row, definition.unit, months)
    year = year_to_date(series, definition.unit, definition.measure_type, start)
    tolerance = entry.tolerance or settings.tolerance
    clock = clocks.Row(row, definition, series, year, months[-1], start, tolerance, entry.profile)
    by_month = {each.month: each for each in series}
    traits = (definition.unit, definition.measure_type, definition.polarity, start.month)
    own, latest = _own(clock)
    ranked = comparators.rank(row.comparators, own, definition) or (None, None, None)
    return IndicatorResult(
        place=row.place,
        definition=definition,
        figures=series,
        year_to_date=year,
        in_month=clocks.in_month(clock),
        to_date=clocks.to_date(clock),
        forecast=clocks.forecast(clock),
        control=_control(clock, settings, known),
        month_change=change(by_month, months[-1], months[-1].plus(-1), *traits),
        year_change=change(by_month, months[-1], months[-1].plus(-MONTHS_IN_YEAR), *traits),
        gaps=comparators.gaps(row.comparators, own, latest, definition, _rate_row(definition.rate_row, cells)),
        target=in_force(row, months[-1]),
        rank=ranked[0],
        ranked=ranked[1],
        quartile=ranked[2],
    )


def _own(clock: clocks.Row) -> tuple[comparators.Own, comparators.Own]:
    """The figure that is like a comparator's year, and the reporting month's."""
    latest = clock.figures[-1]
    month = comparators.Own(exact_value(latest), latest.month.title)
    if clock.definition.measure_type in (MeasureType.SNAPSHOT, MeasureType.ROLLING):
        return month, month
    what = "the whole year at this pace" if clock.grows else "year to date"
    value = clocks.year_end(clock)
    return comparators.Own(value, what if value is not None else clock.year_to_date.method), month


def _control(clock: clocks.Row, settings: Settings, known: Known) -> ControlChart:
    """The chart; a target is drawn into it only where it is for a month's figure."""
    target = in_force(clock.indicator, clock.month)
    aimed = aim(target, clock.unit)
    monthly = aimed is not None and aimed.upper is None and not (clock.grows and known.basis is not Basis.MONTH)
    return control_chart(
        clock.figures,
        clock.unit,
        clock.definition.measure_type,
        clock.definition.polarity,
        float(aimed.value) if aimed is not None and monthly else None,
        settings.control,
        known.entry.rebase,
        clock.start.month,
    )


def _rate_row(name: str | None, cells: dict[str | None, Indicator]) -> str | None:
    """A rate row's name with its cell, where the workbook has it."""
    if name is None or name not in cells:
        return None
    return f"{cells[name].name} ({cells[name].place})"


def _populations(
    rows: Sequence[Indicator], known: Sequence[Known], cells: Mapping[str | None, Indicator], first_month: int
) -> Iterator[PopulationFit]:
    """For each rate whose counts stand in the workbook, once: the populations that fit."""
    below = {each.definition.denominator: row for row, each in zip(rows, known, strict=True) if denominators(row)}
    done: set[str | None] = set()
    for row, each in zip(rows, known, strict=True):
        of, entry = each.definition.rate_of, each.definition.entry
        if of is None or entry in done or each.definition.unit is not Unit.RATE:
            continue
        done.add(entry)
        counts = dict(values(cells[of])) if of in cells else denominators(below[of]) if of in below else {}
        if each.definition.measure_type is MeasureType.CUMULATIVE:
            counts = running(counts, first_month)
        found = fit(row.place, cells.get(of, below.get(of, row)).place, _bounds(row, counts))
        if found is not None:
            yield found


def _bounds(row: Indicator, counts: Mapping[Month, Number]) -> list[Bounds]:
    unit, people = rounding_unit(row.observations), per(row.name)
    found = (bounds(month, rate, counts[month], unit, people) for month, rate in values(row) if month in counts)
    return [each for each in found if each is not None]
