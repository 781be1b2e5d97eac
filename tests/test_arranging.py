"""The order of changes: nothing that is linked to is missing, nothing stands in the way."""

from hypothesis import given
from hypothesis import strategies as st

from briefbook.base.addresses import Address, folders_of, make_address
from briefbook.publish.journal import JournalStep
from briefbook.publish.plan import arrange_steps

PLACES = tuple(map(make_address, ("a", "b", "a/x", "a/y/z", "c/d", "c/e", "f/g/h", "f/g/i")))


def steps(kind: str, *addresses: str) -> list[JournalStep]:
    return [JournalStep(kind, make_address(address)) for address in addresses]  # type: ignore[arg-type]


def order(
    placed: list[JournalStep], swapped: list[JournalStep], taken: list[JournalStep], *there: str
) -> list[str]:
    existing = [make_address(folder) for folder in there]
    return [
        f"{s.kind} {s.address}" for s in arrange_steps(placed, swapped, taken, existing, {})
    ]


def test_new_pages_come_first_then_changed_ones_then_deletions() -> None:
    found = order(steps("place", "n"), steps("swap", "s"), steps("take", "t"))
    assert found == ["place n", "swap s", "take t"]


def test_folders_are_made_before_their_pages_outer_ones_first() -> None:
    found = order(steps("place", "a/b/c"), [], [])
    assert found == ["folder a", "folder a/b", "place a/b/c"]
    assert order(steps("place", "a/b/c"), [], [], "a", "a/b") == ["place a/b/c"]


def test_only_what_stands_in_the_way_goes_before_what_comes() -> None:
    found = order(steps("place", "a/x", "n"), steps("swap", "s"), steps("take", "a", "t"))
    assert found == ["place n", "take a", "folder a", "place a/x", "swap s", "take t"]


def test_a_folder_makes_room_for_a_page_of_its_name() -> None:
    clear = JournalStep("clear", make_address("a"), "9")
    found = arrange_steps(
        steps("place", "a"), [], steps("take", "a/x"), [], {make_address("a"): [clear]}
    )
    assert [step.kind for step in found] == ["take", "clear", "place"]


def test_a_name_that_differs_in_case_alone_goes_first() -> None:
    assert order(steps("place", "a"), [], steps("take", "A")) == ["take A", "place a"]


@st.composite
def sites(draw: st.DrawFn) -> set[Address]:
    chosen: set[Address] = set()
    for address in draw(st.permutations(PLACES)):
        clash = folders_of([address]) & chosen or address in folders_of(chosen)
        if not clash and draw(st.booleans()):
            chosen.add(address)
    return chosen


@given(sites(), sites())
def test_every_step_can_be_taken_when_its_turn_comes(
    old: set[Address], new: set[Address]
) -> None:
    files, folders = set(old), set(folders_of(old))
    placed = [JournalStep("place", address) for address in sorted(new - old)]
    taken = [JournalStep("take", address) for address in sorted(old - new)]
    cleared = {
        step.address: [
            JournalStep("clear", folder)
            for folder in sorted(below(folders, step), reverse=True)
        ]
        for step in placed
        if step.address in folders
    }
    for step in arrange_steps(placed, [], taken, folders - set(cleared), cleared):
        take_turn(step, files, folders)
    assert files == new


def below(folders: set[Address], step: JournalStep) -> set[Address]:
    return {f for f in folders if f == step.address or f.startswith(step.address + "/")}


def take_turn(step: JournalStep, files: set[Address], folders: set[Address]) -> None:
    if step.kind in ("place", "folder"):
        assert step.address not in files | folders
        assert folders_of([step.address]) - {step.address} <= folders
        (files if step.kind == "place" else folders).add(step.address)
    elif step.kind == "take":
        files.remove(step.address)
    else:
        assert not any(path.startswith(step.address + "/") for path in files | folders)
        folders.remove(step.address)
