"""The edits put something into every field of every kind, so that no proof passes one over."""

import pytest

from briefbook.kinds import KINDS
from briefbook.kinds.kind import Kind
from tests.oracle.values import COMMON, FIELDS


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_there_is_a_value_for_every_field(kind: Kind) -> None:
    fields = {kind.names.get(name, name) for name in kind.model._fields}  # type: ignore[attr-defined]
    assert fields - set(FIELDS[kind.section or kind.name]) - set(COMMON) == set()
