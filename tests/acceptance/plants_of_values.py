"""Errors in single figures: unreadable, mistyped, impossible, missing, too early."""

from __future__ import annotations

import datetime as dt
import random

from acceptance_drafts import Planted, draft, headings_of, linked, plant


@plant
def unreadable(rng: random.Random) -> Planted:
    made = draft(rng)
    key, _ = made.pick()
    place = made.place("value", *key, made.middle())
    made.type(place, rng.choice(("see below", "??", "xx", "ask Finance", "12 or 13", "1.2.3")))
    return made.done(place, what=str(made.grid.cells[place]))


@plant
def letter_for_zero(rng: random.Random) -> Planted:
    made = draft(rng)
    key, row = made.pick("count", "snapshot", "percentage")
    options = []
    for index in range(len(made.book.months)):
        place = made.grid.places["value", *key, index]
        text = made.grid.cells[place] if isinstance(made.grid.cells[place], str) else str(row.values[index])
        if not (row.is_percentage and made.grid.layout.figures != "text") and "0" in str(text):
            options.append((place, str(text).replace("0", "O", 1)))
    place, text = made.one(options)
    made.type(place, text)
    return made.done(place, what=text)


@plant
def number_as_text(rng: random.Random) -> Planted:
    made = draft(rng, figures=rng.choice(("value", "rows", "triples")))
    key, row = made.pick("count", "snapshot")
    index = made.middle()
    place = made.place("value", *key, index)
    made.type(place, str(row.values[index]))
    return made.done(place, what="a number typed as text")


@plant
def date_for_number(rng: random.Random) -> Planted:
    made = draft(rng)
    key, _ = made.pick()
    place = made.place("value", *key, made.middle())
    made.type(place, dt.datetime(2023, rng.randrange(1, 13), rng.randrange(1, 29)), "day")
    return made.done(place, what="a date")


@plant
def error_value(rng: random.Random) -> Planted:
    made = draft(rng)
    key, _ = made.pick()
    place = made.place("value", *key, made.middle())
    made.type(place, "=#REF!")
    return made.done(place, what="#REF!")


@plant
def negative_count(rng: random.Random) -> Planted:
    made = draft(rng)
    key, row = made.pick("count", "snapshot", least=5)
    index = made.middle()
    place = made.place("value", *key, index)
    made.type(place, -(row.values[index] or 7))
    return made.done(place, what="negative", knock_on=made.same_row(place))


@plant
def fractional_count(rng: random.Random) -> Planted:
    made = draft(rng)
    key, row = made.pick("count", "snapshot", least=20)
    index = made.middle()
    place = made.place("value", *key, index)
    made.type(place, (row.values[index] or 7) + 0.5, "one")
    return made.done(place, what="half a case", knock_on=made.same_row(place))


@plant
def over_hundred(rng: random.Random) -> Planted:
    made = draft(rng, figures=rng.choice(("text", "value")))
    key, _row = made.pick("percentage")
    index = made.middle()
    place = made.place("value", *key, index)
    share = rng.choice((104, 113, 121))
    made.type(place, f"{share}%" if made.grid.layout.figures == "text" else share / 100)
    return made.done(place, what=f"{share}%", knock_on=made.same_row(place))


@plant
def ten_times(rng: random.Random) -> Planted:
    made = draft(rng, rng.choice((9, 12, 15)))
    key, row = made.pick("count", "snapshot", "days", "money", least=15)
    index = rng.randrange(len(made.book.months))
    place = made.place("value", *key, index)
    value = row.values[index] or 0
    wrong = value * 10 if rng.random() < 0.5 or row.spec.kind == "days" else value // 10
    made.type(place, wrong)
    return made.done(place, what=f"{value} typed {wrong}", knock_on=linked(made, row, index))


@plant
def digits_swapped(rng: random.Random) -> Planted:
    made = draft(rng, rng.choice((9, 12, 15)))
    options = []
    for key, row in made.rows("count", "snapshot", least=100):
        for index, value in enumerate(row.values):
            text = str(value)
            swapped = int(text[1] + text[0] + text[2:])
            if text[1] != "0" and abs(swapped - value) > 0.6 * value:
                options.append((key, row, index, swapped))
    key, row, index, swapped = made.one(options)
    place = made.place("value", *key, index)
    made.type(place, swapped)
    return made.done(place, what=f"{row.values[index]} typed {swapped}", knock_on=linked(made, row, index))


@plant
def blank_inside(rng: random.Random) -> Planted:
    made = draft(rng, figures=rng.choice(("text", "value")))
    key, row = made.pick()
    index = made.middle()
    place = made.place("value", *key, index)
    made.type(place, None)
    return made.done(place, what="blank", knock_on=linked(made, row, index), hint=True)


@plant
def zero_inside(rng: random.Random) -> Planted:
    made = draft(rng)
    key, row = made.pick("count", "snapshot", least=30)
    index = made.middle()
    place = made.place("value", *key, index)
    made.type(place, 0)
    return made.done(place, what="zero", knock_on=linked(made, row, index))


@plant
def month_not_yet(rng: random.Random) -> Planted:
    months = rng.choice((6, 7, 8, 9))
    made = draft(rng, months, figures=rng.choice(("text", "value")), spare_months=12 - months)
    key, row = made.pick("count", "snapshot", "percentage")
    place = made.place("spare", *key, rng.randrange(months, 12))
    value = made.grid.cells[made.place("value", *key, months - 1)]
    made.type(place, value, "percent" if row.is_percentage and not isinstance(value, str) else "")
    return made.done(
        place,
        headings_of(made, next(k[3] for k, p in made.grid.places.items() if p == place))[0],
        what="a figure for a month to come",
        knock_on=made.same_row(place),
    )
