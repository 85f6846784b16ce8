"""Everything recomputed of a workbook, once: one Results that sheets, JSON and frames read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..model import Basis, Indicator, KpiWorkbook, MeasureType, Month, Number, Place, Unit
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

Pairs = list[tuple[Indicator, Known]]


class _Frame(NamedTuple):
    """What all rows share: the axis, the year's first month, the settings, and each catalogue entry's first row."""

    months: tuple[Month, ...]
    start: Month
    settings: Settings
    rows: dict[str, Indicator]


def recompute(book: KpiWorkbook, settings: Settings) -> Results:
    """The results of a defined workbook (`definitions.define`), indicators one for one with the book's own.

    Never raises for what a workbook may hold: what cannot be known is None, with the reason beside it in words.
    """
    start = book.reporting_month.year_start(book.year_starts_in)
    pairs = list(zip(book.indicators, definitions(book, settings), strict=True))
    frame = _Frame(_axis(book), start, settings, _first_rows(pairs))
    return Results(
        reporting_month=book.reporting_month,
        months_gone=book.reporting_month.since(start) + 1,
        indicators=tuple(_result(row, known, frame) for row, known in pairs),
        populations=tuple(_populations(pairs, frame)),
    )


def _axis(book: KpiWorkbook) -> tuple[Month, ...]:
    """The book's months up to and with the reporting month."""
    months = tuple(month for month in book.months if month <= book.reporting_month)
    return months if months and months[-1] == book.reporting_month else (*months, book.reporting_month)


def _first_rows(pairs: Pairs) -> dict[str, Indicator]:
    """The first row of each catalogue entry that is matched with certainty."""
    rows: dict[str, Indicator] = {}
    for row, known in pairs:
        if known.definition.certain and known.definition.entry:
            rows.setdefault(known.definition.entry, row)
    return rows


def _result(row: Indicator, known: Known, frame: _Frame) -> IndicatorResult:
    definition, month = known.definition, frame.months[-1]
    series = figures(row, definition.unit, frame.months)
    year = year_to_date(series, definition.unit, definition.measure_type, frame.start)
    tolerance = known.entry.tolerance or frame.settings.tolerance
    clock = clocks.Row(row, definition, series, year, month, frame.start, tolerance, known.entry.profile)
    by_month = {each.month: each for each in series}
    traits = (definition.unit, definition.measure_type, definition.polarity, frame.start.month)
    own, latest = _own(clock)
    ranked = comparators.rank(row.comparators, own, definition, frame.settings.peers)
    return IndicatorResult(
        place=row.place,
        definition=definition,
        figures=series,
        year_to_date=year,
        in_month=clocks.in_month(clock),
        to_date=clocks.to_date(clock),
        forecast=clocks.forecast(clock),
        control=_control(clock, frame.settings, known),
        month_change=change(by_month, month, month.plus(-1), *traits),
        year_change=change(by_month, month, month.plus(-MONTHS_IN_YEAR), *traits),
        gaps=comparators.gaps(row.comparators, own, latest, definition, _rate_row(definition.rate_row, frame)),
        target=in_force(row, month),
        rank=ranked.position if ranked else None,
        ranked=ranked.size if ranked else None,
        quartile=ranked.quartile if ranked else None,
        tolerance=tolerance,
        profile=known.entry.profile,
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


def _rate_row(name: str | None, frame: _Frame) -> str | None:
    """A rate row's name with its cell, where the workbook has it."""
    row = frame.rows.get(name or "")
    return f"{row.name} ({row.place})" if row else None


def _populations(pairs: Pairs, frame: _Frame) -> Iterator[PopulationFit]:
    """For each rate whose counts stand in the workbook, once: the populations that fit."""
    below = {known.definition.denominator: row for row, known in pairs if denominators(row)}
    done: set[object] = set()
    for row, known in pairs:
        name = known.definition.entry or row.name
        if known.definition.unit is not Unit.RATE or name in done:
            continue
        counted = _counted(known, frame, below)
        if counted is None:
            continue
        done.add(name)
        place, counts = counted
        if known.definition.measure_type is MeasureType.CUMULATIVE:
            counts = running(counts, frame.start.month)
        found = fit(row.place, place, _bounds(row, counts))
        if found is not None:
            yield found


def _counted(
    known: Known, frame: _Frame, below: Mapping[str | None, Indicator]
) -> tuple[Place, Mapping[Month, Number]] | None:
    """What a rate counts: the row that the catalogue names, a row's denominators, or what arithmetic found."""
    name = known.definition.rate_of if known.definition.certain else None
    if name and name in frame.rows:
        return frame.rows[name].place, dict(values(frame.rows[name]))
    if name and name in below:
        return below[name].place, denominators(below[name])
    return (known.runs_up.place, known.runs_up.counts) if known.runs_up else None


def _bounds(row: Indicator, counts: Mapping[Month, Number]) -> list[Bounds]:
    unit, people = rounding_unit(row.observations), per(row.name)
    found = (bounds(month, rate, counts[month], unit, people) for month, rate in values(row) if month in counts)
    return [each for each in found if each is not None]
