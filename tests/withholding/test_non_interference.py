"""Non-interference: what an edition withholds makes no difference to it, not by one byte.

An edition of a book equals that of the book from which all that it may not see was cut.
``MODELS=1000 pytest tests/withholding`` looks at as many models; the suite at 20.
What is found is not made smaller: that takes minutes, and the edits that led to it are printed.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from tests.oracle.machine import assert_same, describe, printing_everything
from tests.oracle.world import World, make_inputs
from tests.withholding.cutting import cut
from tests.withholding.models import LEVELS, draw_model, find_errors, load_models
from tests.workspaces import Outcome, build_once

MODELS = int(os.environ.get("MODELS", "20"))


@pytest.fixture(scope="module", autouse=True)
def everything_is_printed() -> Iterator[None]:
    with printing_everything():
        yield


def build(world: World, edition: str) -> Outcome:
    """Return what there is to be published of an edition, the problems left out."""
    return build_once(make_inputs(world, edition))._replace(problems=())


def assert_no_interference(world: World, edition: str) -> None:
    """Fail if what an edition withholds makes any difference to it."""
    without = cut(world, edition)
    assert find_errors(without) == ()
    built, clean = build(world, edition), build(without, edition)
    assert built.complete, build_once(make_inputs(world, edition)).problems
    assert_same(built, clean)


@pytest.mark.parametrize("edition", LEVELS)
def test_the_book_that_models_begin_with_has_no_error(edition: str) -> None:
    assert find_errors(load_models()) == ()
    assert_no_interference(load_models(), edition)


@settings(
    max_examples=MODELS,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_what_is_withheld_makes_no_difference(data: st.DataObject) -> None:
    world = draw_model(data.draw)
    note(describe(load_models(), world))
    assert_no_interference(world, data.draw(st.sampled_from(LEVELS[:2])))
