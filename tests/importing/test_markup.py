"""Words are written so that they are read as themselves, whatever they mean in Markdown."""

from hypothesis import given
from hypothesis import strategies as st

from briefbook.importing.document import TextBlock, join_blocks, squeeze
from briefbook.importing.markup import escape_markdown, write_markdown
from briefbook.syntax.markdown.parser import read_markdown

PIECES = (
    *("*", "_", "`", "[", "]", "[[", "]]", "<", ">", "&", "&amp;", "|", "~~", "\\", "#", "+"),
    *("-", "---", "=", "1.", "2)", "!", "[^1]", "<!-- ", "-->", "http://a.example", "$", "{"),
    *("word", "é", "市", " ", "“", "”", "'", '"', ":", "(", ")", "^", "    "),
)
LINES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join).map(squeeze)


@given(LINES.filter(bool))
def test_a_line_is_read_as_it_was(line: str) -> None:
    document, problems = read_markdown(escape_markdown(line), "a.md")
    assert document.text == line
    assert not problems


@given(
    st.lists(
        st.builds(
            lambda text, heading: TextBlock(text, heading=heading),
            LINES.filter(bool),
            st.sampled_from([0, 0, 2, 3]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_blocks_are_read_as_they_were(blocks: list[TextBlock]) -> None:
    document, problems = read_markdown(write_markdown(blocks, ""), "a.md")
    assert document.text == join_blocks(blocks).text
    assert not problems
