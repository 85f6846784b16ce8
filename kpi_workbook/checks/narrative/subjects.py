"""Which indicators a statement can be about: every row scored by the words of the sentence, with how sure that is.

A row's score is the weight of its words that were said, over those, its words left unsaid, other indicators' words that
were said beside them, and words that no indicator knows (Tversky's index). Rare words weigh more; a word that every row
of the passage's section has goes without saying.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from ...model import Indicator, KpiWorkbook
from .claims import Said
from .nothing import is_statement, told
from .strangers import is_about_another
from .vocabulary import LIGHT_STEMS, all_words, main_words, unknown, words
from .wordlists import phrase_list, word_set

_KINDS = {"assessment": word_set("cfassessment eha")}
"""A bare word and the kinds of it: where a workbook has one kind only, the bare word means that one. Health assessments
are always called so."""
_MISSING = 0.8
_FOREIGN = 1.1
_UNKNOWN = 0.12
_BRACKETED = 0.2
_FEWEST_NAMES = 8
_TIMELINESS = word_set("intim intime")
_TIMELY = 0.3
"""Most percentages are of things done on time, so that the word tells little."""
CERTAIN = 0.62
"""From this score on a row is taken to be meant."""
POSSIBLE = 0.40
"""Below it, a row is not even asked about."""
_RIVAL = 0.80
"""Rows that score this share of the best may be meant as well."""
_UNRATED = 0.7
"""A rate of what another row counts is meant only where the sentence speaks of a rate."""
_RATE = re.compile(r"\b(rates?|per)\b", re.IGNORECASE)
_POINTS_BACK = re.compile(r"\W*(which|this|that|it)\b", re.IGNORECASE)
_PIECES = re.compile(r"[:;,()]|\s[-–—]\s")
"""What parts a name into a head and what is said of it more closely."""
_PER = words("per 10,000; per 1,000")
_OTHER_NUMBERS = 0.6
_COVERED = 0.6
"""Share of the weight of a row's telling words that must have been said before it is surely meant."""
_HOME = 1.12
"""A row of the passage's own section is that much likelier."""


_WAITING = words("list; turnaround")
"""What is said of anything that people wait for."""
_ITSELF = words(
    """backlog; caseload; throughput; turnaround; performance; outturn; position; position statement; direction; result;
    commentary; comment; analysis; narrative; update; summary; explanation; reason; variance; variation; exception;
    recovered; rebounded; bounced; eased; picked"""
)
"""What a row's own commentary calls it, or itself, whatever its name."""


MINOR = all_words(
    phrase_list(
        """per 10,000; per 1,000; on time; 12 months; 4 weeks; 6 weeks; 2 weeks; 2 years; incidents reported; cases
        opened, closed; received, registered, recorded, issued, handled, processed, submitted, raised, logged,
        offered; household; residents; total; overall; average; mean; answered; requests; dealt; within; hours;
        days; seconds; minutes; bed; people; waste; collections; bins; new; at least; stage; council; home;
        found; identified; joining; joined; engaged; presenting; attended; granted; secured; offered; process;
        lost; per employee; full time equivalent"""
    )
) | frozenset(map(str, range(100)))
"""Words that tell one row from another when they are said, but that sentences often leave out."""


class Row(NamedTuple):
    """An indicator as a sentence may name it: its words, those in brackets, the numbers in both, and its section;
    `rate_of_another`: it is the rate of what another row counts."""

    position: int
    section: int
    indicator: Indicator
    words: frozenset[str]
    extra: frozenset[str]
    numbers: frozenset[str]
    rate_of_another: bool


class Candidate(NamedTuple):
    """A row that may be meant, and how well the words fit it (0 to 1)."""

    row: Row
    score: float


class Tie(NamedTuple):
    """The rows that a statement may be about, best first; `certain`: the best is meant, or one that scores like it.

    `barred`: the words say that it is about something else, so that nothing may make it certain.
    """

    candidates: tuple[Candidate, ...] = ()
    certain: bool = False
    barred: bool = False


class Subjects:
    """The rows of a workbook, ready to be asked for by words."""

    def __init__(self, book: KpiWorkbook) -> None:
        self.rows = tuple(_rows(book))
        names = {row.words | row.extra for row in self.rows}
        self._words = cache(self._meaning)
        self._pieces = cache(self._pieces_of)
        counts = Counter(word for name in names for word in name)
        self._meant = _bare(frozenset(counts))
        self.known = frozenset(counts) | frozenset(self._meant)
        self._telling = self.known - MINOR - LIGHT_STEMS
        self._familiar = self.known | all_words(_names_around(book)) | _WAITING
        several = max(len(names), _FEWEST_NAMES)
        self._weights = {
            word: math.log(1 + several / count) * (_TIMELY if word in _TIMELINESS else 1.0)
            for word, count in counts.items()
        }
        self._rarest = max(self._weights.values(), default=1.0)
        self._unsaid = [_common(self.rows, section) for section in range(len(book.sections))]
        self._titles = [words(section.title) for section in book.sections]

    def tie(self, said: Said, allowed: frozenset[int] | None = None) -> Tie:
        """The rows a statement may be about: by its own words, else with those said before it.

        `allowed`: positions of the rows that may be meant at all (those of the right unit), None for every one.
        """
        nearest = (said.own, *said.behind, *said.before)
        naming = list(islice((text for text in nearest if self._named_in(text)), 2))
        if not naming:
            return Tie()
        alone = self._named(naming[0], "", said.section, allowed)
        if naming[0] is not said.own:
            skipped = nearest[: nearest.index(naming[0])]
            strange = any(unknown(text, self._familiar) for text in skipped)
            return Tie(alone.candidates, alone.certain and not strange, alone.barred or strange)
        if alone.certain or len(naming) == 1 or unknown(said.own, self._familiar):
            return alone
        joined = self._named(said.own, naming[1], said.section, allowed)
        best = joined if joined.certain and not self._denies(said.own, joined.candidates[0].row) else alone
        found = _merged(best.candidates, alone.candidates, joined.candidates)
        named = tuple(each for each in found if not self._denies(said.own, each.row))
        return Tie(named or found, best.certain, best.barred)

    def _denies(self, own: str, row: Row) -> bool:
        """Whether a statement's own words name something that a row is not: `major` of `minor applications`."""
        return bool(self._named_in(own) - MINOR - row.words - row.extra - self._titles[row.section])

    def beside(self, said: Said, allowed: frozenset[int] | None, own: Row) -> Tie:
        """A tie of what is said in a row's own line: that row is meant where no stranger and no other row is named."""
        said = said._replace(own=said.bare)
        tie = self.tie(said, allowed)
        here = next((each for each in tie.candidates if each.row is own), Candidate(own, 0.0))
        others = tuple(each for each in tie.candidates if each.row is not own)
        if tie.certain or tie.barred:
            return Tie((*others, here), tie.certain, tie.barred)
        about = " ".join((*said.before[:1], said.own)) if _POINTS_BACK.match(said.own) else said.own
        strange = self._names_another(said, own) or bool(unknown(about, self._familiar | _ITSELF))
        return Tie((here._replace(score=1.0), *others), not strange, strange)

    def _names_another(self, said: Said, own: Row) -> bool:
        """Whether a statement in a row's own line, or what was said just before it, names what the row is not."""
        told_of = (said.own,) if self._named_in(said.own) else said.before[:2]
        named = self.tie(said).candidates
        elsewhere = bool(named) and all(each.row is not own for each in named)
        return elsewhere or any(self._denies(text, own) for text in told_of)

    def alone(self, said: Said, allowed: frozenset[int] | None, own: Row | None) -> Tie:
        """A tie of what is said in words that all must be of one row: its own line's, or the one they name."""
        if not is_statement(said.own):
            return Tie()
        name = told(said.own) or " ".join(map(told, said.before[:1]))
        named = words(name)
        if own is not None and named <= own.words | own.extra and _tells(name):
            return Tie((Candidate(own, 1.0),), certain=True)
        tie = self.tie(said, allowed) if name else Tie()
        rows = tuple(each for each in tie.candidates if named <= each.row.words | each.row.extra)
        return Tie(rows, tie.certain and _tells(name) and len(rows) == len(tie.candidates) > 0, barred=True)

    def _named_in(self, text: str) -> frozenset[str]:
        """The words of a text that name indicators and are not those of reporting itself."""
        return (self._words(text) & self.known) - LIGHT_STEMS

    def _meaning(self, text: str) -> frozenset[str]:
        return frozenset(self._meant.get(word, word) for word in words(text))

    def _named(self, text: str, context: str, section: int, allowed: frozenset[int] | None) -> Tie:
        """The rows that a text names, with the words said before it; unsure where a stranger's name heads it."""
        own = self._named_in(text)
        said = (self._words(text) | self._words(context)) & self.known
        strange = unknown(text, self._familiar)
        rated = bool(_RATE.search(f"{text} {context}"))
        numbers = _numbers(words(text))
        scored = [
            Candidate(row, self._score(row, said, strange, section) * _fitness(row, rated, numbers))
            for row in self.rows
            if row.words & own and (allowed is None or row.position in allowed)
        ]
        scored.sort(key=lambda each: (-each.score, each.row.section != section, each.row.position))
        if not scored or scored[0].score < POSSIBLE:
            return Tie()
        best = scored[0]
        barred = is_about_another(text, self._familiar, self._telling)
        certain = best.score >= CERTAIN and self._covers(best.row, said, section) and not barred
        if not barred and not strange and self._names_alone(best.row, said):
            certain, scored[0] = True, best._replace(score=max(best.score, CERTAIN))
        return Tie(tuple(each for each in scored if each.score >= best.score * _RIVAL), certain, barred)

    def _covers(self, row: Row, said: frozenset[str], section: int) -> bool:
        """True where most of what tells a row from others was said."""
        unsaid = self._unsaid[section] if row.section == section else frozenset()
        telling = row.words - MINOR - unsaid
        return self._weight(telling & said) >= _COVERED * self._weight(telling)

    def _names_alone(self, row: Row, said: frozenset[str]) -> bool:
        """True where a whole piece of a name is said (`turnover` of `Turnover: leavers as % of headcount`) that no
        other name has, and nothing beside that the row has not."""
        if said - row.words - row.extra - self._titles[row.section] - LIGHT_STEMS:
            return False
        return any(piece <= said for piece in self._pieces(row.position))

    def _pieces_of(self, position: int) -> Sequence[frozenset[str]]:
        """The telling words of each piece of a row's name that no other name has, where it has several pieces."""
        name = self.rows[position].indicator.name
        pieces = [words(piece) - MINOR - LIGHT_STEMS for piece in _PIECES.split(name)]
        others = [each.words | each.extra for each in self.rows if each.indicator.name != name]
        several = pieces if len(pieces) > 1 else ()
        return [piece for piece in several if piece and not any(piece <= other for other in others)]

    def _score(self, row: Row, said: frozenset[str], strange: frozenset[str], section: int) -> float:
        unsaid = self._unsaid[section] if row.section == section else frozenset()
        matched = self._weight(said & row.words) + _BRACKETED * self._weight(said & row.extra)
        left_out = row.words - said - unsaid
        missing = self._weight(left_out - MINOR) + _BRACKETED * self._weight((left_out & MINOR) | (row.extra - said))
        foreign = self._weight(said - row.words - row.extra - self._titles[section] - LIGHT_STEMS)
        whole = matched + _MISSING * missing + _FOREIGN * foreign + _UNKNOWN * self._rarest * len(strange)
        home = _HOME if row.section == section else 1.0
        return min(home * matched / whole, 1.0) if whole else 0.0

    def _weight(self, said: Iterable[str]) -> float:
        return sum(map(self._weights.__getitem__, said))


def _tells(name: str) -> bool:
    """Whether every word of what a sentence names is one that names could have; `before`, `outside` are not."""
    return all(map(words, name.split()))


def _bare(known: frozenset[str]) -> dict[str, str]:
    """The bare words that stand for the one kind of them that a workbook's names know."""
    kinds = {bare: sorted(full & known) for bare, full in _KINDS.items() if bare not in known}
    return {bare: full[0] for bare, full in kinds.items() if len(full) == 1}


def _names_around(book: KpiWorkbook) -> Iterable[str]:
    """The names that a sentence may drop without being about something else: the council's, sections', comparators'."""
    yield book.organisation or ""
    yield from (section.title for section in book.sections)
    yield from sorted({each.name for indicator in book.indicators for each in indicator.comparators})


def _rows(book: KpiWorkbook) -> Iterable[Row]:
    position = 0
    names = {main_words(indicator.name) for indicator in book.indicators}
    for number, section in enumerate(book.sections):
        for indicator in section.indicators:
            main = main_words(indicator.name) | words(indicator.team or "")
            extra = (words(indicator.name) | words(indicator.group or "")) - main
            numbers = _numbers(main | extra)
            yield Row(position, number, indicator, main, extra, numbers, bool(main & _PER) and main - _PER in names)
            position += 1


def _fitness(row: Row, rated: bool, numbers: frozenset[str]) -> float:
    """How much less likely a row is: a rate where none is spoken of; days or bands other than those in its name."""
    clash = bool(numbers and row.numbers and not numbers & row.numbers)
    return (_UNRATED if row.rate_of_another and not rated else 1.0) * (_OTHER_NUMBERS if clash else 1.0)


def _numbers(said: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in said if any(map(str.isdigit, word)) and not word.startswith("per"))


def _common(rows: Sequence[Row], section: int) -> frozenset[str]:
    """The words that every row of a section has, where it has several."""
    inside = [row.words for row in rows if row.section == section]
    return frozenset.intersection(*inside) if len(inside) > 1 else frozenset()


def _merged(*lists: Sequence[Candidate]) -> tuple[Candidate, ...]:
    seen: dict[int, Candidate] = {}
    for candidates in lists:
        for each in candidates:
            seen.setdefault(each.row.position, each)
    return tuple(seen.values())
