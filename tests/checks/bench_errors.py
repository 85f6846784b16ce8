"""The errors that the mutation bench plants: each changes one cell and says where it must be found."""

from __future__ import annotations

import random
import re
from datetime import datetime
from fractions import Fraction

from bench_workbook import Error, Place, Row, Workbook, half_up

Found = set[Place] | None


def pick(rng: random.Random, book: Workbook, *kinds: str) -> Row | None:
    rows = [row for row in book.rows if row.kind in kinds]
    return rng.choice(rows) if rows else None


def month_cell(rng: random.Random, row: Row) -> tuple[int, Place]:
    index = rng.randrange(len(row.value_cells))
    return index, row.value_cells[index]


def number_cell(rng: random.Random, book: Workbook) -> tuple[Row, int, Place] | None:
    """A cell that holds a plain number."""
    row = pick(rng, book, "flow", "stock", "rate", "cumulative", "cumulative rate")
    if row is None:
        return None
    index, place = month_cell(rng, row)
    return row, index, place


def share_off_by_one(rng: random.Random, book: Workbook) -> Found:
    """A percentage a point or more away from its counts."""
    if book.layout == "plain" or (row := pick(rng, book, "percent")) is None:
        return None
    _, place = month_cell(rng, row)
    return change_share(book, place, rng.choice((-2, -1, 1, 2, 5)))


def change_share(book: Workbook, place: Place, points: int) -> Found:
    value = book.cells[place]
    if isinstance(value, str):
        typed = value.split("%")[0]
        digits = len(typed.partition(".")[2])
        new = float(typed) + points
        if not 0 <= new <= 100:
            return None
        book.cells[place] = f"{new:.{digits}f}%{value.split('%', 1)[1]}"
    else:
        if not 0 <= value + points / 100 <= 1:
            return None
        book.cells[place] = round(value + points / 100, 6)
    return {place}


def cut_off(rng: random.Random, book: Workbook) -> Found:
    """A percentage cut off instead of rounded."""
    if book.layout == "plain":
        return None
    rows = [row for row in book.rows if row.kind == "percent"]
    rng.shuffle(rows)
    for row in rows:
        for index, place in enumerate(row.value_cells):
            share = Fraction(row.numerators[index], row.denominators[index])
            digits = digits_of(book, place)
            scale = 10 ** (2 + digits)
            cut = Fraction(int(share * scale), scale)
            if cut != half_up(share, 2 + digits):
                write_share(book, place, cut, digits)
                return {place}
    return None


def digits_of(book: Workbook, place: Place) -> int:
    value = book.cells[place]
    if isinstance(value, str):
        return len(value.split("%")[0].partition(".")[2])
    return book.formats.get(place, "0%").count("0") - 1


def write_share(book: Workbook, place: Place, share: Fraction, digits: int) -> None:
    value = book.cells[place]
    if isinstance(value, str):
        book.cells[place] = f"{float(share * 100):.{digits}f}%{value.split('%', 1)[1]}"
    else:
        book.cells[place] = float(share)


def swapped(digits: str, rng: random.Random) -> str | None:
    options = [
        at for at in range(len(digits) - 1) if digits[at] != digits[at + 1] and not (at == 0 and digits[1] == "0")
    ]
    if not options:
        return None
    at = rng.choice(options)
    return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]


def share_digits_swapped(rng: random.Random, book: Workbook) -> Found:
    """Two digits of a percentage exchanged, beside counts."""
    if book.layout == "plain" or (row := pick(rng, book, "percent")) is None:
        return None
    index, place = month_cell(rng, row)
    digits = digits_of(book, place)
    scaled = str(
        int(half_up(Fraction(row.numerators[index], row.denominators[index]), 2 + digits) * 10 ** (2 + digits))
    )
    other = swapped(scaled, rng)
    if other is None:
        return None
    write_share(book, place, Fraction(int(other), 10 ** (2 + digits)), digits)
    return {place}


def count_swapped(rng: random.Random, book: Workbook, part: str) -> Found:
    """Two digits of a numerator or denominator exchanged."""
    if book.layout == "plain" or (row := pick(rng, book, "percent")) is None:
        return None
    index, place = month_cell(rng, row)
    n, d = row.numerators[index], row.denominators[index]
    new = swapped(str(n if part == "n" else d), rng)
    if new is None:
        return None
    digits = digits_of(book, place)
    pair = (int(new), d) if part == "n" else (n, int(new))
    if not pair[1] or half_up(Fraction(*pair), 2 + digits) == half_up(Fraction(n, d), 2 + digits):
        return None  # too near to be seen
    return write_count(book, row, index, part, int(new))


def write_count(book: Workbook, row: Row, index: int, part: str, new: int) -> Found:
    place = row.value_cells[index]
    if book.layout == "text":
        found = re.search(r"\((\d+)/(\d+)\)", book.cells[place])
        assert found
        pair = (new, found[2]) if part == "n" else (found[1], new)
        book.cells[place] = f"{book.cells[place].split('(')[0]}({pair[0]}/{pair[1]})"
        return {place}
    cell = (row.numerator_cells if part == "n" else row.denominator_cells)[index]
    book.cells[cell] = new
    return {cell, place}


def numerator_above(rng: random.Random, book: Workbook) -> Found:
    """A numerator larger than its denominator."""
    if book.layout == "plain" or (row := pick(rng, book, "percent")) is None:
        return None
    index, _ = month_cell(rng, row)
    return write_count(book, row, index, "n", row.denominators[index] + rng.randint(1, 40))


def other_month_share(rng: random.Random, book: Workbook) -> Found:
    """A percentage of another month beside this month's counts."""
    if book.layout == "plain" or (row := pick(rng, book, "percent")) is None:
        return None
    index, place = month_cell(rng, row)
    other = rng.choice([each for each in range(len(row.value_cells)) if each != index])
    digits = digits_of(book, place)
    mine, theirs = (
        half_up(Fraction(row.numerators[each], row.denominators[each]), 2 + digits) for each in (index, other)
    )
    if mine == theirs:
        return None
    write_share(book, place, theirs, digits)
    return {place}


def ten_times(rng: random.Random, book: Workbook) -> Found:
    found = number_cell(rng, book)
    if found is None:
        return None
    _, _, place = found
    value = book.cells[place]
    if value == 0:
        return None
    if rng.random() < 0.6 or value < 60 or value % 10:
        book.cells[place] = value * 10
    else:
        book.cells[place] = value // 10
    return {place}


def tenth_percentage(rng: random.Random, book: Workbook) -> Found:
    """7.8% for 78% where no counts stand beside it."""
    if book.layout != "plain" or (row := pick(rng, book, "percent")) is None:
        return None
    _, place = month_cell(rng, row)
    if book.cells[place] < 0.4:
        return None
    book.cells[place] = round(book.cells[place] / rng.choice((10, 100)), 5)
    return {place}


def leading_digits_swapped(rng: random.Random, book: Workbook) -> Found:
    """The first two digits of a count exchanged, so that it more than doubles or halves."""
    found = number_cell(rng, book)
    if found is None:
        return None
    row, _, place = found
    digits = str(book.cells[place])
    if len(digits) < 3 or digits[1] == "0":
        return None
    new = int(digits[1] + digits[0] + digits[2:])
    if not (new > 1.8 * int(digits) or new < int(digits) / 1.8) or "cumulative" in row.kind:
        return None
    book.cells[place] = new
    return {place}


def letter_for_zero(rng: random.Random, book: Workbook) -> Found:
    options = [
        place for row in book.rows for place in row.value_cells
        if re.search(r"[01]", str(book.cells[place])) and isinstance(book.cells[place], int | str)
    ]  # fmt: skip
    if not options:
        return None
    place = rng.choice(options)
    text = str(book.cells[place])
    at = rng.choice([at for at, each in enumerate(text) if each in "01"])
    book.cells[place] = text[:at] + {"0": "O", "1": "l"}[text[at]] + text[at + 1 :]
    return {place}


def as_text(rng: random.Random, book: Workbook) -> Found:
    found = number_cell(rng, book)
    if found is None:
        return None
    place = found[2]
    book.cells[place] = str(book.cells[place])
    return {place}


def as_date(rng: random.Random, book: Workbook) -> Found:
    row = rng.choice(book.rows)
    _, place = month_cell(rng, row)
    book.cells[place] = datetime(2022, rng.randint(1, 12), rng.randint(1, 28))
    book.formats[place] = "d-mmm"
    return {place}


def as_error(rng: random.Random, book: Workbook) -> Found:
    _, place = month_cell(rng, rng.choice(book.rows))
    book.cells[place] = Error(rng.choice(("#DIV/0!", "#N/A")))
    return {place}


def unreadable(rng: random.Random, book: Workbook) -> Found:
    _, place = month_cell(rng, rng.choice(book.rows))
    book.cells[place] = rng.choice(("see note", "abc", "12 and 14", "??5"))
    return {place}


def negative(rng: random.Random, book: Workbook) -> Found:
    found = number_cell(rng, book)
    if found is None or not book.cells[found[2]]:
        return None
    book.cells[found[2]] = -book.cells[found[2]]
    return {found[2]}


def fractional(rng: random.Random, book: Workbook) -> Found:
    row = pick(rng, book, "flow", "stock", "cumulative")
    if row is None:
        return None
    _, place = month_cell(rng, row)
    book.cells[place] += rng.choice((0.5, 0.25, 0.4))
    return {place}


def over_100(rng: random.Random, book: Workbook) -> Found:
    if (row := pick(rng, book, "percent")) is None:
        return None
    _, place = month_cell(rng, row)
    value = book.cells[place]
    new = rng.choice((104, 120, 178))
    book.cells[place] = f"{new}%{value.split('%', 1)[1]}" if isinstance(value, str) else new / 100
    return {place}


def blank_inside(rng: random.Random, book: Workbook) -> Found:
    row = rng.choice(book.rows)
    if book.layout in ("rows", "columns") and row.kind == "percent":
        return None
    place = rng.choice(row.value_cells[1:])
    book.cells[place] = None
    return {place}


def zero_inside(rng: random.Random, book: Workbook) -> Found:
    row = pick(rng, book, "flow", "stock", "rate")
    if row is None or min(row.values) < 20:
        return None
    _, place = month_cell(rng, row)
    book.cells[place] = 0
    return {place}


def future_figure(rng: random.Random, book: Workbook) -> Found:
    """One row has a figure in a month that has not been, under a heading of its own."""
    if book.layout == "columns":
        return None
    sheet = rng.choice(book.sheets)
    places = book.headings[sheet]
    _, top, column = places[-1]
    row = rng.choice([row for row in book.rows if row.sheet == sheet])
    if row.kind == "percent" or len(book.rows) < 6:
        return None
    shift_right(book, sheet, column + 1)
    year, month = book.months[-1]
    year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    head = book.cells[places[-1]]
    if isinstance(head, datetime):
        book.put((sheet, top, column + 1), datetime(year, month, 1), "mmm-yy")
    else:
        names = [datetime(2000, number, 1).strftime("%B") for number in range(1, 13)]
        long = len(head.split()) == 2
        book.put(
            (sheet, top, column + 1),
            f"{names[month - 1]} {year}" if long else f"{names[month - 1][:3]}-{year % 100:02d}",
        )
    place = (sheet, row.value_cells[-1][1], column + 1)
    book.put(place, row.values[-1], "0")
    return {place, (sheet, top, column + 1)}


def shift_right(book: Workbook, sheet: str, start: int) -> None:
    """Moves every cell from a column on one to the right."""
    for cells in (book.cells, book.formats):
        moved = {place: value for place, value in cells.items() if place[0] == sheet and place[2] >= start}
        for place in moved:
            del cells[place]  # type: ignore[attr-defined]
        for (name, row, column), value in moved.items():
            cells[name, row, column + 1] = value  # type: ignore[index]


def copy_differs(rng: random.Random, book: Workbook) -> Found:
    """An indicator in two sections has another figure in one of them."""
    twins = twin_rows(book)
    if not twins:
        return None
    pair = rng.choice(twins)
    row = rng.choice(pair)
    if row.kind == "percent":
        return None
    index, place = month_cell(rng, row)
    book.cells[place] += rng.choice((-9, -2, 1, 3, 18))
    return {place, pair[0].value_cells[index], pair[1].value_cells[index]} if book.cells[place] >= 0 else None


def twin_rows(book: Workbook) -> list[tuple[Row, Row]]:
    return [
        (one, other) for at, one in enumerate(book.rows) for other in book.rows[at + 1 :] if one.name == other.name
    ]  # fmt: skip


STOCK_OF = {"CLA": "Number of CLA at the end of the month", "Care Leavers": "Number of care leavers"}


def denominator_differs(rng: random.Random, book: Workbook) -> Found:
    """A count row differs from the denominators that it equals, the percentages being right."""
    if book.layout == "plain":
        return None
    wholes = {tuple(row.denominators) for row in book.rows if row.kind == "percent"}
    rows = [
        row
        for row in book.rows
        if row.kind in ("stock", "flow") and tuple(row.values) in wholes and min(row.values) > 30
    ]
    if not rows:
        return None
    row = rng.choice(rows)
    index, place = month_cell(rng, row)
    book.cells[place] += rng.choice((-2, -1, 2, 3, 9))
    same = {
        cell for other in book.rows if tuple(other.denominators) == tuple(row.values)
        for cell in (other.value_cells[index], *(other.denominator_cells[index : index + 1]))
    }  # fmt: skip
    return {place, *same}


def cumulative_falls(rng: random.Random, book: Workbook) -> Found:
    row = pick(rng, book, "cumulative", "cumulative rate")
    if row is None or len(book.months) < 6:
        return None
    index = rng.randrange(3, len(row.value_cells))
    if book.months[index][1] in (4, 5, 6):
        return None
    place = row.value_cells[index]
    book.cells[place] = int(row.values[index - 1] * rng.uniform(0.6, 0.9))
    return {place}


def rate_wrong(rng: random.Random, book: Workbook) -> Found:
    row = next((row for row in book.rows if row.kind == "rate"), None)
    count = next((row for row in book.rows if row.name == "Number of CLA at the end of the month"), None)
    if row is None or count is None:
        return None
    _, place = month_cell(rng, row)
    book.cells[place] += rng.choice((-8, -5, 4, 7, 12))
    return {place}


def ytd_wrong(rng: random.Random, book: Workbook) -> Found:
    rows = [row for row in book.rows if row.ytd_cell and row.kind in ("percent", "flow")]
    if not rows:
        return None
    row = rng.choice(rows)
    place = row.ytd_cell
    assert place
    if row.kind == "flow":
        book.cells[place] += rng.choice((-90, -9, 10, 45))
    else:
        book.cells[place] = round(book.cells[place] + rng.choice((-0.03, 0.02, 0.05)), 6)
        if not 0 < book.cells[place] < 1:
            return None
    return {place}


def ytd_is_mean(_: random.Random, book: Workbook) -> Found:
    rows = [row for row in book.rows if row.ytd_cell and row.kind == "percent"]
    for row in rows:
        place = row.ytd_cell
        assert place
        digits = digits_of(book, place)
        shares = [Fraction(n, d) for n, d in zip(row.numerators, row.denominators, strict=True)]
        if len(book.months) <= 9 and book.months[0][1] == 4:
            mean = half_up(sum(shares, Fraction()) / len(shares), 2 + digits)
            if float(mean) != book.cells[place]:
                book.cells[place] = float(mean)
                return {place}
    return None


def target_scale(rng: random.Random, book: Workbook) -> Found:
    row = pick(rng, book, "percent")
    if row is None:
        return None
    text = str(row.target)
    number = row.target * 100 if isinstance(row.target, float) else int(re.sub(r"\D", "", text))
    if number < 30:
        return None
    book.cells[row.target_cell] = number / 10_000
    book.formats[row.target_cell] = "0.0%"
    return {row.target_cell}


def targets_differ(rng: random.Random, book: Workbook) -> Found:
    twins = [pair for pair in twin_rows(book) if pair[0].kind == "percent"]
    if not twins:
        return None
    pair = rng.choice(twins)
    row = rng.choice(pair)
    value = book.cells[row.target_cell]
    if isinstance(value, float):
        book.cells[row.target_cell] = round(value + 0.03, 4) if value < 0.9 else round(value - 0.03, 4)
    else:
        book.cells[row.target_cell] = re.sub(r"\d+", lambda found: str(int(found[0]) - 2), value)
    return {pair[0].target_cell, pair[1].target_cell}


def target_unreadable(rng: random.Random, book: Workbook) -> Found:
    row = rng.choice(book.rows)
    book.cells[row.target_cell] = rng.choice(("high!", "ask Jo", "as last year"))
    return {row.target_cell}


def year_target(rng: random.Random, book: Workbook) -> Found:
    row = pick(rng, book, "flow")
    if row is None:
        return None
    mean = sum(row.values) / len(row.values)
    book.cells[row.target_cell] = f"<{round(mean * 12 / 10) * 10}"
    return {each.target_cell for each in book.rows if each.name == row.name}


def rag_wrong(rng: random.Random, book: Workbook) -> Found:
    unknown = ("repairs", "open cases", "calls")  # nothing says which way is better
    rows = [
        row for row in book.rows
        if row.rag_cell and book.cells[row.rag_cell] in ("Green", "Red")
        and not any(word in row.name for word in unknown)
    ]  # fmt: skip
    if len(rows) < 2:
        return None
    row = rng.choice(rows)
    assert row.rag_cell
    book.cells[row.rag_cell] = {"Green": "Red", "Red": "Green"}[book.cells[row.rag_cell]]
    return {row.rag_cell}


def direction_wrong(rng: random.Random, book: Workbook) -> Found:
    rows = [row for row in book.rows if row.direction_cell and book.cells[row.direction_cell] in "↑↓"]
    if len(rows) < 4:
        return None
    row = rng.choice(rows)
    assert row.direction_cell
    book.cells[row.direction_cell] = {"↑": "↓", "↓": "↑"}[book.cells[row.direction_cell]]
    return {row.direction_cell}


def comparator_notation(rng: random.Random, book: Workbook) -> Found:
    rows = [row for row in book.rows if row.comparator_cells and row.kind == "percent"]
    if not rows:
        return None
    place = rng.choice(rng.choice(rows).comparator_cells)
    book.formats[place] = "General"
    return {place}


def comparator_scale(rng: random.Random, book: Workbook) -> Found:
    rows = [row for row in book.rows if row.comparator_cells and row.kind == "percent" and row.comparators[0] > 0.3]
    if not rows:
        return None
    row = rng.choice(rows)
    place = rng.choice(row.comparator_cells)
    book.cells[place] = round(book.cells[place] / rng.choice((10, 100)), 5)
    book.formats[place] = "0.0%"
    return {place}


def count_of_region(rng: random.Random, book: Workbook) -> Found:
    rows = [row for row in book.rows if row.comparator_cells and row.kind == "stock"]
    if not rows:
        return None
    row = rng.choice(rows)
    place = row.comparator_cells[3]
    book.cells[place] = row.values[-1] * 150
    book.formats[place] = "0"
    return {place}


def comparators_differ(rng: random.Random, book: Workbook) -> Found:
    twins = [pair for pair in twin_rows(book) if pair[0].comparator_cells and pair[0].kind in ("percent", "rate")]
    if not twins:
        return None
    pair = rng.choice(twins)
    at = rng.randrange(4)
    place = rng.choice(pair).comparator_cells[at]
    book.cells[place] = round(book.cells[place] + (0.02 if pair[0].kind == "percent" else 3), 4)
    return {pair[0].comparator_cells[at], pair[1].comparator_cells[at]}


def heading_typo(rng: random.Random, book: Workbook) -> Found:
    sheet = rng.choice(book.sheets)
    places = book.comparator_headings[sheet]
    if not places:
        return None
    place = rng.choice(places)
    words = book.cells[place]
    first = words.split()[0]
    if len(first) < 6:
        return None
    at = rng.randrange(1, len(first) - 2)
    cut = (
        first[:at] + first[at + 1 :] if rng.random() < 0.5 else first[:at] + first[at + 1] + first[at] + first[at + 2 :]
    )
    if cut == first:
        return None
    book.cells[place] = cut + words[len(first) :]
    return {place}


def month_headings(rng: random.Random, book: Workbook) -> tuple[str, list[Place]]:
    sheet = rng.choice(book.sheets)
    return sheet, book.headings[sheet]


def month_misspelt(rng: random.Random, book: Workbook) -> Found:
    _, places = month_headings(rng, book)
    options = [
        place
        for place in places
        if isinstance(book.cells[place], str) and len(book.cells[place].split()[0]) > 5 and " " in book.cells[place]
    ]
    if not options:
        return None
    place = rng.choice(options)
    words = book.cells[place]
    at = rng.randrange(2, len(words.split()[0]) - 1)
    book.cells[place] = words[:at] + words[at + 1 :]
    return {place}


def month_wrong_year(rng: random.Random, book: Workbook) -> Found:
    _, places = month_headings(rng, book)
    place = rng.choice(places[1:])
    value = book.cells[place]
    years = rng.choice((-1, 1))
    if isinstance(value, datetime):
        book.cells[place] = value.replace(year=value.year + years)
    else:
        book.cells[place] = re.sub(r"\d+$", lambda found: f"{int(found[0]) + years:02d}", value)
    return {place}


def month_repeated(rng: random.Random, book: Workbook) -> Found:
    _, places = month_headings(rng, book)
    at = rng.randrange(1, len(places))
    book.cells[places[at]] = book.cells[places[at - 1]]
    return {places[at], places[at - 1]}


def months_exchanged(rng: random.Random, book: Workbook) -> Found:
    _, places = month_headings(rng, book)
    at = rng.randrange(1, len(places))
    one, other = places[at - 1], places[at]
    book.cells[one], book.cells[other] = book.cells[other], book.cells[one]
    return {one, other}


def month_missing(rng: random.Random, book: Workbook) -> Found:
    """A month's column is missing from one sheet."""
    if book.layout == "columns" or len(book.months) < 6:
        return None
    sheet, places = month_headings(rng, book)
    at = rng.randrange(1, len(places) - 1)
    column = places[at][2]
    for cells in (book.cells, book.formats):
        kept = {place: value for place, value in cells.items() if place[0] == sheet}
        for place in kept:
            del cells[place]  # type: ignore[attr-defined]
        for (name, row, old), value in kept.items():
            if old != column:
                cells[name, row, old - (old > column)] = value  # type: ignore[index]
    return {places[at], places[at - 1]}


def sheet_shorter(rng: random.Random, book: Workbook) -> Found:
    """One sheet of three or more begins a month later than the others."""
    if book.layout == "columns" or len(book.months) < 6 or len(book.sheets) < 3:
        return None
    sheet, places = month_headings(rng, book)
    column = places[0][2]
    for cells in (book.cells, book.formats):
        kept = {place: value for place, value in cells.items() if place[0] == sheet}
        for place in kept:
            del cells[place]  # type: ignore[attr-defined]
        for (name, row, old), value in kept.items():
            if old != column:
                cells[name, row, old - (old > column)] = value  # type: ignore[index]
    return {places[0]}


def sheet_behind(rng: random.Random, book: Workbook) -> Found:
    """A sheet's last month was not filled in."""
    if len(book.sheets) < 3:
        return None
    sheet, places = month_headings(rng, book)
    rows = [row for row in book.rows if row.sheet == sheet]
    if len(rows) < 2 or len(rows) * 2 >= len(book.rows):
        return None
    for row in rows:
        for cells in (row.value_cells, row.numerator_cells, row.denominator_cells):
            if cells:
                book.cells[cells[-1]] = None
    return {places[-1]}


def hidden_row(rng: random.Random, book: Workbook) -> Found:
    row = rng.choice(book.rows)
    book.hidden_rows.append((row.sheet, row.name_cell[1]))
    return {row.name_cell, row.value_cells[0]}


def target_missing(rng: random.Random, book: Workbook) -> Found:
    rows = [row for row in book.rows if row.kind == "percent"]
    if not rows:
        return None
    row = rng.choice(rows)
    mates = [each for each in book.rows if each.sheet == row.sheet]
    numbers = sum(bool(re.search(r"\d", str(each.target))) for each in mates if each is not row)
    if len(mates) < 3 or numbers < 0.6 * len(mates):
        return None
    book.cells[row.target_cell] = None
    return {row.target_cell}


ERRORS = {
    "percentage not its counts": share_off_by_one,
    "cut off": cut_off,
    "percentage digits swapped": share_digits_swapped,
    "numerator digits swapped": lambda rng, book: count_swapped(rng, book, "n"),
    "denominator digits swapped": lambda rng, book: count_swapped(rng, book, "d"),
    "another month's percentage": other_month_share,
    "numerator above denominator": numerator_above,
    "ten times": ten_times,
    "percentage a tenth": tenth_percentage,
    "leading digits swapped": leading_digits_swapped,
    "letter for digit": letter_for_zero,
    "number as text": as_text,
    "date for number": as_date,
    "error value": as_error,
    "unreadable": unreadable,
    "negative": negative,
    "fractional": fractional,
    "over 100%": over_100,
    "blank inside": blank_inside,
    "zero inside": zero_inside,
    "future figure": future_figure,
    "copies differ": copy_differs,
    "denominator against count": denominator_differs,
    "cumulative falls": cumulative_falls,
    "rate wrong": rate_wrong,
    "year to date wrong": ytd_wrong,
    "year to date is a mean": ytd_is_mean,
    "target out of scale": target_scale,
    "targets differ": targets_differ,
    "target unreadable": target_unreadable,
    "target missing (info)": target_missing,
    "year's target on months": year_target,
    "RAG wrong": rag_wrong,
    "direction wrong": direction_wrong,
    "comparator notation": comparator_notation,
    "comparator out of scale": comparator_scale,
    "count of a region": count_of_region,
    "comparators differ": comparators_differ,
    "heading typo": heading_typo,
    "month misspelt": month_misspelt,
    "month of wrong year": month_wrong_year,
    "month repeated": month_repeated,
    "months exchanged": months_exchanged,
    "month missing": month_missing,
    "sheet shorter": sheet_shorter,
    "sheet behind": sheet_behind,
    "hidden row": hidden_row,
}
