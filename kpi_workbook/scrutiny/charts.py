"""Charts: native, bound to the chart data, so that the next month's figure appears by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..model import Unit
from ..settings import Theme
from .axes import Axis, value_axis
from .chart_label import label_position
from .chart_lines import drawn
from .display import plain_format
from .page import fixed_place, range_in
from .places import (
    CHART_DATA,
    CLOCKS,
    FIRST_CHART_ROW,
    FIRST_CLOCK_COLUMN,
    FIRST_VALUE_COLUMN,
    STATUS_TABLE_ROW,
    TITLE_COLUMN,
    Plan,
    Row,
)
from .series import (
    AREA_LABELS,
    COMPARATORS,
    CONCERN,
    DISTANCE,
    FIGURE,
    IMPROVEMENT,
    LOWER,
    MEAN,
    SPECIAL,
    TARGET,
    UPPER,
    drawn_values,
    figure_parts,
    has_steps,
    is_scattered,
    series_of,
)
from .styles import BAR_GREY, FONT, STATUS_BARS, chart_colours
from .words import chart_title

WIDTH, HEIGHT = 540, 312
MOST_CHARTS = 400
"""Excel opens slowly beyond; further indicators keep their sparkline, and the sheet says so."""
LINE_WEIGHT = 2.25
STEP_SIZE = 14
"""A target that changes is a dash a month: a line would slope where the target leaps."""
_MARKERS = {IMPROVEMENT: "diamond", CONCERN: "triangle", SPECIAL: "square"}
_SIGNAL_COLOURS = {IMPROVEMENT: "improvement", CONCERN: "concern", SPECIAL: "change"}


def month_chart(book: Any, plan: Plan, row: Row, theme: Theme) -> Any:
    """An indicator's months as a line, with target, limits, signals and comparators as end marks."""
    colours = chart_colours(theme)
    chart = book.add_chart({"type": "line"})
    lines = series_of(row)
    last = FIRST_VALUE_COLUMN + len(plan.chart_months) - 1 + (len(plan.areas) if COMPARATORS in lines else 0)
    parts = tuple(figure_parts(row))
    shown = [*(parts or (FIGURE,)), *(line for line in lines if line not in (FIGURE, DISTANCE, *parts))]
    axis = value_axis(drawn_values(plan, row), row.unit is Unit.PERCENTAGE)
    for line in shown:
        series = _series(plan, row, line, row.chart_row + lines.index(line), last, colours)
        if line == (parts or (FIGURE,))[-1]:
            series["data_labels"] = _latest_label(plan, row, label_position(plan, row, axis), colours)
        chart.add_series(series)
    _dress(chart, plan, row, axis, colours)
    chart.add_series(_empty_series(plan))
    hidden = [at for at, line in enumerate(shown) if line in (LOWER, UPPER, *parts[1:])] + [len(shown)]
    chart.set_legend({"position": "bottom", "font": _font(9, colours["quiet"]), "delete_series": hidden})
    return chart


def bar_chart(book: Any, title: str, names: str, values: str, form: str, strong: int, theme: Theme) -> Any:
    """Figures side by side, a bar each, one of them (counted from 0) in the strong colour; bars start at zero."""
    colours = chart_colours(theme)
    chart = book.add_chart({"type": "bar"})
    chart.add_series({
        "name": "Value", "categories": names, "values": values, "gap": 45, "fill": {"color": BAR_GREY},
        "points": [*[None] * strong, {"fill": {"color": colours["figure"]}}],
        "data_labels": {"value": True, "num_format": f"{form};-{form};", "font": _font(9, colours["ink"])},
    })  # fmt: skip
    chart.set_title({"name": title, "name_font": _font(10, colours["ink"], bold=True), "overlay": False})
    chart.set_x_axis({"min": 0, "visible": False, "major_gridlines": {"visible": False}})
    chart.set_y_axis({"reverse": True, "num_font": _font(9, colours["ink"]), "line": {"color": colours["limit"]},
                      "major_tick_mark": "none", "interval_unit": 1})  # fmt: skip
    chart.set_legend({"none": True})
    _frame(chart, colours)
    return chart


def _series(plan: Plan, row: Row, line: str, at: int, last: int, colours: dict[str, str]) -> dict[str, Any]:
    """One line of a chart, with the values it has today."""
    return {
        "name": _legend_name(row, line),
        "categories": range_in(CHART_DATA, FIRST_CHART_ROW - 1, FIRST_VALUE_COLUMN, last),
        "categories_data": [*(month.label for month in plan.chart_months), *(AREA_LABELS[each] for each in plan.areas)][
            : last - FIRST_VALUE_COLUMN + 1
        ],
        "values": range_in(CHART_DATA, at, FIRST_VALUE_COLUMN, last),
        "values_data": drawn(plan, row, line)[: last - FIRST_VALUE_COLUMN + 1],
        **_drawing(plan, row, line, colours),
    }


def _empty_series(plan: Plan) -> dict[str, Any]:
    """A line of one empty cell beyond the table: LibreOffice leaves gaps for #N/A only where some cell is empty."""
    beyond = FIRST_VALUE_COLUMN + len(plan.chart_months) + len(plan.areas)
    cell = range_in(CHART_DATA, FIRST_CHART_ROW - 1, beyond, beyond)
    return {"name": "Gap", "values": cell, "values_data": [None], "line": {"none": True}, "marker": {"type": "none"}}


def _drawing(plan: Plan, row: Row, line: str, colours: dict[str, str]) -> dict[str, Any]:
    """How a line is drawn: the figure strong, the rest behind it."""
    if line.startswith(FIGURE):
        return _figure_line(row, colours)
    if line == TARGET and has_steps(plan, row):
        return {"line": {"none": True}, "marker": _mark("long_dash", STEP_SIZE, colours["target"])}
    if line == TARGET:
        return {"line": {"color": colours["target"], "width": 1.75, "dash_type": "dash"}, "marker": {"type": "none"}}
    if line in (MEAN, LOWER, UPPER):
        dash = "solid" if line == MEAN else "round_dot"
        return {"line": {"color": colours["limit"], "width": 1, "dash_type": dash}, "marker": {"type": "none"}}
    colour = colours["comparator"] if line == COMPARATORS else colours[_SIGNAL_COLOURS[line]]
    drawing: dict[str, Any] = {"line": {"none": True}, "marker": _mark(_MARKERS.get(line, "long_dash"), 9, colour)}
    if line == COMPARATORS:
        form = plain_format(row.unit, row.decimals)
        drawing["data_labels"] = {"value": True, "position": "above", "num_format": form, "font": _font(9, colour)}
    return drawing


def _figure_line(row: Row, colours: dict[str, str]) -> dict[str, Any]:
    """How the figures are drawn, or one stretch of them."""
    line: dict[str, Any] = {"color": colours["figure"], "width": LINE_WEIGHT}
    return {"line": {"none": True} if is_scattered(row) else line, "marker": _mark("circle", 5, colours["figure"])}


def _mark(shape: str, size: int, colour: str) -> dict[str, Any]:
    """A point's mark, of one colour."""
    return {"type": shape, "size": size, "fill": {"color": colour}, "border": {"color": colour}}


def _latest_label(plan: Plan, row: Row, position: str, colours: dict[str, str]) -> dict[str, Any]:
    """The reporting month's figure written beside its point, and no other."""
    at = len(plan.chart_months) - len(plan.months) + plan.report_column - 1
    custom: list[dict[str, Any] | None] = [{"delete": True}] * at + [None]
    custom += [{"delete": True}] * (len(plan.chart_months) + len(plan.areas) - at - 1)
    form = plain_format(row.unit, row.decimals)
    return {"value": True, "position": position, "num_format": form, "custom": custom,
            "font": _font(10, colours["ink"], bold=True)}  # fmt: skip


def _legend_name(row: Row, line: str) -> str:
    """A line's name in the legend."""
    trial = " (trial)" if row.result.control.trial else ""
    if line.startswith(FIGURE):
        return FIGURE
    return f"Mean, with control limits{trial} dotted" if line == MEAN else line


def _dress(chart: Any, plan: Plan, row: Row, axis: Axis, colours: dict[str, str]) -> None:
    """Title, axes and frame."""
    title = f"={fixed_place(CHART_DATA, row.chart_row, TITLE_COLUMN)}"
    today = [chart_title(plan, row, plan.month).value]
    chart.set_title({"name": title, "data": today, "name_font": _font(11, colours["ink"], bold=True), "overlay": False})
    chart.set_x_axis({
        "num_font": _font(9, colours["quiet"], rotation=-45), "line": {"color": colours["limit"]},
        "major_tick_mark": "none", "interval_unit": 1 if len(plan.chart_months) <= 18 else 3, "label_position": "low",
    })  # fmt: skip
    form = plain_format(row.unit, axis.decimals(row.unit is Unit.PERCENTAGE))
    values: dict[str, Any] = {
        "min": axis.least, "max": axis.most, "major_unit": axis.step, "num_format": form, "line": {"none": True},
        "num_font": _font(9, colours["quiet"]),
        "major_gridlines": {"visible": True, "line": {"color": colours["grid"]}},
    }  # fmt: skip
    if axis.starts_above_zero:
        values |= {"name": "Axis does not start at 0", "name_font": _font(8, colours["quiet"])}
    chart.set_y_axis(values)
    _frame(chart, colours)


def _frame(chart: Any, colours: dict[str, str]) -> None:
    """White paper, a hairline frame, gaps for what is missing."""
    chart.set_chartarea({"border": {"color": colours["grid"]}, "fill": {"color": colours["paper"]}})
    chart.set_plotarea({"fill": {"none": True}})
    chart.show_blanks_as("gap")


def _font(size: int, colour: str, bold: bool = False, rotation: int | None = None) -> dict[str, Any]:
    """A font of the charts."""
    font: dict[str, Any] = {"name": FONT, "size": size, "color": colour, "bold": bold}
    return font if rotation is None else font | {"rotation": rotation}


def status_chart(book: Any, title: str, theme: Theme) -> Any:
    """How many indicators met, neared and missed their targets, a bar a clock, from the cover's table."""
    first, last = FIRST_CLOCK_COLUMN, FIRST_CLOCK_COLUMN + len(CLOCKS) - 1
    parts = [
        (name, range_in("Cover", STATUS_TABLE_ROW + offset, first, last), fill, ink)
        for offset, (name, fill, ink) in enumerate(STATUS_BARS, start=1)
    ]
    return stacked_bars(book, title, range_in("Cover", STATUS_TABLE_ROW, first, last), parts, theme)


def stacked_bars(
    book: Any, title: str, categories: str, parts: Sequence[tuple[str, str, str, str]], theme: Theme
) -> Any:
    """Counts on top of each other, a bar a category; each part is its name, its values, its fill and its ink."""
    colours = chart_colours(theme)
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    for name, values, fill, ink in parts:
        chart.add_series({
            "name": name, "categories": categories, "values": values,
            "fill": {"color": fill}, "border": {"color": colours["paper"]}, "gap": 35, "overlap": 100,
            "data_labels": {"value": True, "font": _font(11, ink, bold=True), "num_format": "0;;"},
        })  # fmt: skip
    chart.set_title({"name": title, "name_font": _font(11, colours["ink"], bold=True), "overlay": False})
    chart.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
    chart.set_y_axis({"reverse": True, "num_font": _font(11, colours["ink"]), "line": {"none": True}})
    chart.set_legend({"position": "bottom", "font": _font(10, colours["ink"])})
    _frame(chart, colours)
    return chart
