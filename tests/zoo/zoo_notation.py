"""How figures themselves are written: money, times, ratios, rates, marks, words and formulas' errors."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from zoo_keeper import Builder, Cage, run, shown, some, written

MONTHS = run("B", "2022-04", 4)


def figures_row(name: str, indicator: str, typed: tuple[Any, ...], values: tuple[float | None, ...], fmt: str = "",
                counts: tuple[tuple[float, float], ...] = ()) -> Builder:  # fmt: skip
    """A table of two rows whose first holds these figures."""

    def build(cage: Cage) -> None:
        sheet = cage.sheet("KPIs", [["Indicator", *written("{abc}-{yy}", "2022-04", 4)], [indicator, *typed],
                                    ["Visits", *some(2, 4)]])  # fmt: skip
        if fmt:
            shown(sheet, "B2:E2", fmt)
        cage.labels = [indicator, "Visits"]
        for index, (column, month) in enumerate(MONTHS.items()):
            cage.figure(sheet, f"{column}3", month, sheet[f"{column}3"].value)
            n, d = counts[index] if counts else (None, None)
            cage.months.add(month)
            if values[index] is not None:
                cage.figures[f"KPIs!{column}2"] = (month, values[index], n, d)
            else:
                cage.gaps[f"KPIs!{column}2"] = (month, ANY)

    build.__name__ = name
    build.__doc__ = f"Figures such as {typed[0]!r}"
    return build


ANY: frozenset[Any] = frozenset({"suppressed", "not_available", "not_applicable", "to_be_confirmed", "error"})
MINUTE = 1 / 1440
NOTATION = (
    figures_row("money_k", "Income", ("£12k", "£13.5k", "£14K", "£15k"), (12000, 13500, 14000, 15000)),
    figures_row("money_m", "Arrears", ("£1.2m", "£1.3M", "£1.4 million", "£1.5mn"), (1.2e6, 1.3e6, 1.4e6, 1.5e6)),
    figures_row("money_negative", "Variance", ("-£120", "£-130", "(£140)", "£150"), (-120, -130, -140, 150)),
    figures_row("money_pence", "Cost per visit", ("£12.50", "£13.75", "£1,014.20", "£15"), (12.5, 13.75, 1014.2, 15)),
    figures_row("money_stored", "Spend", (12000, 13000, 14000, 15000), (12000, 13000, 14000, 15000), "£#,##0"),
    figures_row("money_accounting", "Spend", (12000.5, -13000, 0, 15000), (12000.5, -13000, 0, 15000),
                '_-£* #,##0.00_-;-£* #,##0.00_-;_-£* "-"??_-;_-@_-'),
    figures_row("days_words", "Average days to re-let", ("21 days", "22.5 days", "1 day", "30days"), (21, 22.5, 1, 30)),
    figures_row("weeks_words", "Wait for a plan", ("21 weeks", "22 wks", "20 weeks", "19 weeks"), (21, 22, 20, 19)),
    figures_row("minutes_words", "Average wait", ("3 mins", "4.5 mins", "2 minutes", "5 min"), (3, 4.5, 2, 5)),
    figures_row("clock_times", "Average speed of answer",
                (time(0, 2, 30), time(0, 3, 0), time(0, 1, 30), time(0, 4, 0)),
                (2.5 * MINUTE, 3 * MINUTE, 1.5 * MINUTE, 4 * MINUTE), "hh:mm:ss"),
    figures_row("clock_elapsed", "Hours lost",
                (timedelta(hours=30), timedelta(hours=25), timedelta(hours=20), timedelta(hours=48)),
                (30 / 24, 25 / 24, 20 / 24, 2), "[h]:mm"),
    figures_row("clock_words", "Average call wait", ("00:02:30", "00:03:00", "00:01:30", "0:04:00"),
                (2.5 * MINUTE, 3 * MINUTE, 1.5 * MINUTE, 4 * MINUTE)),
    figures_row("ratio_colon", "Social worker to child ratio", ("1:17", "1:18", "1:16", "1:15"),
                (17, 18, 16, 15)),
    figures_row("per_ten_thousand", "Rate of children in care per 10,000", (91.2, 92.0, 90.5, 91),
                (91.2, 92, 90.5, 91), "0.0"),
    figures_row("points_one_decimal", "% of invoices paid", (91.2, 92.0, 90.5, 100), (0.912, 0.92, 0.905, 1), "0.0"),
    figures_row("percent_words", "Invoices paid", ("91 per cent", "92 percent", "90pct", "88 %"),
                (0.91, 0.92, 0.9, 0.88)),
    figures_row("arrow_after", "Calls", ("379 ↑", "380 ▲", "↓ 370", "▼ 365"), (379, 380, 370, 365)),
    figures_row("arrow_bracket", "Calls", ("379 (↑)", "380 (▲)", "370 (↓)", "365 (▼)"), (379, 380, 370, 365)),
    figures_row("change_beside", "Calls", ("379 (+5)", "380 (+1)", "370 (-10)", "365 (-5)"), (379, 380, 370, 365)),
    figures_row("colour_beside", "Calls", ("379 (R)", "380 (A)", "370 (G)", "365 (G)"), (379, 380, 370, 365)),
    figures_row("colour_words", "Calls", ("379 Red", "380 Amber", "370 Green", "365 - Green"), (379, 380, 370, 365)),
    figures_row("marks_after", "Calls", ("379*", "380 †", "370 (p)", "365 [note 3]"), (379, 380, 370, 365)),
    figures_row("marks_superscript", "Calls", ("379¹", "380²", "370³", "365¹"), (379, 380, 370, 365)),
    figures_row("brackets_number", "Calls", ("379 (1)", "380 (1)", "370 (2)", "365"), (379, 380, 370, 365)),
    figures_row("suppressed", "Deaths", ("<5", "*", "[c]", "≤5"), (None, None, None, None)),
    figures_row("excel_errors", "Deaths", ("#DIV/0!", "#N/A", "#REF!", 3), (None, None, None, 3)),
    figures_row("share_of", "Reviews in time", ("57 of 270", "58 out of 270", "59/270", "60 / 270"),
                (57 / 270, 58 / 270, 59 / 270, 60 / 270), counts=((57, 270), (58, 270), (59, 270), (60, 270))),
    figures_row("share_first", "Reviews in time", ("57/270 (21%)", "57/270 = 21%", "57 of 270, 21%", "57/270: 21%"),
                (0.21,) * 4, counts=((57, 270),) * 4),
    figures_row("share_brackets", "Reviews in time", ("21% (57 / 270)", "21% [57/270]", "21%\n57/270", "21% - 57/270"),
                (0.21,) * 4, counts=((57, 270),) * 4),
    figures_row("share_named", "Reviews in time", ("21% (n=57/270)", "21% (57 of 270 children)",
                "21% (57 out of 270)", "21% (57/270 cases)"), (0.21,) * 4, counts=((57, 270),) * 4),
    figures_row("stored_as_text", "Calls", ("379", "1,380", "1 370", "'365"), (379, 1380, 1370, 365)),
    figures_row("signs", "Net change", ("+12", "-3", "−4", "0"), (12, -3, -4, 0)),
    figures_row("greater_than", "Attendance", (">99%", "98%", "97%", "<1%"), (None, 0.98, 0.97, None)),
    figures_row("not_yet", "Calls", (379, "Not yet due", "awaiting data", "n/a"), (379, None, None, None)),
    figures_row("percent_zero", "% of visits late", (0, 0, 0.01, 0), (0, 0, 0.01, 0), "0%"),
    figures_row("fte", "Agency workers", ("12.5 FTE", "13 FTE", "13.2 WTE", "14fte"), (12.5, 13, 13.2, 14)),
    figures_row("continental", "Spend", ("1'200", "1\u00a0300", "1\u2009400", "1500"), (1200, 1300, 1400, 1500)),
    figures_row("rate_in_words", "Children in care",
                ("91.2 per 10,000", "92 per 10,000", "90 per 10,000 children", "91 per 10000"),
                (91.2, 92, 90, 91)),
    figures_row("reported_otherwise", "Survey", ("Reported quarterly", "Annual measure", "New measure from July", 71),
                (None, None, None, 71)),
    figures_row("reported_later", "Survey", ("Under development", "System issue", "data lag", 71),
                (None, None, None, 71)),
    figures_row("tonnes", "Waste collected", ("379 tonnes", "380t", "370 tonnes", "365 kg"), (379, 380, 370, 365)),
)  # fmt: skip
