import os
import subprocess
import sys
from pathlib import Path

from briefbook.charts.months import draw_spark
from briefbook.charts.network import draw_network
from briefbook.charts.scale import draw_scale
from briefbook.charts.steps import draw_steps
from briefbook.charts.strip import draw_strip
from briefbook.charts.timeline import draw_timeline
from tests.drawing.entries import SAMPLE
from tests.drawing.test_network import AFFAIRS, PEOPLE
from tests.drawing.test_scale import at, steps_of
from tests.drawing.test_steps import course, took

ROOT = Path(__file__).parents[2]
SCALE = steps_of("no", "perhaps", "yes")
STANDS = (at("Ann", (0, 0), (2, 2)), at("Bo", (1, 2), hollow=True), at("Cy", None))
SCRIPT = "from tests.drawing.test_drawing import draw_all; print(draw_all())"


def draw_all() -> str:
    pictures = (
        draw_timeline(SAMPLE, "Timeline", "a"),
        draw_strip(SAMPLE, "Lately", "b"),
        draw_network(PEOPLE, AFFAIRS, "Relations", "c"),
        draw_scale(SCALE, STANDS, 3, "Who stands where", "d"),
        draw_steps((course(took("2023-08~"), took("2023-10-05", (1, 2))),), "Positions", "e"),
        draw_spark({"2023-01": 2, "2023-03": 1}, "Mentions", "f"),
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
