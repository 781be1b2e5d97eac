"""References in Markdown lead elsewhere after an edit, and nothing else is touched."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from briefbook.writing.edits import apply_edits
from briefbook.writing.markdown_edits import list_targets, rewrite_targets

PATH = "briefings/talks.md"
PIECES = (
    "[[ann]]",
    "[[ann|Ann Lee]]",
    "[[Ann Lee]]",
    "[[ bo ]]",
    "[^q1]",
    "[^talks#q1]",
    "`[[ann]]`",
    "[[-|ann]]",
    "[ann](https://ann.example)",
    "ann said",
    "我们[[ann]]说",
    "\\[[ann]]",
    "<!-- [[ann]] -->",
    "**[[ann|a]]**",
)
BETWEEN = (" ", "\n", "\n\n", "\n> ", "\n\n- ", "\r\n", "\n\n<!-- [[ann]] -->\n\n", "\n\n    ")


def rename(target: str, cited: bool) -> str:
    return {"ann": "anne-marie", "bo": "b", "q1": "quote"}.get(target, target) + "x" * cited


@st.composite
def articles(draw: Any) -> str:
    head = draw(st.sampled_from(("", "---\ntitle: '[[ann]]'\n---\n", "\ufeff---\r\n---\r\n")))
    parts = draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8))
    return head + "".join(part + draw(st.sampled_from(BETWEEN)) for part in parts)  # type: ignore[no-any-return]


@given(articles())
def test_each_reference_leads_elsewhere_and_all_else_stays(text: str) -> None:
    edits = rewrite_targets(PATH, text, rename)
    after = apply_edits(text, edits)
    before = list(list_targets(PATH, text))
    assert list(list_targets(PATH, after)) == [(rename(*one), one[1]) for one in before]
    assert {text[slice(*edit.span)] for edit in edits} <= {target for target, _ in before}


def test_what_is_no_reference_stays() -> None:
    text = "---\nsummary: '[[ann]]'\n---\n`[[ann]]`\n\n<!-- [[ann]] -->\n\n[[ann|Ann]]\n"
    edits = rewrite_targets(PATH, text, rename)
    assert apply_edits(text, edits) == text.replace("[[ann|", "[[anne-marie|")
