"""Pure work done once: who builds the same book hundreds of times need not wait for it.

A build of the oracle shares with others what comes from bytes and plain values alone,
the reading of a unit and the making of a page; what the ledger decides is worked out anew.
That this work is pure is what ``test_reproducible`` and the workers' tests hold.
"""

import pickle
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from briefbook.build.stages import make_pages, read_units

MOST = 20_000
"""Results that are kept of one kind of work, some 200 MB of pages."""


def remember(work: Callable[..., Any], most: int = MOST) -> Callable[..., Any]:
    """Return a function that works once for equal bytes of its arguments, and keeps so much."""
    known: dict[bytes, Any] = {}

    def look_up(*values: Any) -> Any:
        key = sha256(pickle.dumps(values)).digest()
        if key not in known:
            if len(known) == most:
                known.clear()
            known[key] = work(*values)
        return known[key]

    return look_up


def share_pure_work(patch: pytest.MonkeyPatch) -> None:
    """Have builds share what is worked out of plain values, whatever was patched before."""
    made: dict[Any, Callable[..., Any]] = {}
    finish_page = make_pages.finish_page

    def finish(kit: Any, renderer: Any, page: Any) -> Any:
        if renderer not in made:
            made[renderer] = remember(lambda page: finish_page(kit, renderer, page))
        return made[renderer](page)

    patch.setattr(make_pages, "finish_page", finish)
    patch.setattr(read_units, "read_unit", remember(read_units.read_unit))
