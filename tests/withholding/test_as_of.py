"""The book as of a day equals that from which everything later was cut, byte for byte.

``MODELS=2000 pytest tests/withholding/test_as_of.py`` looks at 1,000 models; the suite at 15.
"""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, assume, given, note, settings
from hypothesis import strategies as st

from tests.oracle.edits import Draw
from tests.oracle.machine import assert_same, describe, printing_everything
from tests.oracle.world import World, make_inputs
from tests.withholding.cutting_days import cut_days, open_later
from tests.withholding.models import LEVELS, cure, draw_model, find_errors, load_models
from tests.withholding.test_non_interference import MODELS
from tests.workspaces import Outcome, build_once

DAYS = ("2019-01-01", "2020-06-01", "2021-03-04", "2021-03-31", "2021-04-01", "2021-05-15")


@pytest.fixture(scope="module", autouse=True)
def everything_is_printed() -> Iterator[None]:
    with printing_everything():
        yield


def build(world: World, edition: str, day: str) -> Outcome:
    """Return an edition as of a day, the problems left out."""
    inputs = make_inputs(world, edition)
    built = build_once(inputs._replace(edition=inputs.edition._replace(as_of=day)))
    assert built.complete, built.problems
    return built._replace(problems=())


def draw_opened(draw: Draw) -> tuple[World, str]:
    """Return a model, and a day by which no overview to come withholds its folder."""
    drawn, days = draw_model(draw), draw(st.permutations(DAYS))
    opened = ((cure(open_later(drawn, day)), day) for day in days)
    # The cure may withhold them again.
    found = ((world, day) for world, day in opened if world and open_later(world, day) == world)
    chosen = next(found, None)
    assume(chosen)
    assert chosen
    return chosen


@settings(
    max_examples=max(1, MODELS // 2),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_what_came_later_makes_no_difference(data: st.DataObject) -> None:
    world, day = draw_opened(data.draw)
    edition = data.draw(st.sampled_from(LEVELS))
    assume(edition in world.config["editions"])
    note(describe(load_models(), world))
    without = cut_days(world, day)
    assert find_errors(without) == ()
    assert_same(build(world, edition, day), build(without, edition, day))
