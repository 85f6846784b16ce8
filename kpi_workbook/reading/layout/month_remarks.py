"""What the reader noticed of headings that name months: slips, swaps, gaps and years that no heading says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ...model import Month, Place, Remark, RemarkKind, Role
from ..display import shown
from ..months import How, read_month
from .axes import Slot
from .block import Block
from .tidy import Tidy

MOST_MISSING = 3  # months left out of a run before it is taken to be no monthly run


def month_remarks(blocks: Sequence[Block], tidy: Sequence[Tidy]) -> Iterator[Remark]:
    """Every remark on headings of months, by kind."""
    slots = [(block, slot) for block in blocks for slot in _slots(block)]
    yield from _misspelt(slots, tidy)
    yield from _swapped(slots, tidy)
    yield from _wrong_years(slots)
    yield from _once(remark for block in blocks for remark in _run_remarks(block))
    yield from _inferred(blocks)


def _slots(block: Block) -> list[Slot]:
    """A table's headings of months, each once, where they stand in their own year."""
    return list({column.slot.position: column.slot for column in block.months if column.slot.month.year}.values())


def _once(remarks: Iterable[Remark]) -> Iterator[Remark]:
    """Remarks without those that say the same of another sheet's like table."""
    seen: set[tuple[RemarkKind, Month | None, str | None]] = set()
    for remark in remarks:
        key = remark.kind, remark.month, remark.found
        if key not in seen:
            seen.add(key)
            yield remark


def _also(places: Sequence[Place]) -> str:
    """Where else a cause shows, in brackets."""
    if len(places) < 2:
        return ""
    others = ", ".join(str(place) for place in places[1:4])
    more = f" and {len(places) - 4} more" if len(places) > 4 else ""
    return f" (also at {others}{more})"


def _misspelt(slots: Sequence[tuple[Block, Slot]], tidy: Sequence[Tidy]) -> Iterator[Remark]:
    found: dict[tuple[str, Month], list[Place]] = {}
    for block, slot in slots:
        if slot.how is How.MISSPELT:
            found.setdefault((shown(slot.cell), slot.month), []).append(block.lens.place_of(slot.cell))
    for table in tidy:
        for row, how in table.hows.items():
            if how is How.MISSPELT:
                key = shown(table.month_cells[row]), table.months[row]
                found.setdefault(key, []).append(table.lens.place(row, table.month_column))
    for (typed, month), places in found.items():
        yield Remark(
            kind=RemarkKind.MISSPELT_MONTH,
            place=places[0],
            words=f"The heading '{typed}' was read as {month.title}{_also(places)}; correct its spelling.",
            month=month,
            found=typed,
            expected=month.label,
        )


def _swapped(slots: Sequence[tuple[Block, Slot]], tidy: Sequence[Tidy]) -> Iterator[Remark]:
    """One remark for all dates that Excel took for other ones."""
    found = [(block.lens.place_of(slot.cell), slot.cell, slot.month) for block, slot in slots
             if slot.how in (How.SWAPPED, How.DAY_IS_YEAR)]  # fmt: skip
    found += [(table.lens.place(row, table.month_column), table.month_cells[row], table.months[row])
              for table in tidy for row, how in table.hows.items()
              if how in (How.SWAPPED, How.DAY_IS_YEAR)]  # fmt: skip
    if not found:
        return
    place, cell, month = found[0]
    places = [each[0] for each in found]
    yield Remark(
        kind=RemarkKind.SWAPPED_DAY_AND_MONTH,
        place=place,
        words=f"Excel stored the heading as {cell.value:%Y-%m-%d}, which among its neighbours means {month.title}"
        f"{_also(places)}; type the headings as dates such as 01/{month.month:02d}/{month.year}.",
        month=month,
        found=f"{cell.value:%Y-%m-%d}",
        expected=month.label,
    )


def _wrong_years(slots: Sequence[tuple[Block, Slot]]) -> Iterator[Remark]:
    """Headings whose own year is not the one that their run makes them: one remark for each year mistaken."""
    found: dict[tuple[int, int], list[tuple[Place, Slot]]] = {}
    for block, slot in slots:
        reading = read_month(slot.cell)
        years = [guess.year for guess in reading.guesses if guess.year] if reading else []
        if years and slot.month.year not in years:
            found.setdefault((years[0], slot.month.year), []).append((block.lens.place_of(slot.cell), slot))
    for wrong in found.values():
        places, (_, first) = [place for place, _ in wrong], wrong[0]
        typed, month = shown(first.cell), first.month
        yield Remark(
            kind=RemarkKind.WRONG_YEAR,
            place=places[0],
            words=f"The heading '{typed}' stands in the place of {month.title} and was read so{_also(places)}; "
            "correct its year.",
            month=month,
            found=typed,
            expected=month.label,
        )


def _run_remarks(block: Block) -> Iterator[Remark]:
    """Months of one table that are named twice, out of order or left out."""
    slots = _slots(block)
    yield from _repeated(block)
    for column in block.columns:
        if column.role is Role.CURRENT_MONTH and column.months and column.place:
            month = column.months[0]
            yield Remark(
                kind=RemarkKind.TWO_COLUMNS_OF_A_MONTH,
                place=column.place,
                words=f"A second heading names {month.title}; its figures were kept beside the series, not in it.",
                month=month,
                found=column.heading,
            )
    months = list(dict.fromkeys(slot.month for slot in slots))
    out_of_order = _misordered(months, block.direction)
    for slot in slots:
        if slot.month in out_of_order:
            yield Remark(
                kind=RemarkKind.MISORDERED_MONTH,
                place=block.lens.place_of(slot.cell),
                words=f"The heading {slot.month.title} is out of order among its neighbours; put the months in order.",
                month=slot.month,
                found=shown(slot.cell),
            )
    yield from _missing(block, slots, sorted(months))


def _repeated(block: Block) -> Iterator[Remark]:
    """A month that is named twice for the same part of the same measure: only the first was read."""
    seen: set[tuple[Month, Role, str]] = set()
    for column in block.months:
        key = column.slot.month, column.part, column.measure
        if key in seen and column.slot.month.year:
            yield Remark(
                kind=RemarkKind.REPEATED_MONTH,
                place=block.lens.place_of(column.slot.cell),
                words=f"{column.slot.month.title} is named twice; the figures under the first heading were read.",
                month=column.slot.month,
                found=shown(column.slot.cell),
            )
        seen.add(key)


def _misordered(months: Sequence[Month], direction: int) -> set[Month]:
    """The months that break the order of a run: as few as possible."""
    steps = [after.since(before) * direction for before, after in pairwise(months)]
    if all(step > 0 for step in steps):
        return set()
    ordered = sorted(months, reverse=direction < 0)
    moved = {month for month, place in zip(months, ordered, strict=True) if month != place}
    alone = [month for month in months if _in_order([each for each in months if each != month], direction)]
    return {alone[0]} if alone else moved


def _in_order(months: Sequence[Month], direction: int) -> bool:
    return all(after.since(before) * direction > 0 for before, after in pairwise(months))


def _missing(block: Block, slots: Sequence[Slot], months: Sequence[Month]) -> Iterator[Remark]:
    """A month left out between two others of a run that is monthly otherwise."""
    gaps = [(before, after) for before, after in pairwise(months) if after.since(before) > 1]
    absent = sum(after.since(before) - 1 for before, after in gaps)
    if not 0 < absent <= MOST_MISSING or absent >= len(months) / 2:
        return
    for before, after in gaps:
        slot = next(slot for slot in slots if slot.month == after)
        month = before.plus(1)
        yield Remark(
            kind=RemarkKind.MISSING_MONTH,
            place=block.lens.place_of(slot.cell),
            words=f"No heading names {month.title}, between {before.title} and {after.title}.",
            month=month,
            found=shown(slot.cell),
            expected=month.label,
        )


def _inferred(blocks: Sequence[Block]) -> Iterator[Remark]:
    """One remark for each thing outside the headings that gave their year."""
    seen: set[str] = set()
    for block in blocks:
        slots = _slots(block)
        if block.year_from and block.year_from not in seen and slots:
            seen.add(block.year_from)
            first, last = min(slot.month for slot in slots), max(slot.month for slot in slots)
            yield Remark(
                kind=RemarkKind.YEAR_INFERRED,
                place=block.lens.place_of(slots[0].cell),
                words=f"The months name no year; {block.year_from} makes them {first.title} to {last.title}.",
                found=shown(slots[0].cell),
                expected=first.label,
            )
