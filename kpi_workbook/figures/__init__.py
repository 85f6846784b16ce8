"""What the workbook's figures really say: recomputed from counts, judged, charted and compared; pure functions."""

from .definitions import define
from .recomputing import recompute
from .results import Results

__all__ = ["Results", "define", "recompute"]
