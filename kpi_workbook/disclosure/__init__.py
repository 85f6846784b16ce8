"""What the public edition must withhold so that nobody can be recognised, and a workbook without it; pure functions."""

from .redaction import apply
from .suppression import Suppression
from .withholding import suppress

__all__ = ["Suppression", "apply", "suppress"]
