"""A sentence's statements: its parts, months and numbers, and for each where it is said and of whom."""

from __future__ import annotations

from collections.abc import Sequence

from ...model import Passage
from .claims import Base, Said
from .cues import Cue, Mark
from .parsing import Part, Sentence
from .roles import role
from .timing import Timing
from .wordlists import word_set

_CONTEXT = 6
"""How many parts of sentences before a statement may still tell whom it is about."""
_REMEMBERED = 24
"""How many sentences are kept in mind while a passage is read."""
_NO_WORDS = " .,;:()-–"
_LONGEST_QUOTE = 90
_REASONS = word_set(
    """because due owing thanks following after as reflecting driven caused despite helped linked attributable
    attributed when which mainly largely partly primarily"""
)
"""The words that begin why a figure is what it is."""
_NO_REASON_AFTER_AS = word_set("at of well against part per many")


class Statements:
    """One sentence's statements; `heard`: the sentences before it in its passage."""

    def __init__(self, sentence: Sentence, passage: Passage, section: int, heard: Sequence[Sentence]) -> None:
        self.sentence = sentence
        self.timing = Timing(sentence)
        self._passage = passage
        self._section = section
        self._heard = heard[-_REMEMBERED:]
        self.roles = {each: role(sentence, each) for each in sentence.quantities}

    @property
    def open_parts(self) -> list[int]:
        """The positions of the parts that speak of what is."""
        return [place for place in range(len(self.sentence.parts)) if not self._is_hoped(place)]

    def _is_hoped(self, place: int) -> bool:
        """True of a part that speaks of what should, will or may be, itself or before it in the sentence."""
        last = self.sentence.parts[place].last
        first = max(
            (at + 1 for at in range(last) if self.sentence.tokens[at].low in (";", "but", "although")), default=0
        )
        return any(mark.cue is Cue.MODAL and first <= mark.first <= last for mark in self.sentence.marks)

    def said(self, first: int, own: str | None = None) -> Said:
        """Where something at token `first` is said, with the words that tell whom it is about."""
        place = self.sentence.part_of(first)
        part, words = self.sentence.parts[place], self.sentence.worded
        before = [*(text for sentence in self._heard for text in sentence.worded), *words[:place]]
        near = [text for text in before if text.strip(_NO_WORDS)][-_CONTEXT:]
        if own is not None:
            near.append(words[place])
        quote = self._quote(part.first, part.last, first)
        reason = self._reason_behind(first, part.last)
        return Said(
            place=self._passage.place,
            section=self._section,
            quote=quote,
            own=words[place] if own is None else own,
            bare=words[place] if reason is None else self.sentence.words(part.first, reason - 1),
            before=tuple(reversed(near)),
            behind=self._behind(part.last) if own is None else (),
            sentence=self.sentence.tokens[0].start,
        )

    def _reason_behind(self, first: int, last: int) -> int | None:
        """The token behind `first` that begins the reason for what is said there."""
        for at in range(first + 1, last + 1):
            word, following = (*self.sentence.lows(at, at + 1), "")[:2]
            if word in _REASONS and not (word == "as" and following in _NO_REASON_AFTER_AS):
                return at
        return None

    def _behind(self, last: int) -> tuple[str, ...]:
        """The words of the parts that go on, where only numbers and small words stand up to token `last`."""
        if not self.sentence.only_opens(last + 1):
            return ()
        parts = zip(self.sentence.parts, self.sentence.worded, strict=True)
        return tuple(words for part, words in parts if part.first > last)

    def _quote(self, first: int, last: int, at: int) -> str:
        """The part's own text, of a long part what stands around token `at`."""
        tokens = self.sentence.tokens
        while tokens[last].end - tokens[first].start > _LONGEST_QUOTE:
            if at - first > last - at:
                first += 1
            else:
                last -= 1
            if first >= at >= last:
                break
        return self._passage.text[tokens[first].start : tokens[last].end]

    def bases_after(self, first: int) -> tuple[Base, ...]:
        """What a change at token `first` is counted from: its part's bases and those of the parts that go on."""
        parts = self.sentence.parts
        place = self.sentence.part_of(first)
        last = parts[place].last
        for part in parts[place + 1 :]:
            if self._is_bare(part):
                continue
            if part.bracketed or self._has_own_statement(part.first, part.last):
                break
            last = part.last
        start = parts[place].first
        return tuple(base for base in self.timing.bases if start <= base.period.first <= last)

    def behind_bracket(self, first: int) -> Part | None:
        """What goes on behind the number in brackets: `rose by 15% (38) in December from November`."""
        parts = self.sentence.parts
        following = parts[self.sentence.part_of(first) + 1 :][:2]
        if len(following) < 2 or not self._is_bare(following[0]) or following[1].bracketed:
            return None
        return None if self._has_own_statement(following[1].first, following[1].last) else following[1]

    def _is_bare(self, part: Part) -> bool:
        """True of a bracket with nothing but a number in it."""
        numbers = {at for each in self.roles for at in range(each.first, each.last + 1)}
        return part.bracketed and all(at in numbers for at in range(part.first, part.last + 1))

    def _has_own_statement(self, first: int, last: int) -> bool:
        moved = any(
            mark.cue in (Cue.UP, Cue.DOWN, Cue.HIGHEST, Cue.LOWEST) and first <= mark.first <= last
            for mark in self.sentence.marks
        )
        return moved or any(first <= each.first <= last for each in self.roles)

    def is_negated(self, mark: Mark) -> bool:
        """True where a `not` or `no longer` stands right before a cue."""
        return any(each.cue is Cue.NOT and 0 < mark.first - each.last <= 3 for each in self.sentence.marks)
