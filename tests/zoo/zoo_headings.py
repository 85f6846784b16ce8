"""Month headings as people write them: one small table for each way, and the marks that are not months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from zoo_keeper import Builder, Cage, Cell, first_days, months_from, run, shown, some, written


def heading_row(name: str, headings: Sequence[Cell], months: Sequence[str], title: str = "", fmt: str = "") -> Builder:
    """A two-row table under the headings, read as these months."""

    def build(cage: Cage) -> None:
        count = len(months)
        sheet = cage.sheet("KPIs", [[title or None], ["Indicator", *headings], ["Visits", *some(1, count)],
                                    ["Reviews", *some(2, count)]])  # fmt: skip
        if fmt:
            shown(sheet, "B2:Z2", fmt)
        columns = dict(zip(run("B", "2000-01", count), months, strict=True))
        cage.across(sheet, columns, {3: "Visits", 4: "Reviews"})

    build.__name__ = name
    build.__doc__ = f"Headings such as {headings[0]}"
    return build


SIX = months_from("2022-10", 6)
WRITTEN = {
    "short_dash": "{abc}-{yy}",
    "short_space": "{abc} {yy}",
    "short_apostrophe": "{abc}'{yy}",
    "long": "{name} {yyyy}",
    "long_dash": "{name}-{yyyy}",
    "long_short_year": "{name} {yy}",
    "short_dot": "{abc}. {yyyy}",
    "iso": "{yyyy}-{mm}",
    "year_first": "{yyyy} {abc}",
    "slash": "{mm}/{yyyy}",
    "first_day": "01/{mm}/{yyyy}",
    "dots": "01.{mm}.{yyyy}",
    "digits": "{yyyy}{mm}",
    "m_code": "{yyyy}M{mm}",
    "joined": "{abc}{yy}",
    "comma": "{name}, {yyyy}",
    "one_space": " {abc} {yyyy} ",
    "provisional": "{abc} {yyyy} (p)",
    "starred": "{abc}-{yy}*",
    "actual": "{abc}-{yy} Actual",
    "newline": "{abc}\n{yyyy}",
    "dash_long_year": "{abc}-{yyyy}",
    "first_of": "1 {abc} {yyyy}",
    "day_month_text": "28-{abc}-{yy}",
    "iso_day": "{yyyy}-{mm}-01",
    "slash_name": "{abc}/{yy}",
    "figures_for": "{name} {yyyy} figures",
    "footnote": "{name} {yyyy} [note 2]",
    "underscore": "{abc}_{yy}",
}
HEADINGS: tuple[Builder, ...] = (
    *(heading_row(f"heading_{name}", written(pattern, "2022-10", 6), SIX) for name, pattern in WRITTEN.items()),
    heading_row("heading_sept", ["July 22", "Aug. 22", "Sept 22", "Oct. 22"], months_from("2022-07", 4)),
    heading_row("heading_integers", [int(m.replace("-", "")) for m in SIX], SIX),
    heading_row("heading_dates", first_days("2022-10", 6), SIX, fmt="mmm-yy"),
    heading_row("heading_dates_long", first_days("2022-10", 6), SIX, fmt="dd/mm/yyyy"),
    heading_row("heading_month_only_format", first_days("2022-10", 6), SIX, fmt="mmm"),
    heading_row(
        "heading_month_ends",
        [datetime(2022, 10, 31), datetime(2022, 11, 30), datetime(2022, 12, 31), datetime(2023, 1, 31)],
        months_from("2022-10", 4),
        fmt="dd-mmm-yy",
    ),
    heading_row("heading_american", ["10/31/2022", "11/30/2022", "12/31/2022", "01/31/2023"], SIX[:4]),
    heading_row("heading_year_on_january", ["Oct", "Nov", "Dec", "Jan 2023", "Feb", "Mar"], SIX),
    heading_row("heading_year_on_first", ["Oct 2022", "Nov", "Dec", "Jan", "Feb", "Mar"], SIX),
    heading_row("heading_year_in_title", written("{name}", "2022-10", 6), SIX, title="Performance 2022/23"),
    heading_row(
        "heading_title_long",
        written("{abc}", "2022-04", 9),
        months_from("2022-04", 9),
        title="Children's services KPIs: April 2022 to March 2023",
    ),
    heading_row(
        "heading_title_as_at",
        written("{abc}", "2022-04", 9),
        months_from("2022-04", 9),
        title="KPI report as at December 2022",
    ),
    heading_row("heading_newest_first", written("{abc}-{yy}", "2023-03", 6, -1), months_from("2023-03", 6, -1)),
    heading_row("heading_gap", ["Oct-22", "Nov-22", "Jan-23", "Feb-23"], ["2022-10", "2022-11", "2023-01", "2023-02"]),
    heading_row(
        "heading_day_is_year",
        [datetime(2009, m, 8) for m in range(4, 13)] + [datetime(2009, m, 9) for m in (1, 2, 3)],
        months_from("2008-04", 12),
        fmt="d-mmm",
    ),
    heading_row(
        "heading_swapped", [datetime(2022, 1, m) for m in range(4, 13)], months_from("2022-04", 9), fmt="dd/mm/yyyy"
    ),
)


def year_over_months(cage: Cage) -> None:
    """A year row, not merged, above month names: each year stands over its first month only."""
    sheet = cage.sheet("KPIs", [["", 2022, None, None, 2023], ["Indicator", "Oct", "Nov", "Dec", "Jan", "Feb"],
                                ["Visits", *some(1, 5)]])  # fmt: skip
    cage.across(sheet, run("B", "2022-10", 5), {3: "Visits"})


def year_over_every_month(cage: Cage) -> None:
    """The year repeated above every month name."""
    sheet = cage.sheet(
        "KPIs",
        [
            [None, 2022, 2022, 2023, 2023],
            ["Indicator", "November", "December", "January", "February"],
            ["Visits", *some(1, 4)],
        ],
    )
    cage.across(sheet, run("B", "2022-11", 4), {3: "Visits"})


def year_below_months(cage: Cage) -> None:
    """Month names, and the years in the row below them; the label heading stands there too."""
    sheet = cage.sheet(
        "KPIs",
        [
            [None, "November", "December", "January", "February"],
            ["Indicator", 2022, 2022, 2023, 2023],
            ["Visits", *some(1, 4)],
        ],
    )
    cage.across(sheet, run("B", "2022-11", 4), {3: "Visits"})


def label_heading_above(cage: Cage) -> None:
    """A merged Month heading above the months, the label heading merged beside both rows."""
    sheet = cage.sheet(
        "KPIs",
        [
            ["Performance measure", "Month", None, None, None, "Target"],
            [None, *written("{abc}-{yy}", "2022-04", 4)],
            ["Visits", *some(1, 4), 300],
        ],
    )
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:E1")
    sheet.merge_cells("F1:F2")
    cage.across(sheet, run("B", "2022-04", 4), {3: "Visits"})
    cage.target(sheet, "F3", 300)


def year_in_sheet_name(cage: Cage) -> None:
    """Months without a year; two sheets named for their financial years."""
    for name, first in (("2021-22", "2021-04"), ("2022-23", "2022-04")):
        sheet = cage.sheet(name, [["Indicator", *written("{abc}", first, 12)], ["Visits", *some(int(first[:4]), 12)]])
        cage.across(sheet, run("B", first, 12), {2: "Visits"})
    cage.labels = ["Visits"]


def dates_of_1904(cage: Cage) -> None:
    """A workbook that counts its days from 1904."""
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    cage.book.epoch = CALENDAR_MAC_1904
    sheet = cage.sheet("KPIs", [["Indicator", *first_days("2022-04", 4)], ["Visits", *some(1, 4)]])
    shown(sheet, "B1:E1", "mmm-yy")
    cage.across(sheet, run("B", "2022-04", 4), {2: "Visits"})


def current_month_beside(cage: Cage) -> None:
    """A current-month column and the same month last year stand beside the run; neither is a month of the series."""
    sheet = cage.sheet(
        "KPIs",
        [
            ["Indicator", *written("{abc}-{yy}", "2022-09", 4), "Current month", "Same month last year"],
            ["Visits", 5, 6, 7, 8, 8, 4],
        ],
    )
    cage.across(sheet, run("B", "2022-09", 4), {2: "Visits"})


def zeros_ahead(cage: Cage) -> None:
    """Months not yet reached hold zeros or nothing: zeros are read where they stand, empty months are none."""
    sheet = cage.sheet("KPIs", [["Indicator", *written("{abc}-{yy}", "2022-04", 6)], ["Visits", 5, 6, 7, 8, None, None],
                                ["Reviews", 3, 0, 5, 1, None, None]])  # fmt: skip
    cage.across(sheet, run("B", "2022-04", 6), {2: "Visits", 3: "Reviews"})


def months_with_totals_below(cage: Cage) -> None:
    """Months down, with quarter and year totals between that are not months."""
    labels = ["Apr-22", "May-22", "Jun-22", "Q1", "Jul-22", "Aug-22", "Sep-22", "Q2", "Half year", "Total"]
    sheet = cage.sheet(
        "KPIs", [["Month", "Visits", "Reviews"], *([label, 10 + i, 20 + i] for i, label in enumerate(labels))]
    )
    months = {2: "2022-04", 3: "2022-05", 4: "2022-06", 6: "2022-07", 7: "2022-08", 8: "2022-09"}
    cage.down(sheet, months, {"B": "Visits", "C": "Reviews"})


HEADINGS += (
    year_over_months, year_over_every_month, year_below_months, label_heading_above, year_in_sheet_name, dates_of_1904,
    current_month_beside, zeros_ahead, months_with_totals_below,
)  # fmt: skip

HEADINGS += (
    heading_row("heading_iso_time", written("{yyyy}-{mm}-01 00:00:00", "2022-10", 4), months_from("2022-10", 4)),
    heading_row(
        "heading_upper", [m.upper() for m in written("{name} {yyyy}", "2022-04", 3)], months_from("2022-04", 3)
    ),
    heading_row("heading_period_ended", written("Period ended {abc} {yyyy}", "2022-04", 3), months_from("2022-04", 3)),
    heading_row("heading_no_of", written("Attendances {abc} {yyyy}", "2022-04", 3), months_from("2022-04", 3)),
    heading_row("heading_sales_year", written("{abc} {yyyy} Sales", "2022-04", 3), months_from("2022-04", 3)),
    heading_row("heading_revised", written("{name} {yyyy} (r)", "2022-04", 3), months_from("2022-04", 3)),
    heading_row("heading_superscript", written("{abc} {yyyy}¹", "2022-04", 3), months_from("2022-04", 3)),
    heading_row("heading_en_dash", written("{abc}–{yy}", "2022-04", 3), months_from("2022-04", 3)),
    heading_row("heading_nbsp", written("{abc}\u00a0{yyyy}", "2022-04", 3), months_from("2022-04", 3)),
    heading_row("heading_slash_days", ["30/04/2022", "31/05/2022", "30/06/2022"], months_from("2022-04", 3)),
    heading_row("heading_slash_short", written("01/{mm}/{yy}", "2022-04", 3), months_from("2022-04", 3)),
    heading_row("heading_month_col", written("Month: {abc} {yyyy}", "2022-04", 3), months_from("2022-04", 3)),
    heading_row("heading_m_dash", written("{yyyy}-M{mm}", "2022-04", 3), months_from("2022-04", 3)),
    heading_row("heading_wrong_year", ["Oct-22", "Nov-22", "Dec-22", "Jan-22", "Feb-23"], months_from("2022-10", 5)),
    heading_row("heading_q", ["Apr", "May", "Jun"], months_from("2022-04", 3), title="Quarter 1 2022-23"),
    heading_row("heading_fy_short", ["Apr", "May", "Jun"], months_from("2022-04", 3), title="Performance FY22/23"),
    heading_row("heading_fy_ending", ["Jan", "Feb", "Mar"], months_from("2023-01", 3), title="Year ended March 2023"),
    heading_row(
        "heading_mixed", ["Apr-22", datetime(2022, 5, 1), "June 2022"], months_from("2022-04", 3), fmt="mmm-yy"
    ),
    heading_row("heading_finance", ["Apr (M1)", "May (M2)", "Jun (M3)"], months_from("2022-04", 3), title="2022/23"),
    heading_row(
        "heading_typos",
        ["Apirl 2022", "May 2022", "June 2022", "July 2022", "Agust 2022", "Septemebr 2022"],
        months_from("2022-04", 6),
    ),
    heading_row("heading_misspelt", ["October 2022", "Novemeber 2022", "December 2022", "Janurary 2023"], SIX[:4]),
    heading_row("heading_month_ending", written("Month ending 28 {name} {yyyy}", "2022-10", 4), SIX[:4]),
)
