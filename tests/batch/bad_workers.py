"""Work that goes wrong in every way a process can; in a module of its own, which worker processes can import."""

from __future__ import annotations

import os
import time

from kpi_workbook.batch.work import Item
from kpi_workbook.scrutiny.batch_summary import BatchRow, Outcome


def by_name(item: Item) -> BatchRow:
    """Does what the item is called: dies, hangs, raises, or is built."""
    if item.name == "dies":
        os._exit(9)
    elif item.name == "hangs":
        time.sleep(60)
    elif item.name == "raises":
        raise ZeroDivisionError("52 children")
    return BatchRow(source=item.name, outcome=Outcome.BUILT)
