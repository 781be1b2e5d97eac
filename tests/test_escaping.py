"""Text is escaped as the library does that templates rely on."""

import markupsafe
from hypothesis import given
from hypothesis import strategies as st

from briefbook.base.html import escape


@given(st.text(st.sampled_from("ab&<>'\";#é 本")) | st.text())
def test_comes_out_as_markupsafe_writes_it(text: str) -> None:
    assert escape(text) == str(markupsafe.escape(text))
