"""A sentence taken apart: its periods, quantities and cues, and the parts that each say one thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .cues import FACTORS, MOVES, Cue, Mark, Phrases, marks
from .dates import periods
from .numbers import Quantity, quantities
from .periods import Calendar, Period
from .runs import Run, runs
from .tokens import Token, sentences
from .wordlists import word_set

_LONGEST_SENTENCE = 400
"""Tokens; a longer run without a full stop is a list or a dump, and is read in pieces of this length."""
_BOUNDARY_MARKS = frozenset({",", ";", ":", "(", ")", "–", "—", "[", "]"})
_BOUNDARY_WORDS = word_set(
    """and but while whilst whereas although though with which followed then however having because so yet
    following"""
)
_JOINING = frozenset({"and", "but", "while", "whilst", "although", "so", "because"})
_TURNING = frozenset({"while", "whilst", "whereas", "but", "although", "though"})
_VERBS = frozenset(
    {"is", "are", "was", "were", "has", "have", "had", "we", "this", "it", "they", "work", "remains", "remain"}
)
_AND_OVER = frozenset({"over", "under", "above", "below", "older", "younger", "up"})
"""What closes a band behind its number: `aged 65 and over`."""
_OPENERS = word_set("""at with now still standing just only a the total of in on for during by end out ( ) ,""")
"""Words before a sentence's first number that say nothing yet of whom it is about: `At 713, …`."""
_PREDICATES = frozenset(Cue) - {
    Cue.EACH,
    Cue.NOT,
    Cue.MODAL,
    Cue.COMPARED,
    Cue.FROM,
    Cue.SINCE,
    Cue.AREA,
    Cue.AVERAGE,
    Cue.TOTAL,
    Cue.MET,
    Cue.ABOVE,
    Cue.BELOW,
    Cue.NEAR,
    Cue.NAME,
}


class Part(NamedTuple):
    """A stretch of a sentence (tokens `first` to `last`) with one statement in it. `bracketed`: inside brackets."""

    first: int
    last: int
    bracketed: bool = False

    def holds(self, first: int, last: int) -> bool:
        """True where a span lies in this part."""
        return self.first <= first and last <= self.last


@dataclass(frozen=True)
class Sentence:
    """A sentence's tokens and what was recognised in them, each in order."""

    text: str
    tokens: Sequence[Token]
    periods: tuple[Period, ...]
    quantities: tuple[Quantity, ...]
    marks: tuple[Mark, ...]
    runs: tuple[Run, ...]

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The sentence split where a new statement begins; every token is in one part or a boundary."""
        return tuple(_parts(self))

    def part_of(self, first: int) -> int:
        """The position of the part that a token lies in, or that follows it."""
        return self._places[first]

    @cached_property
    def _places(self) -> Sequence[int]:
        """The position of each token's part; of what lies between two parts, the one that follows."""
        places: list[int] = []
        for place, part in enumerate(self.parts):
            places += [place] * (part.last + 1 - len(places))
        return places + [len(self.parts) - 1] * (len(self.tokens) - len(places))

    def words(self, first: int, last: int) -> str:
        """The text of tokens `first` to `last` without its quantities and periods."""
        return " ".join(self.tokens[at].text for at in range(max(first, 0), last + 1) if at not in self.measured)

    @cached_property
    def worded(self) -> tuple[str, ...]:
        """The words of each part."""
        return tuple(self.words(part.first, part.last) for part in self.parts)

    def lows(self, first: int, last: int) -> list[str]:
        """The words in lower case of tokens `first` to `last`, cut at the ends of the sentence."""
        return self._lows[max(first, 0) : last + 1]

    @cached_property
    def _lows(self) -> list[str]:
        return [token.low for token in self.tokens]

    def only_opens(self, end: int) -> bool:
        """True where nothing before token `end` names anything: `At 713 in July` goes on with whom the number is of."""
        return all(at in self.measured or self.tokens[at].low in _OPENERS for at in range(end))

    @cached_property
    def measured(self) -> frozenset[int]:
        """The tokens that are quantities of something, periods or runs of months, and so name no indicator."""
        spans: list[Period | Quantity | Run] = [
            *self.periods,
            *self.runs,
            *(each for each in self.quantities if not each.detail),
        ]
        return _inside(spans)


def parse(text: str, calendar: Calendar, phrases: Phrases) -> list[Sentence]:
    """The sentences of a passage."""
    return [
        _sentence(text, tokens[start : start + _LONGEST_SENTENCE], calendar, phrases)
        for tokens in sentences(text)
        for start in range(0, len(tokens), _LONGEST_SENTENCE)
    ]


def _sentence(text: str, tokens: Sequence[Token], calendar: Calendar, phrases: Phrases) -> Sentence:
    dated = periods(tokens, calendar)
    alike = runs(tokens, dated)
    taken, run = _inside(dated), _inside(alike)
    cued = [
        mark
        for mark in marks(tokens, phrases)
        if taken.isdisjoint(range(mark.first, mark.last + 1)) and (mark.first not in run or mark.cue in MOVES)
    ]
    times = _inside(mark for mark in cued if mark.cue in FACTORS)
    numbered = quantities(tokens, taken | run | times)
    quote = text[tokens[0].start : tokens[-1].end] if tokens else ""
    return Sentence(quote, tokens, tuple(dated), tuple(numbered), tuple(cued), tuple(alike))


def _inside(spans: Iterable[Period | Quantity | Mark | Run]) -> frozenset[int]:
    """The tokens that lie in any of the spans."""
    return frozenset(at for each in spans for at in range(each.first, each.last + 1))


def _parts(sentence: Sentence) -> Iterable[Part]:
    """Splits at a boundary only where both sides state something, and at brackets always."""
    first, depth, turn = 0, 0, -1
    ends = [*_boundaries(sentence), len(sentence.tokens)]
    for position, end in enumerate(ends):
        word = sentence.tokens[end].low if end < len(sentence.tokens) else ")"
        following = ends[position + 1] if position + 1 < len(ends) else len(sentence.tokens)
        hard = word in "()[];" or (
            _states(sentence, first, end - 1, word == "with") and _states_soon(sentence, end + 1, ends[position + 1 :])
        )
        hard = hard or (word in _JOINING and _states(sentence, first, end - 1, True) and _has_verb(sentence, end + 1))
        if end < len(sentence.tokens) and (not hard or (word == "," and sentence.only_opens(end))):
            turn = end if word in _TURNING and _states(sentence, first, end - 1) else turn
            continue
        if word == "with" and turn > first and not _states(sentence, turn + 1, end - 1):
            end, word = turn, ""  # `…, while adults with a learning disability stood at 6%`: the name goes on behind
        if first <= end - 1:
            yield Part(first, end - 1, depth > 0)
        depth += (word in "([") - (word in ")]" and depth > 0)
        first = end + (word in _BOUNDARY_MARKS and end < following)


def _states_soon(sentence: Sentence, first: int, ends: Sequence[int]) -> bool:
    """True where the stretch up to the next boundary states something."""
    end = next((each for each in ends if each > first), len(sentence.tokens))
    return _states(sentence, first, end - 1)


def _has_verb(sentence: Sentence, first: int) -> bool:
    """True where a new clause with its own verb begins: `and the service is reviewing why`."""
    return any(word in _VERBS for word in sentence.lows(first, first + 4))


def _states(sentence: Sentence, first: int, last: int, by_number: bool = False) -> bool:
    """True where the tokens hold a number or a cue of a statement; `by_number`: only a number counts."""
    numbers = any(first <= each.first and each.last <= last and not each.detail for each in sentence.quantities)
    return numbers or any(
        not by_number and first <= mark.first and mark.last <= last and mark.cue in _PREDICATES
        for mark in sentence.marks
    )


def _boundaries(sentence: Sentence) -> list[int]:
    """Tokens where a new statement may begin: marks and joining words outside periods, quantities and cues."""
    spans: list[Period | Quantity | Mark | Run] = [
        *sentence.periods,
        *sentence.quantities,
        *sentence.runs,
        *(mark for mark in sentence.marks if mark.last > mark.first),
    ]
    inside = _inside(spans)
    return [
        at
        for at, token in enumerate(sentence.tokens)
        if at not in inside
        and (token.low in _BOUNDARY_MARKS or token.low in _BOUNDARY_WORDS)
        and not (token.low == "and" and _AND_OVER & set(sentence.lows(at + 1, at + 1)) and _is_digits(sentence, at - 1))
    ]


def _is_digits(sentence: Sentence, at: int) -> bool:
    return at >= 0 and sentence.tokens[at].low.isdigit()
