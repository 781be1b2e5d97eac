"""Changes conditions of the statements one at a time, and tells which the tests catch.

``python -m tests.statements.mutated`` copies the package, changes one place in the copy,
and runs the tests of the statements on it: each must fail. It exits with 1 if one passes.
"""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Mutation(NamedTuple):
    """A place in a file of the package: what stands there, and what would not do."""

    file: str
    sound: str
    broken: str


MUTATIONS = (
    # offices: when an office was over, held, or may have been held
    Mutation(
        "offices",
        "possible_days(tenure.end)[1] <= possible_days(day)[0]",
        "possible_days(tenure.end)[1] < possible_days(day)[0]",
    ),
    Mutation(
        "offices",
        "possible_days(tenure.end)[1] <= possible_days(day)[0]",
        "possible_days(tenure.end)[0] <= possible_days(day)[0]",
    ),
    Mutation(
        "offices",
        "possible_days(tenure.end)[1] <= possible_days(day)[0]",
        "possible_days(tenure.end)[1] <= possible_days(day)[1]",
    ),
    Mutation(
        "offices", "if day and is_over(tenure, day):", "if is_over(tenure, day or '9999'):"
    ),
    Mutation("offices", "first == last and possible_days", "possible_days"),
    Mutation("offices", "if not (tenure.start and tenure.end):", "if not tenure.start:"),
    Mutation(
        "offices",
        "possible_days(tenure.start)[1] <= first",
        "possible_days(tenure.start)[1] < first",
    ),
    Mutation(
        "offices",
        "possible_days(tenure.start)[1] <= first",
        "possible_days(tenure.start)[0] <= first",
    ),
    Mutation(
        "offices", "last < possible_days(tenure.end)[0]", "last < possible_days(tenure.end)[1]"
    ),
    Mutation(
        "offices", "last < possible_days(tenure.end)[0]", "first < possible_days(tenure.end)[0]"
    ),
    Mutation("offices", "begins <= last and first <= ends", "begins < last and first <= ends"),
    Mutation("offices", "begins <= last and first <= ends", "begins <= last and first < ends"),
    Mutation(
        "offices", "ends = possible_days(tenure.end)[1]", "ends = possible_days(tenure.end)[0]"
    ),
    Mutation(
        "offices",
        "begins = possible_days(tenure.start)[0]",
        "begins = possible_days(tenure.start)[1]",
    ),
    Mutation("offices", "or find_ends(start) or find_ends(end)", "or find_ends(start)"),
    Mutation("offices", "    if ends is None:\n", "    if ends is None or not ends[0]:\n"),
    Mutation(
        "offices",
        "if first else sentence(by, day=last)",
        "if first else sentence(given, day=last)",
    ),
    Mutation(
        "offices",
        "sentence(after, day=first) if first else sentence(by, day=last)",
        "sentence(by, day=first or last)",
    ),
    Mutation("offices", "return 3, begins", "return 1, begins"),
    # positions: the latest, and moves
    Mutation("positions", "[1] >= newest", "[1] > newest"),
    Mutation("positions", "[1] >= newest", "[0] >= newest"),
    Mutation(
        "positions",
        "newest = spans[by_first[-1]][0]",
        "newest = spans[by_first[-1]][1]",
    ),
    Mutation(
        "positions",
        "if {*first.labels, *SILENT} & {*last.labels}",
        "if {*first.labels, *SILENT} == {*last.labels}",
    ),
    Mutation("positions", "or {*first.labels} & {*SILENT}", "or False"),
    Mutation(
        "positions",
        "all(is_surely_before(one.day, two.day)",
        "any(is_surely_before(one.day, two.day)",
    ),
    Mutation(
        "positions",
        "and all(one.is_theirs for one in (*before, *after))",
        "and all(one.is_theirs for one in after)",
    ),
    Mutation("positions", "and first.condition == last.condition)", "and True)"),
    Mutation("positions", "_agree(before) and _agree(after)", "_agree(before)"),
    Mutation(
        "positions", "if first and is_surely_before(first, day):", "if first and first != day:"
    ),
    Mutation(
        "positions",
        "days_of(one.day) == days_of(other.day)",
        "days_of(one.day)[0] <= days_of(other.day)[1]",
    ),
    # days, basis, events
    Mutation(
        "days", "days_of(one)[1] < days_of(other)[0]", "days_of(one)[1] <= days_of(other)[0]"
    ),
    Mutation(
        "days", "days_of(one)[1] < days_of(other)[0]", "days_of(one)[0] < days_of(other)[0]"
    ),
    Mutation(
        "days", "days_of(one)[1] < days_of(other)[0]", "days_of(one)[1] < days_of(other)[1]"
    ),
    Mutation("days", "if edtf else ANY_DAY", "if edtf else (FIRST_DAY, FIRST_DAY)"),
    Mutation("basis", 'return "reported"', "return given"),
    Mutation("basis", 'return "described" if', "return proof.basis if"),
    Mutation("basis", "and not any(is_theirs)", "and not all(is_theirs)"),
    Mutation("basis", "if is_theirs and", "if"),
    Mutation(
        "basis",
        '    if basis == "described" and teller:',
        '    if basis == "reported" and teller:',
    ),
    Mutation("events", "date.earliest != FIRST_DAY", "date"),
    Mutation(
        "events",
        "(date.earliest, date.latest), default",
        "(date.latest, date.earliest), default",
    ),
    Mutation("events", "HAPPENED not in statuses", "statuses[0] != HAPPENED"),
    Mutation("events", "[1] >= days_of(bound.edtf)[1]", "[1] < days_of(bound.edtf)[1]"),
    Mutation("events", "if ends and not ends[0]:", "if ends and ends[0]:"),
    Mutation("events", "if year_inferred else", "if not year_inferred else"),
)


def is_caught(mutation: Mutation) -> bool:
    """Tell whether the tests fail on a copy that has one place changed."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for part in ("briefbook", "tests"):
            leave = shutil.ignore_patterns("__pycache__", "browser", "fixtures", "problems")
            shutil.copytree(ROOT / part, root / part, ignore=leave)
        shutil.copy(ROOT / "pyproject.toml", root)
        file = root / "briefbook" / "statements" / f"{mutation.file}.py"
        text = file.read_text(encoding="utf-8")
        assert text.count(mutation.sound) == 1, mutation
        file.write_text(text.replace(mutation.sound, mutation.broken), encoding="utf-8")
        asked = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
        run = subprocess.run(
            [*asked, "--deselect=tests/statements/test_words.py", "tests/statements"],
            cwd=root,
            env={**os.environ, "PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            check=False,
        )
        assert run.returncode in (0, 1), run.stdout.decode()
        return run.returncode == 1


def main() -> int:
    """Try every mutation, and tell of each."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        caught = list(pool.map(is_caught, MUTATIONS))
    for mutation, is_found in zip(MUTATIONS, caught, strict=True):
        word = "caught" if is_found else "PASSED"
        print(f"{word}  {mutation.file}: {mutation.broken.strip()}")
    print(f"{sum(caught)} of {len(caught)} caught")
    return 0 if all(caught) else 1


if __name__ == "__main__":
    sys.exit(main())
