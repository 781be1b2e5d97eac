"""``[[…]]`` and ``[^…]`` in texts lead to entries that there are, and that readers may see."""

from collections.abc import Iterator

from briefbook.base.problems import Locus, Problem, problem
from briefbook.base.suggesting import did_you_mean, suggest
from briefbook.checks.editions import find_hidden, list_access
from briefbook.checks.prose import PlacedProse, all_prose, locate
from briefbook.checks.references import known_words, shorten
from briefbook.index.ledger import FullView
from briefbook.kinds import name_kinds
from briefbook.syntax.markdown.document import Citation, TextReference
from briefbook.units.resolving import Contribution, resolve_target

LINKABLE = name_kinds("is_linkable")


def check_citations(contribution: Contribution, view: FullView) -> Iterator[Problem]:
    """Yield the references and citations in a unit's texts that lead nowhere."""
    for prose in all_prose(contribution):
        for piece in prose.document.pieces:
            if isinstance(piece, (Citation, TextReference)) and leads_on(piece):
                yield from check_piece(prose, piece, contribution, view)


def leads_on(piece: TextReference | Citation) -> bool:
    """Tell whether a piece leads anywhere: words that are never to be linked do not."""
    return isinstance(piece, Citation) or piece.linked


def check_piece(
    prose: PlacedProse,
    piece: TextReference | Citation,
    contribution: Contribution,
    view: FullView,
) -> Iterator[Problem]:
    """Yield the problem of one reference or citation."""
    ref = resolve_target(piece.target, isinstance(piece, Citation), contribution.scope, view)
    locus = locate(prose, piece)
    found = {kind for kind, _ in view.all("id", ref)}
    if not found:
        if not view.all("unreadable"):
            yield explain_unknown(piece, locus, contribution, view)
    elif isinstance(piece, Citation) and "quote" not in found:
        yield problem("wrong-kind", locus, word=piece.target, kind=min(found), wanted="quote")
    else:
        yield from find_hidden(piece.target, locus, list_access(ref, view), prose.access, view)


def explain_unknown(
    piece: TextReference | Citation, locus: Locus, contribution: Contribution, view: FullView
) -> Problem:
    """Return the problem of a target that names nothing, or several things."""
    if isinstance(piece, Citation):
        known = known_words(("quote",), contribution, view)
        return problem(
            "unknown-quote", locus, did_you_mean(piece.target, known), name=piece.target
        )
    bearers = sorted(
        {*view.all("called", piece.target), *view.all("article-name", piece.target)}
    )
    if len(bearers) > 1:
        return problem("ambiguous-name", locus, word=piece.target, ids=", ".join(bearers))
    refs = [ref for kind in LINKABLE for ref in view.all("known", kind)]
    own = find_local(piece.target, refs, contribution, view)
    others = [shorten(ref, view) for ref in refs]
    return problem(
        "unknown-target", locus, did_you_mean(piece.target, others, own), name=piece.target
    )


def find_local(
    word: str, refs: list[str], contribution: Contribution, view: FullView
) -> tuple[str, ...]:
    """Return how a text refers to what its article calls so, or nearly: by the article, too."""
    own, name = f"{contribution.context.article}#", word.rpartition("#")[2]
    local = {ref.removeprefix(own) for ref in refs if ref.startswith(own)}
    known = local | contribution.scope.local_ids
    near = (name,) if name in known else suggest(name, known, 1)
    return tuple(shorten(f"{own}{one}", view) for one in near)
