"""Errors in the shape of a workbook: its months, headings, columns and sections."""

from __future__ import annotations

import random

from acceptance_books import (
    Section,
    month_after,
)
from acceptance_drafts import Planted, draft, headings_of, plant
from acceptance_rendering import Grid, heading, render


@plant
def month_missing(rng: random.Random) -> Planted:
    made = draft(
        rng, rng.choice((8, 9, 12)), words=False, year_to_date=False, quarters=False, rag=False, direction=False
    )
    gone = made.middle()
    book = made.book
    for row in {id(row): row for section in book.sections for row in section.rows}.values():
        for series in {id(each): each for each in (row.values, row.numerators, row.denominators)}.values():
            del series[gone]
    del book.months[gone]
    grid = Grid(made.grid.layout)
    months = book.months
    made.grid = grid = render(book, made.grid.layout)
    return made.done(
        *[p for i in (gone - 1, gone) for p in headings_of(made, i)],
        what=f"no column between {months[gone - 1]} and {months[gone]}",
        knock_on={p for p in grid.cells if p[1] == headings_of(made, gone)[0][1]},
    )


def _text_layout(rng: random.Random) -> dict[str, object]:
    return {"headings": rng.choice(("short", "long", "apostrophe"))}


@plant
def month_repeated(rng: random.Random) -> Planted:
    made = draft(rng, words=False)
    index = made.middle()
    targets = headings_of(made, index)
    value, look = heading(made.grid.layout, made.book.months[index - 1])
    place = targets[0]
    made.type(place, value, look)
    return made.done(
        place,
        *[p for p in headings_of(made, index - 1) if p[:2] == place[:2]],
        what=f"headed {value} again",
        knock_on=set(headings_of(made, index)),
    )


@plant
def months_misordered(rng: random.Random) -> Planted:
    made = draft(rng, words=False)
    index = made.middle()
    first, second = headings_of(made, index)[0], headings_of(made, index + 1)[0]
    cells = made.grid.cells
    cells[first], cells[second] = cells[second], cells[first]
    return made.done(first, second, what=f"{cells[first]} stands before {cells[second]}")


@plant
def month_misspelt(rng: random.Random) -> Planted:
    made = draft(rng, words=False, **_text_layout(rng))
    index = made.middle()
    place = rng.choice(headings_of(made, index))
    text = str(made.grid.cells[place])
    swapped = text[0] + text[2] + text[1] + text[3:]
    made.type(place, swapped)
    return made.done(
        place,
        what=f"{text} typed {swapped}",
        knock_on={p for p in made.grid.cells if p[2] == place[2] and p[0] == place[0]},
    )


@plant
def month_of_wrong_year(rng: random.Random) -> Planted:
    made = draft(rng, rng.choice((6, 9, 11)), words=False)
    index = rng.randrange(1, len(made.book.months))
    place = rng.choice(headings_of(made, index))
    value, look = heading(made.grid.layout, month_after(made.book.months[index], rng.choice((-12, 12, 120))))
    made.type(place, value, look)
    return made.done(place, what=f"headed {value}")


@plant
def sheet_behind(rng: random.Random) -> Planted:
    made = draft(
        rng,
        words=False,
        one_sheet=False,
        year_to_date=False,
        quarters=False,
        rag=False,
        direction=False,
        spare_months=0,
    )
    number, last = rng.randrange(len(made.book.sections)), len(made.book.months) - 1
    places = [
        p
        for k, p in made.grid.places.items()
        if k[0] in ("value", "numerator", "denominator") and k[1] == number and k[3] == last
    ]
    for place in places:
        made.grid.cells.pop(place, None)
    head = made.grid.places["heading", number, last]
    return made.done(
        *places,
        *[p for p in made.grid.cells if p[:2] == head[:2]],
        made.grid.places["section", number],
        (head[0], 0, 0),
        what="last month empty on this sheet only",
    )


@plant
def comparator_heading_typo(rng: random.Random) -> Planted:
    made = draft(rng, comparators=True)
    place = made.place("column", rng.randrange(2), "comparator previous")
    text = str(made.grid.cells[place])
    made.type(place, text.replace(made.book.council, made.book.council[:-4]))
    return made.done(
        place,
        what=f"{text} typed {made.grid.cells[place]}",
        knock_on={p for k, p in made.grid.places.items() if k[0] == "column"},
    )


@plant
def stray_column(rng: random.Random) -> Planted:
    made = draft(rng, words=False, comparators=False)
    head = made.grid.places["column", 0, "target"]
    column = max(p[2] for p in made.grid.cells if p[0] == head[0]) + rng.choice((1, 1, 2))
    cells = []
    for key, _ in made.rows("count", "snapshot", "percentage"):
        if key[0] == 0:
            place = (head[0], made.grid.places["value", *key, 0][1], column)
            made.type(place, rng.randrange(20, 400), "count")
            cells.append(place)
    return made.done(
        *cells, (head[0], head[1], column), (head[0], head[1] - 1, column), what="figures under no heading"
    )


@plant
def hidden_row(rng: random.Random) -> Planted:
    made = draft(rng)
    key, _ = made.pick()
    place = made.place("value", *key, 0)
    made.grid.hidden.add(place[:2])
    return made.done(*made.same_row(place), what="the row is hidden", hint=True)


@plant
def hidden_column(rng: random.Random) -> Planted:
    made = draft(rng)
    place = rng.choice(headings_of(made, made.middle()))
    made.grid.hidden_columns.add((place[0], place[2]))
    column = {each for each in made.grid.cells if each[0] == place[0] and each[2] == place[2]}
    return made.done(*column, what="a month's column is hidden", hint=True)


@plant
def section_without_rows(rng: random.Random) -> Planted:
    made = draft(rng)
    made.book.sections.append(Section("Workforce and Finance", []))
    made.grid = render(made.book, made.grid.layout)
    place = made.grid.places["section", len(made.book.sections) - 1]
    around = {p for p in made.grid.cells if p[0] == place[0] and (place[0] != "KPIs" or p[1] >= place[1])}
    return made.done(*around, what="a section with headings and no rows", hint=True)
