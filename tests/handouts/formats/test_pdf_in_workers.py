"""PDFs made by others: Typst has threads of its own, which a forked process has lost."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]

HERE_AND_THERE = """
from pathlib import Path
from briefbook.handouts.formats.pdf import make_pdf
from briefbook.handouts.formats import PaperSettings
from briefbook.session.workers import start_processes
from tests.handouts.documents import sample_handouts

if __name__ == "__main__":
    press = PaperSettings(Path("templates/handout.typ").read_text("utf-8"))
    document = next(iter(sample_handouts().values()))
    here = make_pdf(document, press)
    with start_processes(2) as others:
        print(others.submit(make_pdf, document, press).result() == here)
"""


def test_a_worker_makes_them_after_this_process_made_one(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(HERE_AND_THERE, "utf-8")
    made = subprocess.run(
        [sys.executable, program],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (made.stdout, made.stderr) == ("True\n", "")
