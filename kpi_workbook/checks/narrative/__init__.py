"""The auditor of the Analysis and Action text: claims, whom they are about, and whether the figures bear them out.

tokens → periods, runs of months, quantities, cues → parts of a sentence → claims → rows meant → true, false, silent.
"""

from __future__ import annotations

from .issues import declares_revision
from .rules import RULES

__all__ = ["RULES", "declares_revision"]
