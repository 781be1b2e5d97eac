"""The source that a sidecar names for its whole article is one that there is, and is seen."""

from collections.abc import Iterator

from briefbook.base.problems import Locus, Problem, problem
from briefbook.checks.editions import find_hidden, list_access
from briefbook.checks.references import explain_unknown
from briefbook.index.ledger import FullView
from briefbook.index.rows import join_access
from briefbook.kinds.references import Reference
from briefbook.units.resolving import Contribution
from briefbook.units.sidecar import SOURCE


def check_article_source(contribution: Contribution, view: FullView) -> Iterator[Problem]:
    """Yield the problem of an article's source, where the sidecar names it.

    In front matter it is a field like all others, which other rules look at.
    """
    word = contribution.unit.source
    if not word or names_in_front(contribution):
        return
    ref = contribution.context.source
    locus = Locus(name_sidecar(contribution.unit.path), (SOURCE,))
    found = {kind for kind, _ in view.all("id", ref)}
    if not found and not view.all("unreadable"):
        reference = Reference(word, SOURCE, (SOURCE,))
        yield explain_unknown(reference, locus, (SOURCE,), contribution, view)
    elif found and SOURCE not in found:
        yield problem("wrong-kind", locus, word=word, kind=min(found), wanted=SOURCE)
    else:
        access = join_access(contribution.unit.access, contribution.access)
        yield from find_hidden(word, locus, list_access(ref, view), access, view)


def names_in_front(contribution: Contribution) -> bool:
    """Tell whether the front matter of an article names its source."""
    entries = contribution.entries
    return any(entry.kind == "article" and entry.fact.source for entry in entries)


def name_sidecar(path: str) -> str:
    """Return the path of an article's sidecar."""
    return f"{path.removesuffix('.md')}.yaml"
