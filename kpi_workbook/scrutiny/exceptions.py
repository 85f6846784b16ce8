"""Which indicators a member should look at first, why, and what to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..figures.results import Assurance, Direction, Variation, Word
from ..figures.rounding import say
from ..model import Finding, Severity
from .places import Part, Plan, Row
from .words import listed, sentence

MOST_ENQUIRIES = 12
"""A section's list stays one that can be asked in a meeting."""


@dataclass(frozen=True)
class StandOut:
    """An indicator that stands out. `weight` orders the list; `also` names further sections with the same figures."""

    row: Row
    reasons: tuple[str, ...]
    weight: float
    also: tuple[int, ...] = ()


@dataclass(frozen=True)
class Enquiry:
    """A suggested question, what it rests on, and the cell to look at: a link here and a place in the input."""

    question: str
    because: str
    row: Row | None
    source: str


def exceptions(plan: Plan) -> tuple[StandOut, ...]:
    """Missed, worsening towards a miss, forecast to miss or a signal of concern; the weightiest first, each once."""
    found: dict[tuple[object, ...], StandOut] = {}
    for row in plan.rows:
        reasons, weight = _reasons(row)
        if reasons:
            key = _same(row)
            first = found.get(key)
            if first is None:
                found[key] = StandOut(row, reasons, weight)
            else:
                found[key] = StandOut(first.row, first.reasons, first.weight, (*first.also, row.section_number))
    return tuple(sorted(found.values(), key=lambda each: (-each.weight, each.row.index)))


def enquiries(part: Part, findings: Sequence[Finding]) -> tuple[Enquiry, ...]:
    """Questions for a section: first what was found wrong, then what is missed, then what moves the wrong way."""
    told = {passage.place for passage in (*part.section.analysis, *part.section.actions)}
    asked = [
        _about_finding(part, finding, finding.place in told)
        for finding in findings
        if finding.severity is not Severity.INFO and (finding.indicator or finding.place in told)
    ]
    for row in part.rows:
        asked += _about_row(row)
    return tuple(asked[:MOST_ENQUIRIES])


def _reasons(row: Row) -> tuple[tuple[str, ...], float]:
    """Why an indicator stands out, and how much."""
    result = row.result
    reasons: list[tuple[str, float]] = []
    if result.in_month.word is Word.MISSED:
        reasons.append(("missed in the month", 4))
    if result.to_date.word is Word.MISSED:
        reasons.append(("missed for the year to date", 3))
    if result.forecast.word is Word.MISSED:
        reasons.append(("forecast to miss", 3))
    if result.control.variation is Variation.CONCERN:
        reasons.append(("signal of concern", 3))
    if result.control.assurance is Assurance.FAILS:
        reasons.append(("not expected to meet its target", 1))
    falling_short = any(each.word is Word.NEAR for each in (result.in_month, result.to_date, result.forecast))
    worsens = result.month_change is not None and result.month_change.direction is Direction.WORSENING
    if worsens and (reasons or falling_short):
        reasons.append(("worsening", 1))
    return tuple(words for words, _ in reasons), sum(weight for _, weight in reasons)


def _same(row: Row) -> tuple[object, ...]:
    """What makes two rows the same indicator with the same target and figures."""
    target = row.result.target
    figures = tuple((each.month, each.value) for each in row.result.figures)
    return row.label.casefold(), target.value if target else None, figures


def _about_finding(part: Part, finding: Finding, in_words: bool) -> Enquiry:
    """A question about a figure or, `in_words`, a statement that the checks doubt."""
    row = next((each for each in part.rows if each.label and finding.indicator == each.indicator.name), None)
    if in_words:
        about = f"Does what is said of {_inside(row.label) if row else 'this'} agree with its figures?"
    else:
        asked = "which is right?" if finding.severity is Severity.ERROR else "how should it be read?"
        about = f"{row.label if row else finding.indicator}: {asked}"
    return Enquiry(about, sentence(finding.message), row, f"{finding.place.sheet} {finding.place.cell}")


def _about_row(row: Row) -> list[Enquiry]:
    """A question about an indicator that stands out."""
    reasons, _ = _reasons(row)
    if not reasons:
        return []
    result = row.result
    place = result.figures[-1].place if result.figures else row.indicator.place
    judged = next(
        (each for each in (result.in_month, result.to_date, result.forecast) if each.word is Word.MISSED), None
    )
    judged = judged or result.to_date
    target = row.result.target
    if judged.word is Word.MISSED and target is not None:
        question = f"What will bring {_inside(row.label)} to its target{_by_when(row)}?"
    else:
        question = f"Is {_inside(row.label)} moving away from its target, and why?"
    return [Enquiry(question, f"{listed(reasons).capitalize()}. {judged.why}.", row, f"{place.sheet} {place.cell}")]


def _by_when(row: Row) -> str:
    """The target in the question, as set."""
    target = row.result.target
    return f" of {say(target.value, row.unit)}" if target and target.value is not None and target.upper is None else ""


def _inside(label: str) -> str:
    """A label within a sentence."""
    return f"“{label}”"
