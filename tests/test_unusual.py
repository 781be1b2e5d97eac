"""The characters of a text that need a second look."""

from hypothesis import given
from hypothesis import strategies as st

from briefbook.base.folding import pick_unusual


@given(st.text() | st.text(st.characters(codec=None)))
def test_all_but_printable_ascii_is_picked_in_its_order(text: str) -> None:
    unusual = [char for char in text if not (char.isascii() and char.isprintable())]
    assert pick_unusual(text) == "".join(unusual)
