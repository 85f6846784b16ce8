"""The sentences of the scrutiny workbook: what is met and missed, what changed, what a chart shows.

Sentences are as issued; where a figure in them can be followed by a formula, the formula and its twin stand together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ..figures.results import Direction, Judgement, Word
from ..figures.rounding import plain, say, say_distance
from ..model import Finding, Month, Severity, Unit
from .cells import Cell
from .display import plain_format
from .formulas import distance_words
from .judging import IN_WORDS, JUDGED, judgements
from .naming import one_line, quoted, shorten
from .places import CLOCKS, Plan, Row
from .report import Edition, Report

LONGEST_NAME_IN_A_TITLE = 80
NOT_PRINTED = "The lines below are not printed; Excel's print settings can ignore the print area."
OPENINGS = ("Percentage of ", "Number of ", "Rates of ", "Rate of ", "% of ", "No. of ")


def title_of(report: Report) -> str:
    """The workbook's title."""
    team = one_line(report.response.team) if report.response else ""
    whose = ", ".join(name for name in (organisation_of(report), team) if name)
    return f"{whose}: performance for scrutiny" if whose else "Performance for scrutiny"


def organisation_of(report: Report) -> str:
    """Whose figures these are; nothing where nobody says."""
    return one_line(report.settings.organisation or report.book.organisation or "")


def subtitle_of(report: Report) -> str:
    """Period and edition."""
    edition = "Public edition" if report.edition is Edition.PUBLIC else "Internal edition"
    return f"Figures to {report.book.reporting_month.title}  ·  {edition}"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`1 indicator`, `3 indicators`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def sentence(text: str) -> str:
    """A text that begins with a capital."""
    return text[:1].upper() + text[1:]


def listed(parts: Sequence[str]) -> str:
    """`a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def status_counts(judged: Iterable[Judgement]) -> Counter[Word]:
    """How many judgements have each word."""
    return Counter(each.word for each in judged)


def clock_counts(plan: Plan) -> tuple[Counter[Word], ...]:
    """How many indicators have each word, by clock."""
    return tuple(status_counts(judgements(row)[clock] for row in plan.rows) for clock in range(len(CLOCKS)))


def month_sentence(rows: Sequence[Row], month: Month) -> str:
    """`Of 23 indicators judged in December 2022, 6 met their target, 4 were near it and 13 missed it.`"""
    words = status_counts(row.result.in_month for row in rows)
    judged = sum(words[word] for word in JUDGED)
    if not judged:
        return f"No indicator could be held against a target in {month.title}."
    return (
        f"Of {counted(judged, 'indicator')} held against a target in {month.title}, {_some(words[Word.MET])} met it, "
        f"{_some(words[Word.NEAR])} came near and {_some(words[Word.MISSED])} missed it."
    )


def _some(number: int) -> str:
    """A number in a sentence."""
    return str(number) if number else "none"


def forecast_sentence(rows: Sequence[Row]) -> str | None:
    """Where the year is heading, None where nothing is forecast."""
    words = status_counts(row.result.forecast for row in rows)
    judged = sum(words[word] for word in JUDGED)
    if not judged:
        return None
    return (
        f"If the year goes on as it has begun, {_some(words[Word.MISSED])} of {judged} will miss their "
        f"target at its end, {_some(words[Word.NEAR])} will come near and {_some(words[Word.MET])} will meet it."
    )


def travel_sentence(rows: Sequence[Row], month: Month) -> str | None:
    """How many moved which way, and the largest move in points of each way."""
    changes = [(row, row.result.month_change) for row in rows]
    directions = Counter(change.direction for _, change in changes if change)
    better, worse = directions[Direction.IMPROVING], directions[Direction.WORSENING]
    if not better + worse:
        return None
    parts = [f"Since {month.plus(-1).title}, {_some(better)} improved and {_some(worse)} worsened"]
    for direction, verb in ((Direction.WORSENING, "the largest fall back"), (Direction.IMPROVING, "the largest gain")):
        moved = [
            (abs(change.difference), row) for row, change in changes
            if change and change.direction is direction and row.unit is Unit.PERCENTAGE
        ]  # fmt: skip
        if moved:
            size, row = max(moved, key=lambda pair: (pair[0], -pair[1].index))
            parts.append(f"{verb} is {say_distance(size, row.unit)} ({short_name(row.label)})")
    return "; ".join(parts) + "."


def findings_sentence(findings: Sequence[Finding]) -> str:
    """What the checks found."""
    if not findings:
        return "The checks of the figures and of what is said about them found nothing to ask about."
    kinds = Counter(each.severity for each in findings)
    parts = [
        counted(kinds[severity], noun)
        for severity, noun in ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "remark"))
        if kinds[severity]
    ]
    return f"The checks of the figures and of what is said about them found {listed(parts)}: see the sheet Findings."


def chart_title(plan: Plan, row: Row, month: Month) -> Cell:
    """`Re-referrals: 30% in December 2022, 6.8 points above target`, following the figure and its distance."""
    name = short_name(row.label)
    latest = row.result.latest
    if latest is None or latest.value is None:
        return Cell(f"{name}: no figure for {month.title}", "label")
    form = plain_format(row.unit, row.decimals)
    judged = row.result.in_month if row.result.in_month.distance is not None else row.result.to_date
    clock = judgements(row).index(judged)
    opening = f"{name}: "
    figure = f'TEXT({row.figure_place(plan.report_column)},"{form}")'
    words = f"{opening}{formatted(float(latest.value), row.unit, row.decimals)} in {month.title}"
    formula = f'{quoted(opening)}&{figure}&" in {month.title}"'
    if judged.distance is None:
        return Cell(words, "label", formula)
    of_year = ", year to date " if clock else ", "
    words += f"{of_year}{distance_words(judged.distance, row.unit, row.decimals)}{_of_target(judged)}"
    tail = f'IF({row.working_place(clock, IN_WORDS)}="on target",""," target")'
    formula += f'&"{of_year}"&{row.working_place(clock, IN_WORDS)}&{tail}'
    return Cell(words, "label", formula)


def formatted(value: float, unit: Unit, decimals: int) -> str:
    """The twin of Excel's TEXT with the plain format of the unit."""
    if unit is Unit.PERCENTAGE:
        return plain(value * 100, decimals).replace(",", "") + "%"
    return ("£" if unit is Unit.MONEY and value >= 0 else "-£" if unit is Unit.MONEY else "") + plain(
        abs(value) if unit is Unit.MONEY else value, decimals
    )


def alt_text(row: Row, month: Month, title: str) -> str:
    """A chart in words: its message, and the figures of the year."""
    figures = [
        f"{each.month.label} {say(each.value, row.unit)}"
        for each in row.result.figures
        if each.value is not None and each.month >= row.starts
    ]
    body = f"Line chart by month. {title}. "
    return (body + ("Figures: " + ", ".join(figures) + "." if figures else f"No figures up to {month.title}."))[:2000]


def _of_target(judged: Judgement) -> str:
    """Ends a distance in words."""
    return "" if judged.distance is not None and abs(judged.distance) < 1e-9 else " target"


def short_name(label: str) -> str:
    """A label that leaves room for a message: its two ends, since long names often differ only in their last words."""
    label = without_opening(label)
    if len(label) <= LONGEST_NAME_IN_A_TITLE:
        return label
    start = shorten(label, LONGEST_NAME_IN_A_TITLE * 3 // 5)
    words = label[len(start) :].split()
    end: list[str] = []
    while words and len(start) + len(" ".join([words[-1], *end])) < LONGEST_NAME_IN_A_TITLE:
        end.insert(0, words.pop())
    return f"{start} … {' '.join(end)}".rstrip()


def without_opening(label: str) -> str:
    """A label without the words that many begin with and that its unit says anyway."""
    for opening in OPENINGS:
        if label.startswith(opening) and len(label) > len(opening):
            rest = label[len(opening) :]
            return rest[0].upper() + rest[1:]
    return label
