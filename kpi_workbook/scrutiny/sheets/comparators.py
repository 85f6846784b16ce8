"""Our figures beside last year's, the neighbours', the region's and England's, and how far apart they are."""

from __future__ import annotations

from ...figures.results import Gap
from ...model import Area, Unit
from ..cells import NOT_APPLICABLE, NOT_AVAILABLE, Block, Cell, Column, Line, columns
from ..charts import bar_chart
from ..context import Context
from ..display import number_format, plain_format
from ..formulas import agree, distance_words
from ..page import Page, address, fixed_place
from ..places import YEAR_TO_DATE_COLUMN, Plan, Row
from ..series import AREA_LABELS
from ..styles import chart_colours

title = "Comparators"
FIRST_ROW = 5
OWN_COLUMN = 2
FIRST_AREA_COLUMN = 3
COLUMNS_OF_AREA = 2
CHARTS_ACROSS, CHART_ROWS, CHART_WIDTH, CHART_HEIGHT = 3, 11, 368, 200
MOST_BAR_CHARTS = 60


def write(context: Context) -> None:
    """The comparators' sheet."""
    page = context.pages[title]
    areas = shown_areas(context.plan)
    rows = compared(context.plan)
    page.widths(46, 9, 10, *(9.5, 19) * len(areas), 40)
    page.say(0, "Comparators", "title")
    page.say(1, "Our figures beside others': a year's figures, so the like of them from our side.", "subtitle")
    page.say(
        2,
        "Better and worse follow the indicator's polarity. A count is never set beside a region's or a country's.",
        "note",
    )
    if not rows:
        page.say(3, "The workbook gives no figure to compare with.")
        return
    headings = (
        Column("Indicator"), *columns("heading centred", "Section", "Ours"),
        *(column for area in areas for column in columns("heading centred", _heading(context, area), f"Gap to {AREA_LABELS[area].lower() if area is not Area.ENGLAND else 'England'}")),
        Column("Note"),
    )  # fmt: skip
    lines = tuple(_line(context, row, areas, FIRST_ROW + at) for at, row in enumerate(rows))
    page.table(
        FIRST_ROW - 1, Block("Comparators", "Own figures, comparators and gaps, a line an indicator.", headings, lines)
    )
    page.sheet.freeze_panes(FIRST_ROW, 1)
    page.sheet.repeat_rows(FIRST_ROW - 1)
    _write_charts(context, page, rows, areas, FIRST_ROW + len(rows) + 1)


def compared(plan: Plan) -> tuple[Row, ...]:
    """The indicators with any comparator's figure."""
    return tuple(row for row in plan.rows if any(gap.value is not None for gap in row.result.gaps))


def shown_areas(plan: Plan) -> tuple[Area, ...]:
    """The areas with any figure."""
    present = {gap.area for row in plan.rows for gap in row.result.gaps if gap.value is not None}
    return tuple(area for area in AREA_LABELS if area in present and area is not Area.OTHER)


def gap_of(row: Row, area: Area) -> Gap | None:
    """The gap to an area (the first of its kind)."""
    return next((gap for gap in row.result.gaps if gap.area is area and gap.value is not None), None)


def gap_place(context: Context, row: Row, area: Area) -> str | None:
    """The cell of the gap's words on this sheet."""
    areas = shown_areas(context.plan)
    rows = compared(context.plan)
    if area not in areas or row not in rows:
        return None
    column = FIRST_AREA_COLUMN + areas.index(area) * COLUMNS_OF_AREA + 1
    return fixed_place(title, FIRST_ROW + rows.index(row), column)


def gap_words(context: Context, row: Row, area: Area) -> Cell:
    """The gap's words on another sheet, following this one."""
    gap = gap_of(row, area)
    if gap is None:
        return Cell(NOT_AVAILABLE, "marker")
    if gap.why_not is not None or gap.difference is None:
        return Cell(NOT_APPLICABLE, "marker")
    return Cell(_words(row, gap), "figure", gap_place(context, row, area))


def _heading(context: Context, area: Area) -> str:
    """The area's name as the workbook heads it, where it does so alike."""
    names = {gap.name for row in context.plan.rows for gap in row.result.gaps if gap.area is area}
    return next(iter(names)) if len(names) == 1 else AREA_LABELS[area]


def _line(context: Context, row: Row, areas: tuple[Area, ...], at: int) -> Line:
    """An indicator's comparators."""
    cells: list[Cell] = []
    for position, area in enumerate(areas):
        cells += _pair(row, gap_of(row, area), at, FIRST_AREA_COLUMN + position * COLUMNS_OF_AREA)
    notes = dict.fromkeys(gap.why_not for gap in row.result.gaps if gap.why_not and gap.value is not None)
    rank = f"Ranked {row.result.rank} of {row.result.ranked}" if row.result.rank else None
    note = ". ".join(each for each in (rank, *notes) if each)
    return (
        Cell(row.label, "label"),
        Cell(row.section_number, "figure"),
        _own(context, row),
        *cells,
        Cell(note or NOT_APPLICABLE, "label"),
    )


def _own(context: Context, row: Row) -> Cell:
    """Our figure that is compared, from the section's table where it stands there."""
    value = own_value(row)
    if value is None:
        return Cell(NOT_AVAILABLE, "marker")
    latest = row.result.latest
    formula = None
    if agree(row.result.year_to_date.value, value):
        formula = row.figure_place(YEAR_TO_DATE_COLUMN)
    elif latest is not None and agree(latest.value, value):
        formula = row.figure_place(context.plan.report_column)
    elif agree(row.result.forecast.figure, value):
        formula = row.working_place(2, 3)
    return Cell(value, "figure shaded", formula, form=number_format(row.unit, row.decimals, value))


def own_value(row: Row) -> float | None:
    """What was compared: the comparator's figure plus the gap."""
    return next(
        (gap.value + gap.difference for gap in row.result.gaps if gap.value is not None and gap.difference is not None),
        None,
    )


def _pair(row: Row, gap: Gap | None, at: int, column: int) -> tuple[Cell, Cell]:
    """A comparator and the gap to it."""
    if gap is None or gap.value is None:
        return Cell(NOT_AVAILABLE, "marker"), Cell(NOT_AVAILABLE, "marker")
    theirs = Cell(gap.value, "figure", form=number_format(row.unit, row.decimals, gap.value))
    if gap.why_not is not None or gap.difference is None:
        return theirs, Cell("not comparable", "marker")
    return theirs, Cell(_words(row, gap), "figure", _formula(row, gap, address(at, OWN_COLUMN), address(at, column)))


def _verdicts(gap: Gap) -> tuple[str, str]:
    """What follows a higher and a lower figure of ours."""
    if gap.better is None or gap.difference is None:
        return " higher", " lower"
    return (" better", " worse") if gap.better == (gap.difference > 0) else (" worse", " better")


def _words(row: Row, gap: Gap) -> str:
    """`4.6 points worse`."""
    difference = gap.difference or 0.0
    size = distance_words(difference, row.unit, max(row.decimals, 0)).removesuffix(" above").removesuffix(" below")
    higher, lower = _verdicts(gap)
    return "the same" if size == "on target" else size + (higher if difference > 0 else lower)


def _formula(row: Row, gap: Gap, ours: str, theirs: str) -> str:
    """The same words, following our figure."""
    higher, lower = _verdicts(gap)
    digits = "." + "0" * row.decimals if row.decimals else ""
    percent = row.unit is Unit.PERCENTAGE
    size = (
        f'TEXT(ABS({ours}-{theirs})*100,"0.0")&" points"' if percent else f'TEXT(ABS({ours}-{theirs}),"#,##0{digits}")'
    )
    words = f'IF(ABS({ours}-{theirs})<0.000000001,"the same",{size}&IF({ours}>{theirs},"{higher}","{lower}"))'
    return f'IF(ISNUMBER({ours}),{words},"{NOT_AVAILABLE}")'


def _write_charts(context: Context, page: Page, rows: tuple[Row, ...], areas: tuple[Area, ...], top: int) -> None:
    """Small bars for each indicator that may be compared, drawn from a table of their own."""
    drawn = [row for row in rows if own_value(row) is not None][:MOST_BAR_CHARTS]
    if not drawn:
        return
    page.say(top, "Side by side", "part")
    first = top + 2
    charts_top = first + sum(1 + _comparable_count(row) for row in drawn) + 2
    line = first
    lines: list[Line] = []
    colours = chart_colours(context.theme)
    page.sheet.set_h_pagebreaks([charts_top - 1])
    for position, row in enumerate(drawn):
        bars = _bars(context, row, areas)
        lines += bars
        last = line + len(bars) - 1
        names = f"='{title}'!$B${line + 1}:$B${last + 1}"
        values = f"='{title}'!$C${line + 1}:$C${last + 1}"
        chart = bar_chart(context.book, row.label[:70], names, values, row.unit, row.decimals, colours)
        chart.set_size({"width": CHART_WIDTH, "height": CHART_HEIGHT})
        words = ", ".join(f"{bar[1].value} {plainly(row, bar[2].value)}" for bar in bars)
        down, across = divmod(position, CHARTS_ACROSS)
        page.sheet.insert_chart(
            charts_top + down * CHART_ROWS, 0, chart,
            {"x_offset": across * (CHART_WIDTH + 8), "y_offset": 4, "object_position": 2, "description": f"Bar chart. {row.label}: {words}."},
        )  # fmt: skip
        line = last + 1
    page.table(
        top + 1,
        Block(
            "Side by side",
            "What the bars are drawn from.",
            (Column("Indicator"), *columns("heading centred", "Whose", "Value")),
            tuple(lines),
        ),
    )


def plainly(row: Row, value: object) -> str:
    """A figure in an alt text."""
    from ...figures.rounding import say

    return say(value, row.unit) if isinstance(value, int | float) else str(value)


def _comparable_count(row: Row) -> int:
    """How many comparators may be drawn."""
    return len({gap.area for gap in row.result.gaps if gap.difference is not None and gap.area is not Area.OTHER})


def _bars(context: Context, row: Row, areas: tuple[Area, ...]) -> list[Line]:
    """Our bar and theirs."""
    own = _own(context, row)
    place = fixed_place(title, FIRST_ROW + compared(context.plan).index(row), OWN_COLUMN)
    lines: list[Line] = [
        (Cell(row.label, "label"), Cell("Ours", "figure"), Cell(own.value, "figure", place, form=own.form))
    ]
    for area in areas:
        gap = gap_of(row, area)
        if gap is not None and gap.difference is not None and gap.value is not None:
            form = plain_format(row.unit, row.decimals)
            lines.append(
                (Cell(row.label, "label"), Cell(AREA_LABELS[area], "figure"), Cell(gap.value, "figure", form=form))
            )
    return lines
