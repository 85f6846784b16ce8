"""Small KPI workbooks in memory, for the tests of what is written from them."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_workbook.figures import define, recompute
from kpi_workbook.model import (
    Area,
    Comparator,
    Finding,
    Indicator,
    KpiWorkbook,
    MeasureType,
    Month,
    Number,
    Observation,
    Passage,
    Place,
    Polarity,
    Section,
    Severity,
    Sheet,
    Status,
    Target,
    Unit,
)
from kpi_workbook.scrutiny.report import Edition, Report
from kpi_workbook.settings import Settings

FIRST, JUNE = Month(2022, 4), Month(2022, 6)
Figure = Number | tuple[Number, Number] | Status | None


def indicator(
    name: str, figures: Sequence[Figure], target: Number | Status | None = None, *, row: int = 5,
    sheet: str = "1 Sheet",
    unit: Unit = Unit.PERCENTAGE, polarity: Polarity = Polarity.HIGH, measure_type: MeasureType = MeasureType.MONTHLY,
    first: Month = FIRST, comparators: Sequence[tuple[Area, Number]] = (), **more: object,
) -> Indicator:  # fmt: skip
    """A row: numbers, pairs of counts, statuses, or None for a blank."""
    observations = tuple(
        _observation(figure, first.plus(at), Place(sheet, f"{_letters(at)}{row}")) for at, figure in enumerate(figures)
    )
    place = Place(sheet, f"Z{row}")
    aim = None
    if target is not None:
        status = target if isinstance(target, Status) else None
        aim = Target(place=place, typed=str(target), value=None if status else target, status=status)
    others = tuple(
        Comparator(name=str(area), area=area, place=Place(sheet, f"Y{row}"), typed=str(value), value=value)
        for area, value in comparators
    )
    return Indicator(
        name=name, place=Place(sheet, f"A{row}"), unit=unit, polarity=polarity, measure_type=measure_type, target=aim,
        observations=observations, comparators=others, **more,
    )  # fmt: skip


def section(
    title: str, *rows: Indicator, sheet: str = "1 Sheet", analysis: Sequence[str] = (), actions: Sequence[str] = ()
) -> Section:
    """A section with its table and its text."""
    return Section(
        title=title,
        sheet=sheet,
        indicators=rows,
        analysis=tuple(Passage(place=Place(sheet, f"A{40 + at}"), text=text) for at, text in enumerate(analysis)),
        actions=tuple(Passage(place=Place(sheet, f"A{60 + at}"), text=text) for at, text in enumerate(actions)),
    )


def report(
    *sections: Section, month: Month = JUNE, first: Month = FIRST, findings: Sequence[Finding] = (),
    settings: Settings | None = None, organisation: str | None = "Northtown", edition: Edition = Edition.INTERNAL,
) -> Report:  # fmt: skip
    """A report on these sections, recomputed for real."""
    settings = settings or Settings()
    months = tuple(first.plus(at) for at in range(month.since(first) + 1))
    book = KpiWorkbook(
        file="kpi.xlsx", sha256="0" * 64, organisation=organisation, reporting_month=month, months=months,
        sections=sections, sheets=(Sheet(name="1 Sheet"),),
    )  # fmt: skip
    book = define(book, settings)
    return Report(book, recompute(book, settings), tuple(findings), settings=settings, edition=edition)


def finding(cell: str, message: str, severity: Severity = Severity.ERROR, **more: object) -> Finding:
    """A finding about a cell of `1 Sheet`."""
    return Finding(
        rule="A301", name="percentage-not-its-counts", severity=severity, place=Place("1 Sheet", cell), message=message,
        **more,
    )  # fmt: skip


def small() -> Report:
    """One section with a percentage over counts, a count with a year's target, a snapshot and a row without figures."""
    visits = indicator("Visits on time", [(40, 50), (45, 50), (30, 50)], 0.9, row=5,
                       comparators=[(Area.NEIGHBOURS, 0.85), (Area.ENGLAND, 0.8)])  # fmt: skip
    contacts = indicator("Contacts", [100, 120, 110], None, row=6, unit=Unit.COUNT, polarity=Polarity.NONE)
    children = indicator("Children looked after", [50, Status.NOT_AVAILABLE, 47], 45, row=7, unit=Unit.COUNT,
                         polarity=Polarity.LOW, measure_type=MeasureType.SNAPSHOT)  # fmt: skip
    plans = indicator("Plans in time", [Status.TO_BE_CONFIRMED] * 3, Status.TO_BE_CONFIRMED, row=8)
    part = section(
        "Direct work", visits, contacts, children, plans, analysis=["Visits fell in June."], actions=["Visit sooner."]
    )
    found = finding("D5", "says 61%, but 30 of 50 is 60%", indicator="Visits on time", section="Direct work",
                    month=Month(2022, 6), found="61%", expected="60%")  # fmt: skip
    return report(part, findings=[found])


def _observation(figure: Figure, month: Month, place: Place) -> Observation:
    """A month as typed."""
    if isinstance(figure, tuple):
        n, d = figure
        value = n / d if d else None
        return Observation(month=month, place=place, typed=f"({n}/{d})", value=value, numerator=n, denominator=d)
    if figure is None or isinstance(figure, Status):
        status = figure or Status.BLANK
        return Observation(month=month, place=place, typed="" if figure is None else "TBC", status=status)
    return Observation(month=month, place=place, typed=str(figure), value=figure)


def _letters(at: int) -> str:
    """Columns from B on."""
    at += 1
    return chr(65 + at) if at < 26 else chr(64 + at // 26) + chr(65 + at % 26)
