"""The book as of a day: what came later makes no difference to it."""

from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from tests.oracle.machine import describe, printing_everything
from tests.oracle.world import World, make_inputs
from tests.withholding.models import draw_model, load_models
from tests.withholding.test_non_interference import MODELS
from tests.workspaces import Outcome, build_once

DAYS = ("2019-01-01", "2020-06-01", "2021-03-04", "2021-03-31", "2021-04-01", "2021-05-15")


def build(world: World, edition: str, day: str) -> Outcome:
    inputs = make_inputs(world, edition)
    return build_once(inputs._replace(edition=inputs.edition._replace(as_of=day)))


@settings(
    max_examples=MODELS // 2, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(data=st.data())
def test_every_book_can_be_made_as_of_every_day(data: st.DataObject) -> None:
    with printing_everything():
        world = draw_model(data.draw)
        note(describe(load_models(), world))
        day = data.draw(st.sampled_from(DAYS))
        built = build(world, data.draw(st.sampled_from(("public", "team"))), day)
    assert [one for one in built.problems if one.code == "broken-link"] == []
    assert built.complete
