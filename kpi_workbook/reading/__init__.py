"""From a file to a `KpiWorkbook`: guard, grid, layout, values."""
