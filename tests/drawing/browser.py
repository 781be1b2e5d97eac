"""Measures drawings in a real browser."""

import json
import re
import subprocess
from collections.abc import Sequence
from html import unescape
from pathlib import Path

from tests.drawing.shapes import Shape

PAGE = """<!doctype html><meta charset="utf-8"><title>x</title>
<link rel="stylesheet" href="assets/style.css"><body>{drawing}
<pre id="out"></pre><script>
const box = t => {{ const b = t.getBBox(); return [b.x, b.y, b.x + b.width, b.y + b.height]; }};
const measure = svg => [...svg.querySelectorAll("text")].map(t => [...box(t), t.textContent]);
document.getElementById("out").textContent = JSON.stringify(
  [...document.querySelectorAll("svg")].map(measure));
</script>"""
OUTPUT = re.compile(r'<pre id="out">(.*?)</pre>', re.DOTALL)


def measure_texts(drawing: str, folder: Path, chromium: Path) -> tuple[Shape, ...]:
    """Return the boxes of all lines of text, as Chromium lays them out."""
    return measure_all([drawing], folder, chromium)[0]


def measure_all(
    drawings: Sequence[str], folder: Path, chromium: Path
) -> tuple[tuple[Shape, ...], ...]:
    """Return the boxes of all lines of text of each drawing.

    The drawings are dressed by ``assets/style.css`` of the folder, if it is there.
    """
    page = folder / "page.html"
    page.write_text(PAGE.format(drawing="".join(drawings)), encoding="utf-8")
    command = [str(chromium), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
    profile = f"--user-data-dir={folder / 'profile'}"
    done = subprocess.run(
        [*command, profile, page.as_uri()],
        capture_output=True,
        text=True,
        check=True,
    )
    found = OUTPUT.search(done.stdout)
    measured = json.loads(unescape(found[1]) if found else "[]")
    return tuple(tuple(Shape(*row) for row in rows) for rows in measured)
