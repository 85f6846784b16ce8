"""`python -m kpi_workbook` is `kpi-workbook`."""

from .cli import main

if __name__ == "__main__":
    main()
