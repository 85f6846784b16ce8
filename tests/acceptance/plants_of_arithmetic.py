"""Figures that cannot all be right: percentages and counts, totals, rates, running sums."""

from __future__ import annotations

import random

from acceptance_books import (
    Row,
    half_up,
    whole_percent,
)
from acceptance_drafts import Draft, Key, Planted, Unsuited, draft, linked, plant


def _text_share(made: Draft, key: Key, row: Row, index: int, percent: int, what: str) -> Planted:
    layout = made.grid.layout
    place = made.place("value", *key, index)
    made.type(
        place,
        f"{percent}% ({row.numerators[index]}/{row.denominators[index]})"
        if layout.figures == "text"
        else percent / 100,
    )
    also = [
        made.grid.places[part, *key, index]
        for part in ("numerator", "denominator")
        if (part, *key, index) in made.grid.places
    ]
    return made.done(place, *also, what=f"{what}: {percent}% of {row.numerators[index]}/{row.denominators[index]}")


COUNTED = ("text", "text", "rows", "triples")


@plant
def percentage_off(rng: random.Random) -> Planted:
    made = draft(rng, figures=rng.choice(COUNTED))
    key, row = made.pick("percentage")
    index = rng.randrange(len(made.book.months))
    right = whole_percent(row, index) or 0
    step = rng.choice((2, 3, 5, 9))
    return _text_share(made, key, row, index, right - step if right > 50 else right + step, "off")


@plant
def cut_or_rounded_twice(rng: random.Random) -> Planted:
    made = draft(rng, figures="text")
    options = []
    for key, row in made.rows("percentage"):
        for index, value in enumerate(row.values):
            percent = value * 100
            if percent % 1 >= 0.5:
                options.append((key, row, index, int(percent)))
            elif half_up(half_up(percent, 1)) > half_up(percent):
                options += [(key, row, index, int(percent) + 1)] * 5
    key, row, index, wrong = made.one(options)
    return _text_share(made, key, row, index, wrong, "cut off or rounded twice")


@plant
def another_months_percentage(rng: random.Random) -> Planted:
    made = draft(rng, figures=rng.choice(COUNTED))
    key, row = made.pick("percentage")
    index = made.middle()
    other = whole_percent(row, index - 1) or 0
    if other == whole_percent(row, index):
        raise Unsuited
    return _text_share(made, key, row, index, other, "last month's")


@plant
def percentage_digits_swapped(rng: random.Random) -> Planted:
    made = draft(rng, figures=rng.choice(COUNTED))
    options = []
    for key, row in made.rows("percentage"):
        for index in range(len(made.book.months)):
            text = f"{whole_percent(row, index):02d}"
            if len(text) == 2 and text[0] != text[1]:
                options.append((key, row, index, int(text[::-1])))
    return _text_share(made, *made.one(options), "digits swapped")


@plant
def more_than_all(rng: random.Random) -> Planted:
    made = draft(rng, figures=rng.choice(COUNTED))
    key, row = made.pick("percentage")
    index = made.middle()
    place = made.place("value", *key, index)
    above, below = row.numerators[index] or 1, row.denominators[index] or 1
    if above == below:
        raise Unsuited
    if made.grid.layout.figures == "text":
        made.type(place, f"{whole_percent(row, index)}% ({below}/{above})")
        return made.done(place, what="numerator above denominator")
    first, second = made.place("numerator", *key, index), made.place("denominator", *key, index)
    made.type(first, below)
    made.type(second, above)
    return made.done(place, first, second, what="counts changed over", knock_on=linked(made, row, index))


@plant
def denominator_not_the_count(rng: random.Random) -> Planted:
    made = draft(rng, rng.choice((9, 12)), figures=rng.choice(("text", "rows", "triples")))
    key, row = made.one([(k, r) for k, r in made.rows("percentage") if r.spec.linked])
    index = made.middle()
    other = next(k for k, r in made.rows() if r.spec.name == row.spec.linked)
    count = made.place("value", *other, index)
    below = row.denominators[index] + rng.choice((2, 5, -3, 8))
    percent = int(half_up((row.numerators[index] or 0) / below * 100))
    place = made.place("value", *key, index)
    if made.grid.layout.figures == "text":
        made.type(place, f"{percent}% ({row.numerators[index]}/{below})")
        return made.done(
            place,
            count,
            what=f"denominator {below}, count {row.denominators[index]}",
            knock_on=linked(made, row, index),
        )
    second = made.place("denominator", *key, index)
    made.type(second, below)
    made.type(place, (row.numerators[index] or 0) / below)
    return made.done(
        place,
        second,
        count,
        made.place("numerator", *key, index),
        what=f"denominator {below}, count {row.denominators[index]}",
        knock_on=linked(made, row, index),
    )


@plant
def running_total_falls(rng: random.Random) -> Planted:
    made = draft(rng, 9)
    key, row = made.pick("cumulative")
    index = rng.randrange(2, 8)
    place = made.place("value", *key, index)
    made.type(place, int(row.values[index - 1] or 0) - rng.randrange(8, 30))
    count = next(k for k, r in made.rows() if r.spec.name == row.spec.linked)
    return made.done(
        place,
        what="a running total that falls",
        knock_on={made.place("value", *count, index), made.place("value", *key, index + 1)},
    )


@plant
def running_total_not_its_months(rng: random.Random) -> Planted:
    made = draft(rng, 9)
    key, row = made.pick("cumulative")
    index = rng.randrange(2, 8)
    place = made.place("value", *key, index)
    made.type(place, int(row.values[index] or 0) + rng.randrange(5, 30))
    count = next(k for k, r in made.rows() if r.spec.name == row.spec.linked)
    near = {made.place("value", *count, each) for each in (index, index + 1)} | {made.place("value", *key, index + 1)}
    return made.done(
        place, made.place("value", *count, index), what="a running total that is not its months", knock_on=near
    )


@plant
def rate_not_its_count(rng: random.Random) -> Planted:
    made = draft(rng, rng.choice((9, 12)))
    key, row = made.pick("rate")
    index = made.middle()
    place = made.place("value", *key, index)
    made.type(place, round((row.values[index] or 0) * rng.choice((0.93, 1.06, 1.09)), 1))
    count = next(k for k, r in made.rows() if r.spec.name == row.spec.linked)
    return made.done(place, made.place("value", *count, index), what="a rate over another population")


@plant
def parts_not_total(rng: random.Random) -> Planted:
    made = draft(rng)
    key, row = made.one([(k, r) for k, r in made.rows() if r.spec.name.startswith("Total")])
    index = made.middle()
    place = made.place("value", *key, index)
    made.type(place, row.values[index] + rng.choice((-3, 2, 4, 9)))
    return made.done(
        place,
        *[p for k, r in made.rows() if "Stage" in r.spec.name and (p := made.place("value", *k, index))],
        what="a total that is not its parts",
        knock_on=linked(made, row, index),
    )


@plant
def year_to_date_wrong(rng: random.Random) -> Planted:
    made = draft(rng, rng.choice((6, 9, 12)), figures=rng.choice(("text", "rows")), year_to_date=True)
    key, row = made.pick("percentage", "count", least=0.01)
    place = made.place("ytd", *key)
    value = made.grid.cells[place]
    if row.is_percentage:
        wrong = whole_percent(row, 0)
        wrong += -7 if wrong > 50 else 7
        made.type(place, f"{wrong}%" if isinstance(value, str) else wrong / 100)
    else:
        made.type(place, value + max(3, value // 20))
    return made.done(place, what=f"year to date {value} typed {made.grid.cells[place]}")


@plant
def quarter_wrong(rng: random.Random) -> Planted:
    made = draft(rng, rng.choice((6, 9, 12)), figures=rng.choice(("text", "value", "rows")), quarters=True)
    key, _row = made.pick("count")
    place = made.place("quarter", *key, 2)
    value = made.grid.cells[place]
    made.type(place, value + max(4, value // 15))
    return made.done(place, what=f"quarter {value} typed {made.grid.cells[place]}")
