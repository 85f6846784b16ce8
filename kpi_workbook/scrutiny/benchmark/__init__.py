"""The benchmarking workbook: several organisations' figures, ranks and quarters, an indicator a row."""

from .rendering import render_benchmark
from .sources import Source

__all__ = ["Source", "render_benchmark"]
