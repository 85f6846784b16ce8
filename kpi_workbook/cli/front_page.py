"""What `kpi-workbook --help` prints: written out, so that the answer comes at once, before the parser is loaded.

A test holds it to the commands and options that there are.
"""

PAGE = """\
Usage: kpi-workbook [OPTIONS] COMMAND [ARGS]...

  Read, check and recompute a KPI workbook, and write the scrutiny workbook
  that members read. `kpi-workbook COMMAND --help` tells more of a command.

Options:
  --settings FILE.toml  Settings; default kpi-workbook.toml beside the input.
  --year YYYY           The first month's year, where none is written.
  --quiet               Print results only.
  --log FILE.log        Add what happens and how long it takes; no figures.
  --version             Print it.
  --help                Show this message and exit.

From a KPI workbook to a scrutiny workbook:
  demo           Build the bundled example from end to end.
  read           Show what was understood of a workbook.
  check          Check one or more workbooks.
  build          Write the scrutiny workbook.
  explain        Say what a check looks for, why, and how to put it right.

The month's work:
  email          Write a draft that carries a scrutiny workbook, or send it.
  batch          Build every KPI workbook of a folder, with one summary.
  watch          Build what is saved into a folder, until Ctrl-C.
  collect        Read the texts of the teams' workbooks back into the whole.
  export         Write the figures as a tidy table.
  template       Write a blank input workbook.
  roll-forward   Write next month's input workbook from this month's.

This computer:
  doctor         Say what works on this machine and what to do.
  install-addin  Put the ribbon where Excel loads it.
  job            Answer one click on the ribbon.
"""
