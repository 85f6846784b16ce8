"""What the guidance sheet of an input workbook says, in plain sentences."""

from __future__ import annotations

from ..model import Month

GUIDANCE_SHEET = "Guidance"
Guidance = tuple[tuple[str, tuple[str, ...]], ...]

_FIGURES = (
    "Type a percentage with its counts, such as 21% (57/270): the counts let the percentage be checked and the year "
    "to date be worked out. A percentage alone (21%) or a number (1,487) is accepted too.",
    "Where there is no figure, say why: TBC (to be confirmed), N/A (not applicable), Not available, or c (suppressed). "
    "Leave a month that has not come yet empty; never type 0 for it.",
    "A cell that asks whether you are sure has met something it does not know; choose Yes where it is right.",
)
_TARGETS = (
    "A target may carry a sign and what it is for: <10%, 95% or more, 90-95%, 17,000 per year, 700 (cumulative). "
    "Not set says that there is none.",
    "Over a comparator stands whose figure it is, and of which year; put the year and your region's name there.",
)
_TEXTS = (
    "Under each table are boxes for the analysis and for the action and next steps: one paragraph a cell. Rows may be "
    "inserted for more.",
)
_PROTECTION = (
    "Titles and month headings are protected without a password, so that they are not overtyped by mistake. "
    "Review, Unprotect Sheet takes the protection off.",
    "Rows may be inserted and deleted: delete the indicators that you do not report, and add your own.",
)


def blank_guidance(first: Month, last: Month) -> Guidance:
    """For the blank workbook of a year."""
    return (
        (
            "Filling in",
            (
                f"This workbook takes the figures from {first.title} to {last.title}, a sheet for each section. "
                "As long as no month has a figure, kpi-workbook refuses it (NO_FIGURES); one figure is enough.",
                *_FIGURES,
            ),
        ),
        ("Targets and comparators", _TARGETS),
        ("Words", _TEXTS),
        ("Protection", _PROTECTION),
    )


def rolled_guidance(source: str, last: Month, following: Month, new_year: bool, left_out: tuple[str, ...]) -> Guidance:
    """For the next month's workbook. `left_out`: headings whose columns were not carried."""
    new = (
        "A new financial year begins: set its targets, put last year's outturn into its column and head it with the "
        "year gone by. The months of the year gone by stay, since trends and control charts need them.",
    )
    dropped = (
        f"Left out, because they would still say what {last.title} said: {', '.join(left_out)}. The scrutiny workbook "
        "works them out afresh.",
    )
    return (
        (
            "What to do",
            (
                f"Written from {source}: every section, indicator and figure up to {last.title}. The column to fill "
                f"in is {following.title}.",
                f"Shaded targets and comparators stand as they were in {last.title}: confirm or replace them.",
                "Texts that begin with a line such as "
                f"[From {last.title}: update] are from that month: rewrite them and delete the line.",
                "Formulas have become their results.",
                *(new if new_year else ()),
                *(dropped if left_out else ()),
            ),
        ),
        ("Filling in", _FIGURES),
        ("Targets and comparators", _TARGETS),
        ("Words", _TEXTS),
        ("Protection", _PROTECTION),
    )
