"""The benchmarking workbook: several organisations' figures, ranks and quarters, an indicator a row."""

from .inputs import Input
from .rendering import render_benchmark

__all__ = ["Input", "render_benchmark"]
