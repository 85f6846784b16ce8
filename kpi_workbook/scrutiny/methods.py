"""What the Notes say of the methods, each with its source, and of what a finished file was audited for."""

from __future__ import annotations

OF_COMPARATORS = (
    "Comparators",
    "Differences in points for percentages. Better and worse follow polarity. Counts are never set beside a region's "
    "or a country's.",
)
METHODS = (
    (
        "Percentages",
        "Numerator over denominator, from the counts, rounded once, halves up. 100% and 0% are shown only where exact.",
    ),
    (
        "Year to date",
        "Percentages pool the counts of all months; monthly counts add up; month-end, running and rolling "
        "figures take the latest. Never a mean of percentages.",
    ),
    (
        "Status",
        "Judged from unrounded figures: Met on the target's good side, Near within the tolerance, else "
        "Missed. A year's target on a measure that adds up is due in twelfths, or by the profile in the "
        "settings.",
    ),
    (
        "Forecast",
        "The pace so far carried on for twelve months for what adds up; the pooled year to date for "
        "percentages; the latest for month-end figures.",
    ),
    (
        "On last month",
        "The month's figure less the one before it. Of a total that runs through the year: what the month added; "
        "whether that improves or worsens is seen from what the month before added.",
    ),
    (
        "Short by",
        "How many more of those counted (fewer, where low is better) would have met the target, exactly.",
    ),
    (
        "Control limits",
        "XmR: mean ± 2.66 × the mean moving range, as in NHS England's Making Data Count and the R package "
        "NHSRplotthedots 0.2.2. Under 13 points they are on trial and no signal is shown; none are drawn on a "
        "running total, nor below 0 or above 100%.",
    ),
    (
        "Chart axes",
        "They start at 0 unless the figures' whole spread is under a third of the highest; then the chart "
        "says that its axis does not start at 0. A target that changes within the chart is a dash a month.",
    ),
    (
        "Sparklines",
        "The months of the year as columns. Where there is a target, the level line is the target and the columns "
        "are the distance from it.",
    ),
    OF_COMPARATORS,
    (
        "Months without a figure",
        "They keep their place and stay empty in charts; they are never zero. The line of a chart is parted there; "
        "where more than three months are missing here and there, the figures are points.",
    ),
    (
        "What follows an edit",
        "Change a count on a section's sheet and its percentage, year to date, status, distance, colour, "
        "chart, sparkline and the Summary follow. Sentences, questions, control limits, alt texts and the "
        "order of the Summary stay as issued.",
    ),
)

AUDITED = (
    ("Package", "Every part is well-formed, every relation leads to a part, every part has a content type."),
    ("Names", "Sheet and table names are legal and unique; table headings are unique and equal to their cells."),
    ("Tables", "No empty cell, no merged cell, nothing hidden."),
    ("Formulas", "Only functions that Excel 2016 and LibreOffice 7.4 know; each holds its value."),
    ("Contrast", "All text stands 4.5 to 1 or more against its fill."),
    ("Charts", "Each has a title and a text alternative."),
    ("Reading", "Each sheet has a title in A1, is one page wide, and the file names its title and language."),
)
