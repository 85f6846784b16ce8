"""Many workbooks: every KPI workbook of a folder built, in worker processes, whatever happens to one or to us.

    order = Order(folder=Path("2022-12"), output=Path("out"), settings_for=beside)
    with open_batch(order, datetime.now()) as batch, at_work(jobs=4) as crewed:
        for row in batch.run(batch.look(), crewed):
            print(row.source, row.outcome)
        batch.summarise(Theme())

`write_benchmark` sets the workbooks of several organisations side by side.

Workers are new Python processes, so a script that does this needs `if __name__ == "__main__":` around it.
"""

from .cluster import at_work
from .consortium import write_benchmark
from .crew import work_with
from .running import Batch, Order, open_batch
from .summary import document_of, went_well
from .watching import watch
from .work import build_one

__all__ = [
    "Batch",
    "Order",
    "at_work",
    "build_one",
    "document_of",
    "open_batch",
    "watch",
    "went_well",
    "work_with",
    "write_benchmark",
]
