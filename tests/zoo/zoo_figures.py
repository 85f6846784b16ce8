"""Figures as people type them and as formats show them: one row each, three months of the same kind."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import get_column_letter as letter
from zoo_keeper import Builder, Cage, months_from, written

from kpi_workbook.model import Status

Figure = tuple[object, float | None, float | None, float | None]


def figure_row(
    name: str, figures: Sequence[Figure], indicator: str = "Percentage of visits in time", fmt: str = "General"
) -> Builder:
    """A row of these figures below a plain one; each is typed, value, numerator, denominator."""

    def build(cage: Cage) -> None:
        count = len(figures)
        sheet = cage.sheet(
            "KPIs", [["Indicator", *written("{abc}-{yy}", "2022-04", count)], ["Plain", *range(7, 7 + count)]]
        )
        cage.expect(
            sheet, "Plain", [(f"{letter(2 + i)}2", month) for i, month in enumerate(months_from("2022-04", count))]
        )
        sheet["A3"] = indicator
        cage.labels.append(indicator)
        for i, (typed, value, numerator, denominator) in enumerate(figures):
            cell = sheet.cell(3, 2 + i)
            cell.value = typed
            cell.number_format = fmt
            cage.months.add(months_from("2022-04", count)[i])
            cage.figures[f"KPIs!{cell.coordinate}"] = (months_from("2022-04", count)[i], value, numerator, denominator)

    build.__name__ = f"figure_{name}"
    build.__doc__ = f"Figures such as {figures[0][0]!r} under {fmt}, named {indicator!r}"
    return build


def of_text(name: str, pattern: str) -> Builder:
    """The same three percentages and counts in one way of writing them."""
    three = ((21, 57, 270), (20, 76, 380), (100, 8, 8))
    return figure_row(
        name, [(pattern.format(p=p, n=n, d=d), p / 100 if "{p" in pattern else n / d, n, d) for p, n, d in three]
    )


def gap_row(name: str, typed: object, *fair: Status) -> Builder:
    """A row that has this in its second month and numbers beside it."""

    def build(cage: Cage) -> None:
        sheet = cage.sheet(
            "KPIs", [["Indicator", *written("{abc}-{yy}", "2022-04", 3)], ["Number of visits", 7, typed, 9]]
        )
        cage.labels.append("Number of visits")
        cage.figure(sheet, "B2", "2022-04", 7)
        cage.figure(sheet, "D2", "2022-06", 9)
        cage.months.add("2022-05")
        cage.gaps["KPIs!C2"] = ("2022-05", frozenset(fair))

    build.__name__ = f"gap_{name}"
    build.__doc__ = f"A gap written {typed!r}"
    return build


def numbers(*values: float, scale: float = 1.0) -> list[Figure]:
    return [(value, value * scale, None, None) for value in values]


COUNT = "Number of visits"
FIGURES: tuple[Builder, ...] = (
    of_text("printed", "{p}% ({n}/{d})"),
    of_text("spaced", "{p} % ({n} / {d})"),
    of_text("of", "{p}% ({n} of {d})"),
    of_text("out_of", "{p}% ({n} out of {d})"),
    of_text("newline", "{p}%\n({n}/{d})"),
    of_text("square", "{p}% [{n}/{d}]"),
    of_text("counts_first", "{n}/{d} ({p}%)"),
    of_text("counts_first_of", "{n} of {d} ({p}%)"),
    of_text("equals", "{n}/{d} = {p}%"),
    of_text("dash", "{p}% - {n}/{d}"),
    of_text("bare", "{p}% {n}/{d}"),
    of_text("decimal", "{p}.0% ({n}/{d})"),
    of_text("no_space", "{p}%({n}/{d})"),
    of_text("trailing", "{p}% ({n}/{d}) "),
    of_text("comma", "{p}%, {n}/{d}"),
    figure_row("thousands", [("73% (1,771/2,331)", 0.73, 1771, 2331), ("77% (1,839/2,390)", 0.77, 1839, 2390)]),
    figure_row("points", numbers(95.2, 100, 88.5, scale=0.01)),
    figure_row("points_whole", numbers(95, 100, 88, scale=0.01)),
    figure_row("points_with_small", numbers(0.5, 12.3, 1, scale=0.01)),
    figure_row("fractions_general", numbers(0.952, 1, 0.88)),
    figure_row("quoted_percent", numbers(21, 20, 100, scale=0.01), fmt='0"%"'),
    figure_row("escaped_percent", numbers(21, 20.5, 100, scale=0.01), fmt="0\\%"),
    figure_row("percent_format_two", numbers(0.2111, 0.2, 1), fmt="0.00%"),
    figure_row("percent_format_over", numbers(1.05, 0.98, 1.2), fmt="0%"),
    figure_row("percent_in_count_name", numbers(3, 4, 5), indicator="Number of wards above 95% occupancy"),
    figure_row("percent_sign_name", numbers(93.1, 94, 95.5, scale=0.01), indicator="% of visits in time"),
    figure_row("percent_bracket_name", numbers(93.1, 94, 95.5, scale=0.01), indicator="Visits in time (%)"),
    figure_row("proportion_name", numbers(93.1, 94, 95.5, scale=0.01), indicator="Proportion of visits in time (%)"),
    figure_row("rate_per", numbers(5.4, 6, 7.1), indicator="Rate of visits per 1,000"),
    figure_row("thousands_format", numbers(12345, 23456, 34567), indicator=COUNT, fmt="#,##0,"),
    figure_row("money_format", numbers(1200.5, 1300, 1250.25), indicator="Cost of visits", fmt="£#,##0.00"),
    figure_row(
        "accounting",
        numbers(1200.5, -1300, 0),
        indicator="Net cost",
        fmt='_-£* #,##0.00_-;-£* #,##0.00_-;_-£* "-"??_-;_-@_-',
    ),
    figure_row(
        "negative_text",
        [("-5", -5, None, None), ("(5)", -5, None, None), ("−5", -5, None, None)],
        indicator="Net change",
    ),
    figure_row(
        "text_numbers",
        [("1,234", 1234, None, None), ("1 234", 1234, None, None), (" 56 ", 56, None, None)],
        indicator=COUNT,
    ),
    figure_row("nbsp_numbers", [("1\u00a0234", 1234, None, None), ("56\u00a0", 56, None, None)], indicator=COUNT),
    figure_row(
        "short_numbers",
        [("1.2k", 1200, None, None), ("1.2K", 1200, None, None), ("3.5m", 3_500_000, None, None)],
        indicator=COUNT,
    ),
    figure_row(
        "money_text",
        [("£1,200", 1200, None, None), ("£1.2m", 1_200_000, None, None), ("£950k", 950_000, None, None)],
        indicator="Cost of visits",
    ),
    figure_row(
        "days_text", [("5 days", 5, None, None), ("4.5 days", 4.5, None, None)], indicator="Average days to visit"
    ),
    figure_row(
        "marked",
        [("45*", 45, None, None), ("46 (p)", 46, None, None), ("47 [note 1]", 47, None, None)],
        indicator=COUNT,
    ),
    figure_row(
        "estimated",
        [("45 (e)", 45, None, None), ("46 (e)", 46, None, None), ("47 (r)", 47, None, None)],
        indicator=COUNT,
    ),
    figure_row(
        "approximate",
        [("c. 45", 45, None, None), ("~46", 46, None, None), ("47 approx", 47, None, None)],
        indicator=COUNT,
    ),
    figure_row("percent_text", [("21%", 0.21, None, None), ("21.5%", 0.215, None, None), ("100 %", 1, None, None)]),
    figure_row("percent_words", [("21 per cent", 0.21, None, None), ("20 percent", 0.2, None, None)]),
    figure_row("count_and_share", [("57 (21%)", 0.21, 57, None), ("76 (20%)", 0.20, 76, None)]),
    figure_row("arrows", [("21% ↑", 0.21, None, None), ("▲ 20%", 0.2, None, None), ("19% ▼", 0.19, None, None)]),
    figure_row("zero_of", [("0% (0/12)", 0, 0, 12), ("100% (12/12)", 1, 12, 12)]),
    figure_row("none_of_none", [("50% (1/2)", 0.5, 1, 2), ("67% (2/3)", 0.67, 2, 3)]),
)
GAPS: tuple[Builder, ...] = (
    *(
        gap_row(name, typed, Status.SUPPRESSED)
        for name, typed in {
            "c": "c",
            "star": "*",
            "bracket_c": "[c]",
            "s": "(S)",
            "under_five": "<5",
            "suppressed": "Suppressed",
            "tilde": "~",
        }.items()
    ),
    *(
        gap_row(name, typed, Status.NOT_AVAILABLE)
        for name, typed in {
            "dots": "..",
            "ellipsis": "…",
            "x": "x",
            "bracket_x": "[x]",
            "words": "Not available",
            "no_data": "No data",
            "awaited": "Data not yet available",
            "not_recorded": "not recorded",
            "long": "Not available this month",
        }.items()
    ),
    *(
        gap_row(name, typed, Status.NOT_APPLICABLE, Status.NOT_AVAILABLE)
        for name, typed in {
            "na": "n/a",
            "upper": "N/A",
            "plain": "NA",
            "stops": "n.a.",
            "z": "z",
            "bracket_z": "[z]",
            "applicable": "Not applicable",
        }.items()
    ),
    *(
        gap_row(name, typed, Status.TO_BE_CONFIRMED)
        for name, typed in {
            "tbc": "TBC",
            "tbc_stops": "t.b.c.",
            "tba": "TBA",
            "confirmed": "To be confirmed",
            "awaiting": "awaiting data",
        }.items()
    ),
    *(
        gap_row(name, typed, *Status)
        for name, typed in {
            "dash": "-",
            "en_dash": "–",
            "em_dash": "—",
            "space": " ",
            "colon": ":",
            "dnr": "DNR",
            "question": "?",
        }.items()
    ),
    *(
        gap_row(name, typed, Status.ERROR)
        for name, typed in {"div": "#DIV/0!", "ref": "#REF!", "missing": "#N/A", "value": "#VALUE!"}.items()
    ),
)
