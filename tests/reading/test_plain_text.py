"""What is read without asking all rules is what they would have made of it."""

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.rules_core import inline

from briefbook.syntax.markdown import parser as markdown
from briefbook.syntax.markdown.document import Document
from briefbook.syntax.markdown.rules import PLAIN

PIECES = (
    *("one", " ", "  ", "\n", "\n\n", "\t", "*", "_", "`", "~", "[", "]", "<", "&", "!", "\\"),
    *("#", "# ", "+", "- ", "1", "1. ", ">", "> ", "=", "---", "|", ":", "“", "é", "\u2003"),
    *("    ", "[a]: b", "[[a]]", "[^q]", "![a](b 'c')", "*a*", "```", "<b>", "\ufeff", "\x0c"),
)


def read_by_rules(body: str) -> Document:
    """Return what the library makes of a text by its rules alone."""
    parser = markdown.make_parser()
    parser.disable(PLAIN)
    parser.core.ruler.at("inline", inline)
    with patch.object(markdown, "_PARSER", parser):
        return markdown.read_markdown(body, "a.md")[0]


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_a_text_is_what_all_rules_make_of_it(body: str) -> None:
    assert markdown.read_markdown(body, "a.md")[0] == read_by_rules(body)


@pytest.mark.parametrize("first", [*map(chr, range(0x20, 0x7F)), "“", "é", "\u2003", "\u3000"])
@pytest.mark.parametrize("rest", ["", " a", "a", "---", ". a", "[a]: b"])
def test_a_paragraph_may_begin_with_whatever_begins_nothing_else(first: str, rest: str) -> None:
    body = f"one\n\n{first}{rest}\n\ntwo"
    assert markdown.read_markdown(body, "a.md")[0] == read_by_rules(body)
