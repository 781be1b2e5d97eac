import os
import subprocess
import sys
from pathlib import Path

from briefbook.drawing.network import draw_network
from briefbook.drawing.timeline import draw_strip, draw_timeline
from tests.drawing.entries import SAMPLE
from tests.drawing.test_network import AFFAIRS, PEOPLE

ROOT = Path(__file__).parents[2]
SCRIPT = "from tests.drawing.test_drawing import draw_all; print(draw_all())"


def draw_all() -> str:
    pictures = (
        draw_timeline(SAMPLE, "Timeline", "a"),
        draw_strip(SAMPLE, "Lately", "b"),
        draw_network(PEOPLE, AFFAIRS, "Relations", "c"),
    )
    return "\n".join(pictures)


def draw_with_seed(seed: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_pictures_are_the_same_bytes_whatever_the_hash_seed() -> None:
    assert draw_with_seed("1") == draw_with_seed("2") == f"{draw_all()}\n"
