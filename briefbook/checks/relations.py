"""A relation is a verb that the workspace knows, where it lists its verbs."""

from collections.abc import Iterator

from briefbook.base.problems import Problem, problem
from briefbook.base.suggesting import did_you_mean
from briefbook.index.ledger import FullView
from briefbook.kinds.relation import TYPES
from briefbook.units.resolving import Contribution


def check_relations(contribution: Contribution, view: FullView) -> Iterator[Problem]:
    """Yield the warning of each verb that neither the model nor the workspace lists.

    A workspace that lists none may use any verb.
    """
    vocabulary = view.one("config", "vocabulary")
    own = vocabulary.relations if vocabulary else ()
    known = {*TYPES, *own}
    for entry in contribution.entries if own else ():
        if entry.kind == "relation" and entry.fact.type not in known:
            hint = did_you_mean(entry.fact.type, known)
            field = str(entry.short.index("type")) if "type" in entry.short else "type"
            locus = entry.locate(field)
            yield problem("unknown-relation-type", locus, hint, type=entry.fact.type)
