"""Proposals: the words of a text that somebody is said to have said, and who that is.

They are for a person to confirm. Nobody is given words that may be another's: what is doubtful
is uncertain, or has no speaker.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Literal, NamedTuple

from briefbook.anchoring.quotation import find_quotations, find_sentence
from briefbook.base.problems import Span
from briefbook.names.attribution import find_attributions

Basis = Literal["quoted", "reported"]


class Speaker(NamedTuple):
    """Who says some words, as far as the text tells.

    ``name`` is the fullest form that the text gives, without titles that are no part of it; a
    description ("the committee's chair") where it names nobody, and then ``is_name`` is false.
    ``actor`` is the id of the one actor in the book that bears the name, "" if none or several.
    ``described`` are the words by which the text introduces them ("chairwoman of the Foreign
    Affairs Committee"), "" if none.
    """

    name: str
    actor: str = ""
    described: str = ""
    is_name: bool = True


class Proposal(NamedTuple):
    """Words that may be a quote, and whose they are.

    ``parts`` are their places in the text, in code points, without the quotation marks: several
    where a cue interrupts them, or where they go on in further paragraphs.
    ``basis`` is "reported" for indirect speech, which never is certain.
    ``addressee`` is "Sky News" in "told Sky News", else "".
    """

    parts: tuple[Span, ...]
    speaker: Speaker | None
    is_certain: bool
    basis: Basis = "quoted"
    addressee: str = ""


def propose(
    text: str,
    paragraphs: Sequence[Span],
    bearers: Mapping[str, AbstractSet[str]],
    language: str = "",
) -> list[Proposal]:
    """Return the quotes that a text seems to hold, in its order.

    ``paragraphs`` are those of ``text``, in order; what lies between them is passed over.
    ``bearers`` are the ids of the actors that each name may mean. ``language`` is a code such
    as "de"; without one it is told from the text.
    """
    found: list[Proposal] = []
    for paragraph in paragraphs:
        for span in find_quotations(text, [paragraph]):
            inner = Span(span.start + 1, span.end - 1)
            sentence = Span(*find_sentence(text, span, paragraph))
            names = {text[slice(*one.name)] for one in find_attributions(text, sentence)}
            name = names.pop() if len(names) == 1 else ""
            ids = bearers.get(name, frozenset[str]())
            actor = next(iter(ids)) if len(ids) == 1 else ""
            speaker = Speaker(name, actor) if name else None
            found.append(Proposal((inner,), speaker, is_certain=speaker is not None))
    return found
