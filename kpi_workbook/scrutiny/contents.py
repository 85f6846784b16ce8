"""The sheets of a scrutiny workbook, in order: what each is called, what it holds, who writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from .context import Context
from .gaps import AREA_IN_WORDS, shown_areas
from .places import Part, Plan
from .report import Report
from .sheets import (
    chart_data,
    checks_run,
    comparator_charts,
    comparators,
    cover,
    data,
    definitions,
    findings,
    notes,
    response,
    revisions,
    section,
    story,
    summary,
    workings,
)
from .words import counted, listed


@dataclass(frozen=True)
class Entry:
    """A sheet: its name, what a reader finds there, and the function that writes it.

    `is_tall`: it is one table of a line or more for each figure, written from top to bottom.
    """

    name: str
    about: str
    write: Callable[[Context], None]
    part: Part | None = None
    is_tall: bool = False


def entries(report: Report, plan: Plan) -> tuple[Entry, ...]:
    """Every sheet in order."""
    back = (
        *_comparators(plan),
        Entry(
            findings.title,
            f"{counted(len(report.findings), 'finding')} of the checks, each with its cell",
            findings.write,
        ),
        *_revisions(report),
        Entry(data.title, "Every figure as reported, a line each, ready for a pivot table", data.write, is_tall=True),
        Entry(workings.title, "How each status is worked out, step by step", workings.write, is_tall=True),
        Entry(chart_data.title, "What charts and sparklines are drawn from", chart_data.write, is_tall=True),
        Entry(definitions.title, "What each indicator was taken to be, and on whose word", definitions.write),
        Entry(checks_run.title, "Which checks ran, what they look for, and which could not", checks_run.write),
        Entry(notes.title, "Methods with their sources, settings in force, the input file", notes.write),
    )
    return (
        Entry(cover.title, "What this is, how to read it, and where things are", _write_cover(report, plan)),
        Entry(summary.title, "For members: the headline and what needs attention, then every indicator", summary.write),
        *_response(report),
        *(entry for part in plan.parts for entry in _of_part(part)),
        *back,
    )


def _response(report: Report) -> tuple[Entry, ...]:
    """The form, where a team is asked for its texts."""
    if report.response is None:
        return ()
    about = "Boxes for your analysis and actions, section by section: fill in, save and send back"
    return (Entry(response.title, about, partial(response.write, response=report.response)),)


def _comparators(plan: Plan) -> tuple[Entry, ...]:
    """The table and the bars, where there is somebody to compare with."""
    areas = shown_areas(plan)
    if not areas:
        return ()
    about = f"Our figures beside others': {listed([AREA_IN_WORDS[area] for area in areas])}"
    table = Entry(comparators.title, about, comparators.write)
    bars = Entry(comparator_charts.title, "The same as small bars", comparator_charts.write)
    return (table, bars) if comparator_charts.drawn(plan) else (table,)


def _revisions(report: Report) -> tuple[Entry, ...]:
    """The revisions, where there is a previous issue to compare with."""
    if report.previous is None:
        return ()
    return (Entry(revisions.title, "What the previous issue said otherwise", revisions.write),)


def _of_part(part: Part) -> tuple[Entry, ...]:
    """A section's one or two sheets."""
    story_entry = Entry(part.story_sheet, part.title, partial(story.write, part=part), part)
    if part.sheet is None:
        return (story_entry,)
    return Entry(part.sheet, part.title, partial(section.write, part=part), part), story_entry


def _write_cover(report: Report, plan: Plan) -> Callable[[Context], None]:
    """The cover lists the sheets, so it is given those that are no section's when it is written."""

    def write(context: Context) -> None:
        cover.write(context, tuple((each.name, each.about) for each in entries(report, plan) if each.part is None))

    return write
