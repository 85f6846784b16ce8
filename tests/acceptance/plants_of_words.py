"""False statements in the text."""

from __future__ import annotations

import random

from acceptance_books import make_book
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
    down = rng.random() < 0.2
    made = Draft(rng, book, render(book, choose_layout(rng, len(book.months), down=down)), claims)
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
