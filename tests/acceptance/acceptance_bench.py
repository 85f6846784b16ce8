"""The long form of the acceptance tests: recall and false findings by class, on as many drawings as wanted.

`python tests/acceptance/acceptance_bench.py [FIRST-LAST] [WORDS OF A CLASS]`; `clean` for clean books.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from acceptance_plants import PLANTS, make
from test_acceptance import clean_findings, false_findings, findings_of, is_found, told_of


def main(start: int, end: int, only: str | None) -> None:
    """Prints the bench on the seeds from `start` to before `end`, for classes whose name holds `only`."""
    say, all_found, planted_in_all, false_in_all, heard_in_all = sys.stdout.write, 0, 0, 0, 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not only or only == "clean":
            noisy = [line for seed in range(start, end) for line in clean_findings(seed, folder)]
            say(
                f"{'clean books':32} {end - start:4} false {len(noisy):3}\n"
                + "".join(f"      {each}\n" for each in noisy)
            )
        for kind in (each for each in PLANTS if not only or only in each):
            missed, false, heard = [], [], 0
            for seed in range(start, end):
                planted = make(kind, seed)
                findings = findings_of(planted.grid, folder, planted)
                heard += len(told_of(findings))
                false += [
                    f"{seed}: {each.place} {each.rule} {each.message}" for each in false_findings(planted, findings)
                ]
                missed += [] if is_found(planted, findings) else [f"{seed}: {planted.what}"]
            found = end - start - len(missed)
            say(f"{kind:32} {found:4} of {end - start:4} found, {len(false):3} false of {heard:4}\n")
            say(
                "".join(f"      missed {each}\n" for each in missed)
                + "".join(f"      false {each}\n" for each in false)
            )
            all_found, planted_in_all = all_found + found, planted_in_all + end - start
            false_in_all, heard_in_all = false_in_all + len(false), heard_in_all + heard
    recall, precision = all_found / max(1, planted_in_all), 1 - false_in_all / max(1, heard_in_all)
    say(f"all: {all_found} of {planted_in_all} found ({recall:.1%}), {precision:.1%} of findings true\n")


if __name__ == "__main__":
    first, _, last = (sys.argv[1] if len(sys.argv) > 1 else "0-20").partition("-")
    main(int(first), int(last), sys.argv[2] if len(sys.argv) > 2 else None)
