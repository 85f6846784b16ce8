"""A relation between cells that must hold, whether it does, and what each cell would have to be for it to hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from ...model import Number, Place
from .ledger import Node


@dataclass(frozen=True, slots=True)
class Telling:
    """A verdict in words."""

    message: str
    found: str | None = None
    expected: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """Something that cells say of one another.

    `nodes`: whom a failure could be laid to, the likeliest first. `witnesses`: other cells that the message names.
    `repairs`: what a node would have to be. `values`: the numbers of nodes that are no month's.
    `weight`: how much a failure counts. `tell` puts a failure into words
    for the node it is laid to; None for a relation that holds.
    `rivals`: the nodes say the same thing, so that their histories can be held against each other.
    """

    rule: str
    nodes: tuple[Node, ...]
    tell: Callable[[Node], Telling] | None = None
    witnesses: tuple[Place, ...] = ()
    repairs: Mapping[Node, Fraction] = field(default_factory=dict)
    values: Mapping[Node, Number] = field(default_factory=dict)
    weight: float = 1.0
    rivals: bool = False

    @property
    def holds(self) -> bool:
        return self.tell is None
