"""The edits put something into every field of every kind, so that no proof passes one over."""

from collections.abc import Iterator
from typing import get_type_hints

import pytest

from briefbook.kinds import KINDS
from briefbook.kinds.fields import SpreadOut
from briefbook.kinds.kind import Kind
from tests.oracle.values import COMMON, FIELDS


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_there_is_a_value_for_every_field(kind: Kind) -> None:
    given = {*FIELDS[kind.section or kind.name], *COMMON}
    assert {names for names in list_fields(kind) if not given & {*names}} == set()


def list_fields(kind: Kind) -> Iterator[tuple[str, ...]]:
    """Yield what analysts call each field: of one that gathers others, those."""
    for name, hint in get_type_hints(kind.model, include_extras=True).items():
        marks = [one for one in getattr(hint, "__metadata__", ()) if isinstance(one, SpreadOut)]
        yield (
            tuple(one for one, _ in marks[0].fields) if marks else (kind.names.get(name, name),)
        )
