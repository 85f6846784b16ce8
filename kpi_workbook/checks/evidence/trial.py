"""Whom failed relations are to be laid to: one cell for one cause.

A cell is the more suspect the more failed relations it stands in, the fewer that hold vouch for it, the more it
stands out from its own row's history (and would not, put right), and when one slip of the hand explains it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...model import Place
from .ledger import Ledger, Node, Part
from .relations import Relation
from .slips import slip_between

VOUCH = 0.2  # what a relation that holds takes off
MOST_VOUCHES = 4
STANDS_OUT = 0.25  # for each spread that putting right brings the cell nearer to its row's history
MOST_SPREADS = 6.0
OUTLYING = 3.0
"""Spreads from which a cell is out of line at all …"""
ORDINARY = 0.1
"""… and what is left of the evidence where it is not."""
FEW = 3
"""Cells of a relation, up to which a slip that fits one of them is no chance."""
SLIP = 0.75
LATER = 0.05  # for each place down a relation's own order of likelihood
NAMED_ALONE = 10.0  # a relation within one cell needs no trial


@dataclass(frozen=True, slots=True)
class Verdict:
    """A cell at fault: the relation that tells it best, and the other cells that spoke in the matter."""

    node: Node
    relation: Relation
    others: tuple[Place, ...]


def try_all(ledger: Ledger, relations: Iterable[Relation], precedence: Sequence[str]) -> tuple[Verdict, ...]:
    """A verdict for every cause of failed relations. `precedence`: rule ids, the most telling first."""
    relations = tuple(relations)
    vouches = Counter(node for each in relations if each.holds for node in each.nodes)
    rank = {rule: position for position, rule in enumerate(precedence)}
    verdicts: list[Verdict] = []
    for matter in _matters([each for each in relations if not each.holds]):
        verdicts += _judge(ledger, matter, vouches, rank)
    return tuple(verdicts)


def _matters(failed: Sequence[Relation]) -> list[list[Relation]]:
    """The failed relations in groups that share a cell."""
    matter_of: dict[Place, int] = {}
    matters: dict[int, list[Relation]] = {}
    for number, each in enumerate(failed):
        joined = {matter_of[node.place] for node in each.nodes if node.place in matter_of}
        merged = [each]
        for other in sorted(joined, reverse=True):
            merged = matters.pop(other) + merged
        matters[number] = merged
        for relation in merged:
            for node in relation.nodes:
                matter_of[node.place] = number
    return list(matters.values())


def _judge(
    ledger: Ledger, matter: list[Relation], vouches: Mapping[Node, int], rank: Mapping[str, int]
) -> list[Verdict]:
    """The cells at fault in one matter, the most suspect first, until every failure is laid to one."""
    verdicts = []
    left = matter
    while left:
        culprit = _most_suspect(ledger, left, vouches)
        mine = [each for each in left if any(node.place == culprit.place for node in each.nodes)]
        telling = min(mine, key=lambda each: (rank[each.rule], -each.weight))
        node = next((node for node in telling.nodes if node == culprit), None) or next(
            node for node in telling.nodes if node.place == culprit.place
        )
        others = {place for each in mine for place in (*each.witnesses, *(node.place for node in each.nodes))}
        verdicts.append(Verdict(node, telling, tuple(sorted(others - {culprit.place}))))
        left = [each for each in left if each not in mine]
    return verdicts


def _most_suspect(ledger: Ledger, failed: Sequence[Relation], vouches: Mapping[Node, int]) -> Node:
    against: dict[Place, float] = defaultdict(float)
    nodes: dict[Place, Node] = {}
    for each in failed:
        alone = len({node.place for node in each.nodes}) == 1
        for position, node in enumerate(each.nodes):
            nodes.setdefault(node.place, node)
            if all(node.place != earlier.place for earlier in each.nodes[:position]):
                against[node.place] += each.weight + (NAMED_ALONE if alone else 0.0) - LATER * position
    for place, node in nodes.items():
        against[place] += _own_evidence(ledger, node, failed) - VOUCH * min(vouches.get(node, 0), MOST_VOUCHES)
    return nodes[max(against, key=lambda place: (against[place], place in nodes))]


def _own_evidence(ledger: Ledger, node: Node, failed: Sequence[Relation]) -> float:
    """What a cell's own history and digits say against it, at its likeliest repair."""
    return max(
        (_standing_out(ledger, node, each) + _slip(ledger, node, each) for each in failed if node in each.repairs),
        default=0.0,
    )


def _standing_out(ledger: Ledger, node: Node, relation: Relation) -> float:
    """How much nearer to its row's history the cell would be, put right. Cells that say the same thing are weighed in
    full; otherwise only what is out of line, before or after, counts."""
    value, history = ledger.value(node), ledger.history(node.row, node.part)
    around = history.around(node.month) if history and node.month else None
    if around is None or value is None:
        return 0.0
    before, after = min(around.surprise(float(value)), 50.0), min(around.surprise(float(relation.repairs[node])), 50.0)
    gain = STANDS_OUT * max(-MOST_SPREADS, min(MOST_SPREADS, before - after))
    return gain if relation.rivals or max(before, after) > OUTLYING else gain * ORDINARY


def _slip(ledger: Ledger, node: Node, relation: Relation) -> float:
    """One slip explains the cell; where many cells could be meant it fits one by chance, unless that is out of line."""
    value = relation.values.get(node, ledger.value(node))
    decimals = 2 if node.part is Part.VALUE and value is not None and abs(value) <= 1 else 0
    if value is None or not slip_between(value, relation.repairs[node], decimals):
        return 0.0
    return SLIP if len(relation.nodes) <= FEW or node.month is None or _is_outlying(ledger, node) else 0.0


def _is_outlying(ledger: Ledger, node: Node) -> bool:
    value, history = ledger.value(node), ledger.history(node.row, node.part)
    around = history.around(node.month) if history and node.month else None
    return around is not None and value is not None and around.surprise(float(value)) > OUTLYING
