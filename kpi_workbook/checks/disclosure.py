"""Small numbers: what the public edition must withhold."""

from __future__ import annotations

from collections.abc import Iterator

from ..disclosure import suppress
from ..model import Severity
from .rule import Case, Hit, rule


@rule("D701", "withheld-from-the-public", Severity.INFO)
def withheld_from_the_public(case: Case) -> Iterator[Hit]:
    """Some cells hold numbers so small that the public edition will not show them.

    A count of 1 to 5 (the threshold is a setting), and whatever would give one back, may name a child. One line says
    how many cells and why; the finding stands at the first. To put right: nothing; build the public edition with
    `--edition public`, never by deleting columns by hand.
    """
    if case.public:
        return
    found = suppress(case.book, case.settings)
    if found.cells:
        reasons = "; ".join(f"{count} as {reason}" for reason, count in found.by_reason)
        cells = f"{len(found.cells)} cell{'s' if len(found.cells) > 1 else ''}"
        yield Hit(place=found.cells[0].place, message=f"the public edition withholds {cells}: {reasons}")


@rule("D702", "disclosive-in-public", Severity.ERROR, needs="public")
def disclosive_in_public(case: Case) -> Iterator[Hit]:
    """A cell of the public edition holds a small number, or one from which a small number can be worked out.

    Children must not be recognisable. The message gives the reason and never the value. To put right: build the public
    edition with this program, which withholds such cells, and change the text that states the number.
    """
    rows = {indicator.place: indicator for indicator in case.book.indicators}
    for each in suppress(case.book, case.settings).cells:
        yield Hit(
            place=each.place,
            message=f"must be withheld: {each.reason}",
            indicator=rows[each.indicator] if each.indicator else None,
            month=each.month,
        )


RULES = (withheld_from_the_public, disclosive_in_public)
