"""The blank input workbook of a financial year: the catalogue's indicators by section, nothing filled in."""

from __future__ import annotations

from ..catalogue import load
from ..catalogue.names import normal
from ..model import Month, Unit
from ..scrutiny.naming import SheetNames
from ..settings import IndicatorSettings, Settings
from .guidance import GUIDANCE_SHEET, blank_guidance
from .plan import UNIT_WORDS, Column, Entry, InputBook, InputSheet, Row, Use

OWN_SECTION = "Our own indicators"
"""For the organisation's indicators that name no section."""
NO_TARGET = "Not set"
"""True of a blank workbook; and a name with nothing at all beside it would be read as a heading of the rows below."""
NOTE = "Note: see the sheet Guidance for what may be typed."
FORMS = {Unit.PERCENTAGE: "0%", Unit.COUNT: "#,##0", Unit.MONEY: "£#,##0", Unit.RATE: "General"}


def blank(first: Month, settings: Settings) -> InputBook:
    """The workbook for the twelve months from `first` on."""
    months = tuple(first.plus(number) for number in range(12))
    names = SheetNames((GUIDANCE_SHEET,))
    columns = _columns(months, first, settings.organisation)
    return InputBook(
        title=f"KPI workbook for {_year(first)}",
        guidance=blank_guidance(months[0], months[-1]),
        sheets=tuple(
            InputSheet(
                name=names.new(title),
                title=title,
                note=NOTE,
                columns=columns,
                rows=tuple(_row(entry, columns) for entry in entries),
            )
            for title, entries in sections(settings).items()
        ),
    )


def sections(settings: Settings) -> dict[str, list[IndicatorSettings]]:
    """The indicators by section, in the catalogue's order; the organisation's own entry goes before a bundled one."""
    placed: dict[str, list[IndicatorSettings]] = {}
    entries = load(settings).entries
    bundled = entries[len(settings.indicators) :]
    own = {normal(entry.name): entry for entry in settings.indicators}
    for entry in bundled:
        chosen = own.pop(normal(entry.name), entry)
        placed.setdefault(chosen.section or entry.section or OWN_SECTION, []).append(
            chosen.model_copy(update={"unit": chosen.unit or entry.unit})
        )
    for entry in own.values():
        placed.setdefault(entry.section or OWN_SECTION, []).append(entry)
    return placed


def _columns(months: tuple[Month, ...], first: Month, organisation: str | None) -> tuple[Column, ...]:
    last_year = _year(first.plus(-12))
    return (
        Column("Indicator", Use.LABEL),
        Column("Unit", Use.LABEL),
        *(Column(month, Use.FIGURE) for month in months),
        Column("Target", Use.TARGET),
        Column(f"{organisation or 'Last year'} {last_year}", Use.COMPARATOR),
        *(Column(f"{area} {last_year}", Use.COMPARATOR) for area in ("Statistical Neighbours", "Region", "England")),
    )


def _year(first: Month) -> str:
    """`2022/23`, or `2022` where the year is the calendar's."""
    return str(first.year) if first.month == 1 else f"{first.year}/{(first.year + 1) % 100:02d}"


def _row(entry: IndicatorSettings, columns: tuple[Column, ...]) -> Row:
    unit = entry.unit or Unit.UNKNOWN
    form = FORMS.get(unit, "General")
    return Row(
        unit, (Entry(entry.name), Entry(UNIT_WORDS.get(unit)), *(_blank(column, form) for column in columns[2:]))
    )


def _blank(column: Column, form: str) -> Entry:
    return Entry(NO_TARGET) if column.use is Use.TARGET else Entry(form=form)
