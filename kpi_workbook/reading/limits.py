"""How much a file may ask of us. Beyond any real KPI workbook, and small enough that none can exhaust the machine.

Measured on 1,900 real workbooks: the largest part inflates to 6 MB, at most 25:1 above 1 MB, 188 parts at most;
100,000 rows of seven cells make a part of 39 MB, a million formatted empty rows one of 43 MB.
"""

from __future__ import annotations

MEGABYTE = 1 << 20

FILE_BYTES = 64 * MEGABYTE
PARTS = 2_000
PART_BYTES = 256 * MEGABYTE
ALL_PARTS_BYTES = 384 * MEGABYTE
SIDE_PART_BYTES = 16 * MEGABYTE  # styles, relations, the list of sheets: kept as a tree
RATIO = 200  # inflated to deflated; looked at only above RATIO_GRACE_BYTES
RATIO_GRACE_BYTES = 16 * MEGABYTE  # 65,000 legal cell formats compress 286:1 but stay far below this

XML_DEPTH = 100
XML_ELEMENTS = 400_000  # in a part that is kept as a tree
XML_TOKEN_BYTES = 1 << 19  # expat before 2.6.0 takes quadratic time over one longer token (CVE-2023-52425)

SHEETS = 256
ROWS = 1_048_576
COLUMNS = 16_384
CELLS = 2_000_000  # with content, in the whole workbook; 20,000 rows x 36 months are 720,000
CELLS_SEEN = 8_000_000  # formatted empty ones included
MERGES = 200_000  # on one sheet
STRINGS = 1_000_000  # in the table of shared strings
TEXT_LENGTH = 65_534  # characters in one cell: twice what Excel allows, since others write more
TEXT_CHARACTERS = 256 * MEGABYTE  # in all cells together, each shared text counted as often as it is shown
