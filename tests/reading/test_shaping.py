"""Sound fields become the same fact with the validator and without it."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.base.problems import Locus
from briefbook.kinds import KINDS
from briefbook.kinds.kind import Kind
from briefbook.units.shaping import shape_fact
from briefbook.units.validating import judge_fields

ROOT = Path(__file__).parents[2]
PLACE = Locus("a.yaml", ("a",))
WORDS = st.sampled_from(
    ("ann", "2023", "c. Aug 2023", "yes", "off", "3", "last", "aye", "high", "quoted", "person")
) | st.sampled_from(("http://a.example", "a/b.txt", "fr-CA", "../b", "", "contact", "none"))
FIELDS = st.sampled_from(
    ("role", "as_of", "aye", "no", "by", "issue", "line", "file", "alt", "text", "ann", "rol")
)
PARTS = st.recursive(
    WORDS | st.none(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(FIELDS, inner, max_size=3),
    max_leaves=4,
)


@st.composite
def raw_fields(draw: st.DrawFn, kind: Kind) -> dict[str, Any]:
    """Return fields of an entry: the required ones mostly there, all mostly of their type."""
    model: Any = kind.model
    required = [name for name in model._fields if name not in model._field_defaults]
    others = st.sampled_from((*model._fields, "nmae"))
    names = [*required[draw(st.integers(0, 9)) == 0 :], *draw(st.lists(others, max_size=3))]
    return {name: draw(WORDS | PARTS) for name in names}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@given(data=st.data())
def test_a_fact_is_the_one_that_the_validator_makes(kind: Kind, data: st.DataObject) -> None:
    fields = data.draw(raw_fields(kind))
    try:
        shaped = shape_fact(kind.model, fields)
    except ValueError:
        return
    judged, _, problems = judge_fields(kind, fields, PLACE, ())
    assert problems == ()
    assert repr(shaped) == repr(judged)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("claim", {"text": "T", "asserted_by": "ann", "evidence": ["a"], "disputed_by": {}}),
        ("claim", {"text": "T", "asserted_by": ["a"], "evidence": "b", "status": "refuted"}),
        ("event", {"votes": {"aye": "3", "by": {"no": "ann"}}, "date": "c. Aug 2023"}),
        ("quote", {"exact": ["a", "b"], "addressee": {"text": "All"}, "stance": {"i": "for"}}),
        ("quote", {"exact": "a", "addressee": ["ann"], "translation": {"text": "b"}}),
        ("actor", {"name": "A", "roles": [{"role": "r"}], "links": {"B": "http://b.example"}}),
        ("article", {"picture": {"file": "a.png", "alt": "b"}, "draft": "no", "nolink": "x"}),
    ],
)
def test_what_is_sound_needs_no_validator(name: str, fields: dict[str, Any]) -> None:
    kind = next(kind for kind in KINDS if kind.name == name)
    assert shape_fact(kind.model, fields) == judge_fields(kind, fields, PLACE, ())[0]


def test_a_sound_article_is_read_without_loading_the_validator() -> None:
    program = """
import sys
from briefbook.units.article import read_article
from briefbook.units.files import UnitFiles
files = UnitFiles("article", "briefings/a.md", "briefings/a.yaml")
text, notes = b"---\\ndate: 2023\\n---\\nWe talk.", b"quotes: {q: {exact: We talk}}"
assert read_article(files, {files.main: text, files.sidecar: notes}).problems == ()
assert "pydantic" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)
