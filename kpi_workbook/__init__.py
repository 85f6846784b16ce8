"""Reads a KPI workbook, checks and recomputes it, and writes the scrutiny workbook."""
