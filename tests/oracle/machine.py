"""The oracle: after every edit, an incremental build gives what a clean one gives.

The machine edits one workspace at random. It keeps a memory for each edition and builds
with it after every step; beside it stands a build that remembers nothing. Whatever a user
would notice must be the same: addresses, bytes, problems and their order.
"""

import pickle
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from difflib import unified_diff
from functools import cache
from typing import Any, NamedTuple

import pytest
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from briefbook.inputs import Built, Inputs
from briefbook.memory import Site
from briefbook.rendering import Renderer
from briefbook.site import build, check
from briefbook.stages import take_settings
from tests.oracle.edits import GROUPS, Edit
from tests.oracle.theme import TEMPLATES, compiled, make_renderer
from tests.oracle.world import EDITIONS, World, load_world, make_inputs, write_world


@contextmanager
def printing_everything() -> Iterator[None]:
    """Have pages show all that their views hold, and begin with nothing remembered."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(take_settings, "Renderer", make_renderer)
        begin.cache_clear()
        compiled.cache_clear()
        yield


class Moment(NamedTuple):
    """A world, and what a clean build of each edition makes of it, once that is known."""

    world: World
    clean: dict[str, Built]


def build_clean(moment: Moment, inputs: Inputs) -> Built:
    """Return what a build gives that remembers nothing."""
    edition = inputs.edition.name
    if edition not in moment.clean:
        moment.clean[edition] = build(Site(), inputs)
    return moment.clean[edition]


@cache
def begin() -> tuple[Moment, bytes]:
    """Return the world as it is at the start, and the keepers that have built it."""
    moment = Moment(load_world(), {})
    keepers = [Keeper(edition) for edition in EDITIONS]
    followed = [keeper.follow(moment) for keeper in keepers]
    assert all(followed)
    for keeper in keepers:
        keeper.site.renderer = Renderer(TEMPLATES)
    return moment, pickle.dumps(keepers)


class Keeper:
    """The memory of one edition, and the site that is published of it."""

    def __init__(self, edition: str) -> None:
        self.edition = edition
        self.site = Site()
        self.published: Mapping[str, bytes] = {}

    def follow(self, moment: Moment) -> bool:
        """Build with the memory and without; return whether the site is complete."""
        inputs = make_inputs(moment.world, self.edition)
        built = build(self.site, inputs)
        assert_same(built, build_clean(moment, inputs))
        assert_counted(built, self.published)
        assert_settled(built, build(self.site, inputs))
        self.published = built.files if built.complete else self.published
        return built.complete


def assert_same(built: Built, clean: Built) -> None:
    """Fail unless two builds give the same."""
    assert built.problems == clean.problems
    assert built.complete == clean.complete
    assert sorted(built.files) == sorted(clean.files)
    differ = [
        address for address in clean.files if built.files[address] != clean.files[address]
    ]
    assert not differ, show_difference(differ[0], built.files, clean.files)


def show_difference(
    address: str, built: Mapping[str, bytes], clean: Mapping[str, bytes]
) -> str:
    """Return where the bytes of a page part."""
    stale, fresh = built[address].decode(), clean[address].decode()
    start = next(
        (at for at, pair in enumerate(zip(stale, fresh, strict=False)) if len({*pair}) > 1), 0
    )
    around = slice(max(0, start - 100), start + 100)
    return f"{address}: kept …{stale[around]!r}…, clean …{fresh[around]!r}…"


def assert_counted(built: Built, published: Mapping[str, bytes]) -> None:
    """Fail unless a build says what it did: pages it made, pages it took away."""
    if not built.complete:
        assert not built.files
        return
    pages = {address for address in built.files if address.endswith(".html")}
    changed = {address for address in pages if published.get(address) != built.files[address]}
    assert changed <= set(built.counts.rendered)
    assert set(built.counts.rendered) <= pages
    assert set(built.counts.removed) == {a for a in published if a.endswith(".html")} - pages


def assert_settled(built: Built, again: Built) -> None:
    """Fail unless a build of the same again does nothing and gives the same."""
    assert_same(again, built)
    assert again.counts.read == again.counts.viewed == ()
    assert not (built.complete and again.counts.rendered)


class Oracle(RuleBasedStateMachine):
    """Edits, and after each of them the comparison in both editions.

    ``focus`` narrows the edits down to a few.
    """

    focus: tuple[Edit, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self.moment, keepers = begin()
        self.keepers: list[Keeper] = pickle.loads(keepers)
        for keeper in self.keepers:
            keeper.site.renderer = make_renderer(TEMPLATES)
        self.good = self.moment
        self.past: list[Moment] = []
        self.complete = True

    def become(self, moment: Moment) -> None:
        """Go on with another world, and tell how it differs."""
        note(describe(self.moment.world, moment.world))
        self.past.append(self.moment)
        self.moment = moment

    def edit(self, draw: Any, group: str) -> None:
        """Do one of the edits of a group, or of those that are looked at alone."""
        edit = draw(st.sampled_from(self.focus or GROUPS[group]))
        self.become(Moment(edit(self.moment.world, draw), {}))

    @rule(data=st.data())
    def edit_field(self, data: st.DataObject) -> None:
        self.edit(data.draw, "field")

    @rule(data=st.data())
    def edit_entry(self, data: st.DataObject) -> None:
        self.edit(data.draw, "entry")

    @rule(data=st.data())
    def edit_face(self, data: st.DataObject) -> None:
        self.edit(data.draw, "face")

    @rule(data=st.data())
    def edit_text(self, data: st.DataObject) -> None:
        self.edit(data.draw, "text")

    @rule(data=st.data())
    def edit_file(self, data: st.DataObject) -> None:
        self.edit(data.draw, "file")

    @rule(data=st.data())
    def edit_unit(self, data: st.DataObject) -> None:
        self.edit(data.draw, "unit")

    @rule(data=st.data())
    def edit_settings(self, data: st.DataObject) -> None:
        self.edit(data.draw, "settings")

    @rule(data=st.data())
    def edit_theme(self, data: st.DataObject) -> None:
        self.edit(data.draw, "theme")

    @precondition(lambda self: not self.complete)
    @rule()
    def mend(self) -> None:
        self.become(self.good)

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        self.become(self.past[-1])

    @rule()
    def restart(self) -> None:
        for keeper in self.keepers:
            keeper.site = Site()
            keeper.published = {}

    @rule()
    def ask_for_problems(self) -> None:
        for keeper in self.keepers:
            check(keeper.site, make_inputs(self.moment.world, keeper.edition))

    @invariant()
    def incremental_is_clean(self) -> None:
        followed = [keeper.follow(self.moment) for keeper in self.keepers]
        self.complete = all(followed)
        self.good = self.moment if self.complete else self.good


def describe(before: World, after: World) -> str:
    """Return the difference between two worlds as a patch."""
    old, new = write_world(before), write_world(after)
    settings = [
        f"{name}: {value!r}"
        for name, value, was in zip(after._fields, after, before, strict=True)
        if value != was and name not in ("files", "noise")
    ]
    lines = [
        line
        for path in sorted(old.keys() | new.keys())
        for line in unified_diff(
            old.get(path, "").splitlines(),
            new.get(path, "").splitlines(),
            path,
            path,
            "",
            "",
            0,
            "",
        )
    ]
    return "\n".join((*settings, *lines)) or "no change"
