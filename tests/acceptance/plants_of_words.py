"""False statements in the text, and figures that changed since the last issue."""

from __future__ import annotations

import random

from acceptance_books import (
    half_up,
    make_book,
    without_last_month,
)
from acceptance_drafts import PLANTS, Draft, Planted, Unsuited, plant
from acceptance_rendering import choose_layout, render
from acceptance_sentences import claims_of, write_analysis


@plant
def false_claim(rng: random.Random) -> Planted:
    return _false_claim(rng, "")


def _false_claim(rng: random.Random, kind: str) -> Planted:
    book = make_book(rng)
    claims = write_analysis(book, rng)
    number = rng.randrange(len(book.sections))
    section = book.sections[number]
    if kind and not any(claim.kind == kind for claim in claims[number]):
        row = rng.choice(section.rows)
        fitting = [claim for claim in claims_of(row, book, rng) if claim.kind == kind]
        if not fitting or any(claim.row is row for claim in claims[number]):
            raise Unsuited
        claims[number].append(fitting[0])
        section.analysis.append(fitting[0].true)
    fitting = [claim for claim in claims[number] if not kind or claim.kind == kind]
    if not fitting:
        raise Unsuited
    claim = rng.choice(fitting)
    section.analysis[section.analysis.index(claim.true)] = claim.false
    made = Draft(rng, book, render(book, choose_layout(rng, len(book.months))), claims)
    found = made.done(made.grid.places["analysis", number], what=f"{claim.kind}: {claim.false}  (TRUE: {claim.true})")
    found.knock_on = set()
    return found


def _claim_plants() -> None:
    for kind in (
        "value",
        "year to date",
        "direction",
        "per cent",
        "difference",
        "highest",
        "against target",
        "n of m",
        "average",
        "comparator",
    ):
        PLANTS[f"false {kind}"] = lambda rng, kind=kind: _false_claim(rng, kind)


del PLANTS["false_claim"]
_claim_plants()


def _two_issues(rng: random.Random, **fixed: object) -> tuple[Draft, Draft]:
    book = make_book(rng, rng.choice((7, 8, 9, 11)))
    layout = choose_layout(rng, len(book.months), **{"spare_months": 0, **fixed})
    earlier = without_last_month(book)
    return Draft(rng, book, render(book, layout), []), Draft(rng, earlier, render(earlier, layout), [])


@plant
def figure_revised(rng: random.Random) -> Planted:
    now, before = _two_issues(rng, year_to_date=False, quarters=False)
    key, row = now.pick("percentage", "count", least=0)
    index = rng.randrange(1, len(before.book.months) - 1)
    place = before.place("value", *key, index)
    if row.is_percentage:
        above, below = row.numerators[index], row.denominators[index]
        above = above - 3 if above > 10 else above + 2
        if before.grid.layout.figures == "text":
            before.type(place, f"{int(half_up(above / below * 100))}% ({above}/{below})")
        elif before.grid.layout.figures == "value":
            before.type(place, above / below)
        else:
            before.type(place, above / below)
            before.type(before.place("numerator", *key, index), above)
    else:
        before.type(place, row.values[index] + 4)
    cells = [now.grid.places[k] for k in (("value", *key, index), ("numerator", *key, index)) if k in now.grid.places]
    found = now.done(*cells, what="revised since the last issue", hint=False)
    found.previous = before.grid
    return found


@plant
def target_revised(rng: random.Random) -> Planted:
    now, before = _two_issues(rng)
    key, row = now.one([(k, r) for k, r in now.rows("percentage") if r.target])
    place = before.place("target", *key)
    text = before.grid.cells[place]
    changed = row.target + (-0.05 if row.spec.better == "high" else 0.05)
    before.type(
        place, text.replace(f"{row.target * 100:.0f}%", f"{changed * 100:.0f}%") if isinstance(text, str) else changed
    )
    found = now.done(now.place("target", *key), what=f"target was {before.grid.cells[place]}, is {text}")
    found.previous = before.grid
    return found


@plant
def comparator_revised(rng: random.Random) -> Planted:
    now, before = _two_issues(rng, comparators=True)
    key, row = now.pick("percentage")
    place = before.place("comparator", *key, "England")
    changed = row.comparators["England"] + 0.03 * (-1 if row.comparators["England"] > 0.5 else 1)
    before.type(place, f"{changed * 100:.0f}%" if isinstance(before.grid.cells[place], str) else changed)
    found = now.done(now.place("comparator", *key, "England"), what="England's figure changed", hint=True)
    found.previous = before.grid
    return found


@plant
def indicator_came(rng: random.Random) -> Planted:
    now, before = _two_issues(rng)
    number = rng.randrange(2)
    del before.book.sections[number].rows[-1]
    before.grid = render(before.book, before.grid.layout)
    key = (number, len(now.book.sections[number].rows) - 1)
    found = now.done(
        *now.same_row(now.place("value", *key, 0)), now.place("name", *key), what="a new indicator", hint=True
    )
    found.previous = before.grid
    return found


@plant
def indicator_went(rng: random.Random) -> Planted:
    now, before = _two_issues(rng)
    number = rng.randrange(2)
    del now.book.sections[number].rows[-1]
    now.grid = render(now.book, now.grid.layout)
    sheet = now.grid.places["section", number][0]
    found = now.done(*[p for p in now.grid.cells if p[0] == sheet], what="an indicator gone", hint=True)
    found.previous = before.grid
    return found
