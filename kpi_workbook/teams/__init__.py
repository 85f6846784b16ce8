"""A workbook broken down by team: a scrutiny workbook each with boxes to fill in, and the texts collected from them."""

from .building import TeamBuilt, TeamsBuilt, build_teams
from .collecting import Collected, collect
from .dividing import read_division
from .returns import Return, Verdict

__all__ = [
    "Collected",
    "Return",
    "TeamBuilt",
    "TeamsBuilt",
    "Verdict",
    "build_teams",
    "collect",
    "read_division",
]
