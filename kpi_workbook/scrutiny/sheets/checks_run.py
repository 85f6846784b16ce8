"""Which checks ran, what each looks for, how often it spoke, and which could not run and why."""

from __future__ import annotations

from collections import Counter

from ...checks import RULES
from ...checks.rule import Rule
from ..cells import Block, Cell, Line, columns
from ..context import Context

title = "Checks"
FIRST_ROW = 4
WIDTHS = (9, 34, 12, 13, 90)


def write(context: Context) -> None:
    """The checks' sheet."""
    page = context.pages[title]
    page.widths(*WIDTHS)
    page.say(0, "Checks", "title")
    page.say(1, "What was looked for, and how often it was found.", "subtitle")
    found = Counter(each.rule for each in context.report.findings)
    idle = {each.rule: each.why for each in context.report.not_run}
    lines = tuple(_line(each, found[each.id], idle.get(each.id)) for each in RULES)
    if not lines:
        page.say(2, "No check is known to this version.")
        return
    headings = columns("heading", "Rule", "Check", "Severity", "Findings", "What it looks for")
    page.table(FIRST_ROW - 1, Block("Checks", "Every check with its result.", headings, lines))
    page.sheet.freeze_panes(FIRST_ROW, 0)
    page.sheet.repeat_rows(FIRST_ROW - 1)


def _line(rule: Rule, found: int, why_not: str | None) -> Line:
    """A check."""
    return (
        Cell(rule.id, "figure"),
        Cell(rule.name.replace("-", " ").capitalize(), "label"),
        Cell(str(rule.severity).capitalize(), "label"),
        Cell("not run" if why_not else found, "figure"),
        Cell(f"Not run: {why_not}." if why_not else rule.manual.split("\n\n")[0].replace("\n", " "), "label"),
    )
