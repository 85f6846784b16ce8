"""A workbook with a sheet for each month, quarter or year: the rows of one name on all sheets are one indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...model import Comparator, Extra, Indicator, Month, Place, Remark, RemarkKind, Role, Target
from ..months import read_month_text
from ..words import normal
from ..years import without_spans
from .column import OF_MONTHS
from .drafts import Draft
from .sections import is_period
from .survey import Piece, Surveyed
from .tidy import Tidy

LEAST_SHEETS = 2
EACH_A_MONTH = ""  # the family of all sheets of a month each, whatever they are called
NO_MONTH = Month(0, 1)  # before all others
UNTITLED = "Indicators"  # what sheets are called together whose only title is their month
MOST_NAMED = 3
MONTHS_IN_YEAR = 12


def joined_sheets(drafts: Sequence[Draft], surveyed: Sequence[Surveyed]) -> tuple[list[Draft], list[Remark]]:
    """Sections where those of sheets of one time each have become one, with the latest sheet's texts, and what is said
    of the texts that were not kept."""
    families = _families(surveyed)
    found: dict[object, Draft] = {}
    sheet_titles: dict[str, str] = {}
    for index, draft in enumerate(drafts):
        family = families.get(draft.sheet)
        if family is None:
            found[index] = draft
            continue
        title = lasting_title(draft.title)
        if title in (UNTITLED, lasting_title(draft.sheet)):
            title = sheet_titles.get(draft.sheet, title)  # a further month's block of a sheet that has a title
        sheet_titles.setdefault(draft.sheet, title)
        found[family, title] = _joined(found.get((family, title)), replace(draft, title=title))
    joined = [draft if isinstance(key, int) else _with_months_to_date(draft) for key, draft in found.items()]
    return joined, list(_not_kept(drafts, joined))


def _not_kept(drafts: Sequence[Draft], joined: Sequence[Draft]) -> Iterator[Remark]:
    """One remark on what stood beside the figures of the earlier sheets that are now part of a later one's table."""
    kept = {place for draft in joined for _, place in _beside(draft)}
    lost = [(what, place) for draft in drafts for what, place in _beside(draft) if place not in kept]
    if lost:
        whats = _listed(list(dict.fromkeys(what for what, _ in lost)))
        sheets = _listed(list(dict.fromkeys(f"'{place.sheet}'" for _, place in lost)))
        yield Remark(
            kind=RemarkKind.LEFT_OUT,
            place=lost[0][1],
            words="Tables of different months were read as one, and what stands beside their figures is the latest "
            f"table's: {whats} on {sheets} were left out.",
            found=lost[0][0],
        )


def _beside(draft: Draft) -> Iterator[tuple[str, Place]]:
    """What a section says beside its figures and targets: what it is called, and its cell."""
    yield from (("analysis", each.place) for each in draft.analysis)
    yield from (("actions", each.place) for each in draft.actions)
    for row in draft.indicators:
        beside: tuple[Extra | Comparator, ...] = (*row.extras, *row.comparators)
        yield from ((f"'{each.name}'", each.place) for each in beside if each.typed.strip())


def _listed(words: Sequence[str]) -> str:
    """`a, b and c`, or the first of many and how many more."""
    if len(words) > MOST_NAMED + 1:
        return f"{', '.join(words[:MOST_NAMED])} and {len(words) - MOST_NAMED} more"
    return " and ".join(", ".join(words).rsplit(", ", 1))


def _families(surveyed: Sequence[Surveyed]) -> dict[str, str]:
    """The sheets that are one table in parts: of tables of a month each, or named alike but for their time
    (`2021-22`, `Q1`) with no month on two of them. Each with what its family is called."""
    members: dict[str, list[str]] = {}
    months: dict[str, list[Month]] = {}
    for sheet in surveyed:
        name, tables = sheet.grid.name, [_months(piece) for piece in sheet.pieces]
        if tables and all(_of_one_month(name, each) for each in tables):
            members.setdefault(EACH_A_MONTH, []).append(name)
        elif lasting_title(name) != name and all(tables):
            members.setdefault(lasting_title(name), []).append(name)
        months[name] = sorted(set().union(*tables))
    return {
        sheet: family
        for family, sheets in members.items()
        if len({month for sheet in sheets for month in months[sheet]}) >= LEAST_SHEETS
        and (family == EACH_A_MONTH or _disjoint([months[sheet] for sheet in sheets]))
        for sheet in sheets
    }


def _of_one_month(sheet: str, months: set[Month]) -> bool:
    """Whether a table reports one month; on a sheet called by its month the one before it may stand beside."""
    beside = len(months) == LEAST_SHEETS and max(months).since(min(months)) == 1
    return len(months) == 1 or (beside and lasting_title(sheet) == UNTITLED)


def _months(piece: Piece) -> set[Month]:
    """The months of a table; none where it has a row a figure."""
    return set() if isinstance(piece, Tidy) else {column.slot.month for column in piece[0].months}


def _disjoint(spans: Sequence[Sequence[Month]]) -> bool:
    every = [month for span in spans for month in span]
    return len(spans) > 1 and len(every) == len(set(every))


def lasting_title(title: str) -> str:
    """A section's title without its month: `Housing - December 2022` is `Housing`."""
    named = read_month_text(title)
    if named and named.sure:
        return named.rest or UNTITLED
    kept = re.sub(r"\s{2,}", " ", without_spans(title)).strip(" -–—:,()")
    return UNTITLED if not kept or is_period(title) else kept


def _joined(before: Draft | None, draft: Draft) -> Draft:
    """Two sheets' sections as one: the rows of both, and the later sheet's texts."""
    rows = [_with_month(each) for each in draft.indicators]
    if before is None:
        return replace(draft, indicators=rows)
    later = max(before, draft, key=_latest_of)
    return replace(later, indicators=list(_rows(before.indicators, rows)))


def _with_months_to_date(draft: Draft) -> Draft:
    """A section where each sheet's years to date cover the months of the others before it, a year's at most."""
    rows = [
        replace(row, extras=tuple(_to_date(each, row) if each.months else each for each in row.extras))
        for row in draft.indicators
    ]
    return replace(draft, indicators=rows)


def _to_date(extra: Extra, row: Indicator) -> Extra:
    if extra.role is not Role.YEAR_TO_DATE:
        return extra
    last = max(extra.months)
    covered = {each.month for each in row.observations if 0 <= last.since(each.month) < MONTHS_IN_YEAR}
    return replace(extra, months=tuple(sorted({*covered, *extra.months})))


def _latest_of(draft: Draft) -> Month:
    return max((_latest(row) for row in draft.indicators), default=NO_MONTH)


def _latest(row: Indicator) -> Month:
    return max((each.month for each in row.observations), default=NO_MONTH)


def _rows(first: Sequence[Indicator], second: Sequence[Indicator]) -> Iterator[Indicator]:
    """The rows of two sheets, those of one name as one, in the order of their first appearance."""
    waiting = list(second)
    for row in first:
        twin = next((each for each in waiting if _key(each) == _key(row) and _apart(each, row)), None)
        if twin is not None:
            waiting.remove(twin)
        yield row if twin is None else _one_row(row, twin)
    yield from waiting


def _key(row: Indicator) -> tuple[str, str, str]:
    return normal(row.name), normal(row.group or ""), normal(row.team or "")


def _apart(one: Indicator, other: Indicator) -> bool:
    """Whether two rows give no month twice."""
    return {each.month for each in one.observations}.isdisjoint(each.month for each in other.observations)


def _with_month(row: Indicator) -> Indicator:
    """A row whose target, totals and averages are those of its sheet's months."""
    own = tuple(sorted(each.month for each in row.observations))
    extras = (replace(each, months=own) if each.role in OF_MONTHS and not each.months else each for each in row.extras)
    row = replace(row, extras=tuple(extras))
    if row.target is None or row.monthly_targets:
        return row
    return replace(row, monthly_targets=tuple(replace(row.target, month=each.month) for each in row.observations))


def _one_row(one: Indicator, other: Indicator) -> Indicator:
    """Two sheets' rows as one; what stands beside the figures is the later sheet's, totals are each sheet's own."""
    earlier, later = sorted(
        (one, other), key=lambda row: max((each.month for each in row.observations), default=Month(0, 1))
    )
    return replace(
        later,
        observations=(*earlier.observations, *later.observations),
        monthly_targets=_by_month((*earlier.monthly_targets, *later.monthly_targets)),
        target=later.target or earlier.target,
        extras=(*later.extras, *(each for each in earlier.extras if each.role in OF_MONTHS and each.months)),
    )


def _by_month(targets: Sequence[Target]) -> tuple[Target, ...]:
    return tuple({each.month: each for each in targets}.values())
