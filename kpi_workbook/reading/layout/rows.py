"""The lines of a table: which hold figures, what names them, which only head others, which are parts of one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model import Kind, Role, Status
from ..characters import one_line
from ..grid import Cell
from ..values import read_figure
from ..words import is_actions, is_analysis, is_note, is_of_time, normal, role_of
from .block import Banner, Block, Label, Line, Row
from .facts import facts_on
from .lens import text_of
from .prose import is_prose, passage_on
from .year_lines import label_beside_year, target_of_years

LONGEST_NAME = 400  # characters; a longer text under a table is prose
_PARTS = {Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR, Role.TARGET, Role.STATUS, Role.DIRECTION}
_LIGHTS = (Role.STATUS, Role.DIRECTION)
_OUTER = (Role.SECTION, Role.GROUP, Role.TEAM)
_PART_START = re.compile(
    r"(?i)^(numerator|denominator)\b"
    r"|^(monthly |annual |national |local |council |service )?target\b(?!.*\b(met|hit|missed)\b)|^(rag|rag status)$"
)


def read_lines(block: Block) -> tuple[list[Line], int | None]:
    """The lines of a table that say something, in order, and the line where something else starts, if any.

    What trails after the last figures is not part of the table.
    """
    lens = block.lens
    lines: list[Line] = []
    carried: dict[int, Label] = {}
    merged_positions = _merged_label_positions(block)
    gap = False
    ended = None
    for line in range(block.header.first_body, block.last_line + 1):
        cells = lens.within(line, block.left, block.right)
        if not cells:
            gap = True
            continue
        if _ends_table(block, line, gap) or _starts_card(block, line, lines):
            ended = line
            break
        found = _read_line(block, line, carried, merged_positions, gap)
        if found:
            lines.append(found)
        gap = False
    while lines and isinstance(lines[-1], Banner):
        lines.pop()
    return lines, ended


def _merged_label_positions(block: Block) -> set[int]:
    """Label positions whose names are merged over their lines: a blank there is then a blank."""
    labels = {each for role in (Role.INDICATOR, Role.SECTION, Role.GROUP) for each in block.positions(role)}
    return {position for (line, position), merge in block.lens.merges.items()
            if position in labels and merge.bottom > merge.top and line > block.header.line}  # fmt: skip


def _ends_table(block: Block, line: int, gap: bool) -> bool:
    """Whether a line starts something else: a narrative's heading, or the headings of a table without months."""
    lens = block.lens
    cells = lens.within(line, block.left, block.right)
    texts = [text_of(cell) for _, cell in cells]
    if (
        len(cells) <= 2
        and any(is_analysis(text) or is_actions(text) for text in texts)
        and not _figures_in(block, line)
    ):
        return not _goes_on(block, line)
    months = {column.position for column in block.months}
    inside = [cell for position, cell in cells if position in months]
    if gap and any(cell.kind is Kind.TEXT for cell in inside):  # `Signed off by`, a name and a date
        cells = [(position, cell) for position, cell in cells if cell.kind is not Kind.DATE]
        inside = [cell for cell in inside if cell.kind is not Kind.DATE]
    if len(inside) < (1 if gap else 2) or any(cell.kind is not Kind.TEXT for cell in inside):
        return False
    labels = [lens.text(line, position) for position in block.positions(Role.INDICATOR)]
    unreadable = all(read_figure(cell).status is Status.UNREADABLE for cell in inside)
    if unreadable and gap and any(labels):
        return len(inside) < len(months) and all(cell.kind is Kind.TEXT for _, cell in cells)
    return unreadable and (not any(labels) or any(role_of(text) is Role.INDICATOR for text in labels))


def _starts_card(block: Block, line: int, before: Sequence[Line]) -> bool:
    """Whether a line states the facts of the next table: several, or one below a title."""
    facts = [] if block.lens.turned else facts_on(block.lens.lines.get(line, []))
    return len(facts) > 1 or (bool(facts) and bool(before) and isinstance(before[-1], Banner) and before[-1].after_gap)


def _goes_on(block: Block, line: int) -> bool:
    """Whether the next line that says anything has figures: then this one heads rows, not a narrative."""
    following = range(line + 1, min(line + 3, block.last_line) + 1)
    said = next((each for each in following if block.lens.within(each, block.left, block.right)), None)
    return said is not None and _figures_in(block, said)


def _figures_in(block: Block, line: int) -> bool:
    """Whether a line has a figure, or a reason for none, under a month."""
    return any(
        cell is not None and (figure := read_figure(cell)).status not in (Status.BLANK, Status.UNREADABLE)
        and (figure.has_number or len(text_of(cell)) <= LONGEST_NAME)
        for column in block.months if (cell := block.lens.at(line, column.position)) is not None
    )  # fmt: skip


def _numbers_in(block: Block, line: int) -> bool:
    return any(read_figure(block.lens.at(line, column.position)).has_number for column in block.months)


def _words_in(block: Block, line: int) -> int:
    return sum(1 for column in block.months if text_of(block.lens.at(line, column.position)))


def _read_line(block: Block, line: int, carried: dict[int, Label], merged: set[int], gap: bool) -> Line | None:
    if passage_on(block, line) is not None:
        return None
    labels = _labels(block, line, block.positions(Role.INDICATOR), carried, merged)
    rated = _part(labels) in _LIGHTS
    worded = _words_in(block, line) > 1 and ((rated and len(labels) == 1) or not block.lens.turned)
    has_figures = _figures_in(block, line) or worded
    if rated and not has_figures:
        return None
    if not has_figures and not (_has_aside(block, line) and labels and not is_note(labels[-1].text)):
        for label in labels:
            carried.pop(label.position, None)
        return _banner(block, line, gap)
    if block.year_position is not None:
        own = label_beside_year(block, line)
        if block.year_of(line) is None:  # the years' target; or their total or average, which are no series
            return target_of_years(line, labels, own) if own else None
        labels = labels or [carried[position] for position in block.positions(Role.INDICATOR) if position in carried]
        labels = [own, *labels] if own else labels
    if block.lens.turned and labels and is_of_time(labels[-1].text):
        return None
    if labels and not any(any(map(str.isalnum, label.text)) for label in labels) and not _numbers_in(block, line):
        return None  # the key to a mark: `:` not available
    if not labels and not block.lens.turned:  # a total that stands in the outer columns alone
        labels = _labels(block, line, [each for role in _OUTER for each in block.positions(role)], {}, merged)[-1:]
    row = Row(line, labels, indent=_row_indent(block, labels))
    for role in _OUTER:
        found = _labels(block, line, block.positions(role), carried, merged, carry_alone=True)
        if found and found[-1] not in labels:
            row.fields[role] = found[-1]
    row.part = _part(labels)
    return row


def _labels(
    block: Block, line: int, positions: Sequence[int], carried: dict[int, Label], merged: set[int],
    carry_alone: bool = False,
) -> list[Label]:  # fmt: skip
    """A line's names from outer to inner; an outer one left blank is that of the line above."""
    own: dict[int, Label] = {}
    for position in positions:
        cell = block.lens.seen(line, position)
        if cell is not None and (text := _name_of(cell)):
            own[position] = Label(position, text, cell)
    innermost = max(own, default=0)
    labels = []
    for position in positions:
        if position in own:
            carried[position] = own[position]
            for inner in positions:
                if inner > position:
                    carried.pop(inner, None)
            labels.append(own[position])
        elif position in carried and position not in merged and (carry_alone or position < innermost):
            labels.append(carried[position])
    return labels


def _name_of(cell: Cell) -> str:
    """A label's text; whole numbers and years can name a row too."""
    if isinstance(cell.value, str):
        return one_line(cell.value)
    if cell.kind is Kind.NUMBER and isinstance(cell.value, int):
        return str(cell.value)
    return ""


def _indent(cell: Cell) -> int:
    """How far a label is moved in, by its format or by leading spaces (two to a step)."""
    text = cell.value if isinstance(cell.value, str) else ""
    spaces = len(text) - len(text.lstrip(" \u00a0\t"))
    return cell.look.indent + (spaces + 1) // 2


def _row_indent(block: Block, labels: Sequence[Label]) -> int:
    """How far a line's name is moved in: within its cell, and by standing alone in an inner column."""
    if not labels:
        return 0
    columns = block.positions(Role.INDICATOR)
    inner = columns.index(labels[0].position) if len(labels) == 1 and labels[0].position in columns else 0
    return _indent(labels[-1].cell) + inner


def _has_aside(block: Block, line: int) -> bool:
    """Whether a line without figures still has a target or a comparator of its own."""
    return any(
        (cell := block.lens.at(line, column.position)) is not None and len(text_of(cell)) < LONGEST_NAME
        for column in block.columns if column.role in (Role.TARGET, Role.COMPARATOR)
    )  # fmt: skip


def _banner(block: Block, line: int, gap: bool) -> Banner | None:
    """A line of text alone, where it can head the lines below."""
    cells = block.lens.within(line, block.left, block.right)
    words = [(position, cell) for position, cell in cells if text_of(cell)]
    if len(words) != 1 or len(words) != len(cells):
        return None
    position, cell = words[0]
    text = text_of(cell)
    if is_note(text) or is_prose(text) or len(text) > LONGEST_NAME:
        return None
    merge = block.lens.merges.get((line, position))
    wide = merge is not None and merge.right - merge.left >= 2
    marked = cell.look.bold or cell.look.filled
    return Banner(line, Label(position, text.rstrip(" :"), cell), wide, marked, _indent(cell), gap)


def _part(labels: Sequence[Label]) -> Role | None:
    """What part of an indicator a line's inmost name says it is (`Numerator`, `#`, `Target`), if any."""
    if not labels:
        return None
    text = labels[-1].text
    role = role_of(text)
    whole = (
        role in _PARTS
        and len(normal(text).split()) <= 2
        and len(text) <= 24
        and _PART_WHOLE.fullmatch(normal(text) or text)
    )
    if whole:
        return role
    started = _PART_START.match(text)
    if not started or len(text) > 80:
        return None
    first = started[0].lower()
    return Role.NUMERATOR if first.startswith("num") else Role.DENOMINATOR if first.startswith("den") else (
        Role.STATUS if first.startswith("rag") else Role.TARGET)  # fmt: skip


_PART_WHOLE = re.compile(
    r"numerator|num|n|#|number|no|count|counts|denominator|den|d|denom|out of|base|cohort|total cohort|value|actual|"
    r"actuals|%|percent|percentage|per cent|pct|performance|result|rate|"
    r"outturn|target|plan|planned|budget|trajectory|rag|status|rag status|rag rating|"
    r"direction|dot|trend|variance|figure|standard|threshold"
)
