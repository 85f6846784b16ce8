"""The ribbon in Excel: the add-in's file, its installation, and the answer to each click.

The add-in (KpiWorkbook.xlam, built from `macros/`) knows no KPI logic: a click makes a folder with a copy of the open
workbook and a `job.txt`, runs `kpi-workbook job FOLDER`, and does what `result.txt` says.
"""
