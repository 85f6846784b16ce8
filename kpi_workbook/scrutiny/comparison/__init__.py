"""The workbook that sets teams side by side: an indicator a row, teams across, and the whole."""

from .lines import Comparison
from .rendering import render_comparison

__all__ = ["Comparison", "render_comparison"]
