"""A clean book as typed, ready to be spoilt; and what a planted error is: its cells, and where else it may be felt."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from acceptance_books import (
    Book,
    Row,
    make_book,
)
from acceptance_rendering import Grid, Place, choose_layout, render
from acceptance_sentences import Claim, write_analysis


@dataclass
class Planted:
    """A workbook with one error: `cells` accepts any of these, `knock_on` says where else it may rightly be felt.

    `only_noted`: it must be told, but as worth knowing only. `says`: words of the message. `published`: a table of
    published figures. `public`: judged as the public edition.
    """

    kind: str
    grid: Grid
    cells: set[Place]
    what: str
    knock_on: set[Place] = field(default_factory=set)
    previous: Grid | None = None
    hint_is_enough: bool = False
    only_noted: bool = False
    says: str = ""
    published: str = ""
    public: bool = False


Key = tuple[int, int]


class Unsuited(Exception):
    """This draw has no place for the error; another seed has."""


@dataclass
class Draft:
    """A clean book as typed, ready to be spoilt."""

    rng: random.Random
    book: Book
    grid: Grid
    claims: list[list[Claim]]

    def rows(self, *kinds: str, least: float = 0) -> Iterator[tuple[Key, Row]]:
        for number, section in enumerate(self.book.sections):
            for position, row in enumerate(section.rows):
                if (not kinds or row.spec.kind in kinds) and _mean(row) >= least:
                    yield (number, position), row

    def pick(self, *kinds: str, least: float = 0) -> tuple[Key, Row]:
        return self.one(list(self.rows(*kinds, least=least)))

    def one(self, options: list) -> object:
        if not options:
            raise Unsuited
        return self.rng.choice(options)

    def place(self, *key: object) -> Place:
        if key not in self.grid.places or (self.grid.places[key] not in self.grid.cells and key[0] != "spare"):
            raise Unsuited
        return self.grid.places[key]

    def middle(self) -> int:
        return self.rng.randrange(1, len(self.book.months) - 1)

    def type(self, place: Place, value: object, look: str | None = None) -> None:
        if value is None:
            del self.grid.cells[place]
            return
        self.grid.cells[place] = value
        if look is not None:
            self.grid.looks[place] = look

    def same_row(self, place: Place) -> set[Place]:
        return {each for each in self.grid.cells if each[:2] == place[:2]}

    def done(self, *cells: Place, what: str, knock_on: set[Place] | None = None, hint: bool = False) -> Planted:
        words = {place for key, place in self.grid.places.items() if key[0] == "analysis"}
        return Planted("", self.grid, set(cells), what, (knock_on or set()) | words, hint_is_enough=hint)


def _mean(row: Row) -> float:
    seen = [value for value in row.values if value is not None]
    return sum(seen) / len(seen)


def draft(rng: random.Random, months: int | None = None, words: bool = True, **fixed: object) -> Draft:
    book = make_book(rng, months)
    claims = write_analysis(book, rng) if words else []
    return Draft(rng, book, render(book, choose_layout(rng, len(book.months), **fixed)), claims)


PLANTS: dict[str, Callable[[random.Random], Planted]] = {}


def plant(function: Callable[[random.Random], Planted]) -> Callable[[random.Random], Planted]:
    PLANTS[function.__name__] = function
    return function


def linked(made: Draft, row: Row, index: int) -> set[Place]:
    """Cells that rest on this row's figure, and the row's own totals."""
    names = {row.spec.name} | ({"Total complaints received"} if "Stage" in row.spec.name else set())
    resting = [key for key, each in made.rows() if each.spec.linked in names or each.spec.name in names]
    if row.spec.name == "Total complaints received":
        resting += [key for key, each in made.rows() if "Stage" in each.spec.name]
    return {
        p
        for k, p in made.grid.places.items()
        if k[0] in ("value", "denominator", "ytd", "quarter")
        and k[1:3] in resting
        and (k[0] in ("ytd", "quarter") or k[3] == index)
    }


def headings_of(made: Draft, index: int) -> list[Place]:
    return [place for key, place in made.grid.places.items() if key[0] == "heading" and key[2] == index]
