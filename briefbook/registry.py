"""The one table of what there is: a new kind, rule, paper or verb is a file, and a line here.

Only names stand here, those of the modules. Whoever works with them loads them, verbs when they
are used; all else that is so of some kinds, their modules say.
"""

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

KINDS = (
    "actor",
    "issue",
    "term",
    "source",
    "event",
    "quote",
    "position",
    "claim",
    "relation",
    "mention",
    "note",
    "meeting",
    "article",
    "briefing",
)
"""Kinds of entries, in ``kinds/``: each module defines its own as ``ACTOR``."""

CHECKS = (
    "identity",
    "references",
    "article_source",
    "editions",
    "stances",
    "events",
    "relations",
    "dates",
    "speakers",
    "second_hand",
    "two_stances",
    "basis",
    "rights",
    "citations",
    "places",
    "pictures",
)
"""Rules over the whole book, in ``checks/``: each module defines ``check_identity``."""

GAPS = (
    "unnoted_quotation",
    "unnoted_passage",
    "unknown_speaker",
    "unused_quote",
    "one_source",
    "second_hand",
    "two_stances",
    "stale",
    "blank",
    "unused_term",
    "unkept_source",
)
"""What may be missing, in ``gaps/``, as it is told: each module defines one, as ``STALE``."""

HANDOUTS = ("read_ahead", "two_pager", "briefing_paper", "position_sheet", "actor_note")
"""Kinds of papers, in ``handouts/kinds/``: each module defines its own as ``READ_AHEAD``."""

VERBS = {
    "build": "make the site of one edition",
    "serve": "build, watch, and show the site with what is wrong laid over it",
    "check": "report every problem, make nothing",
    "handout": "make one handout, such as the read-ahead of a meeting",
    "gaps": "tell what is missing: quotations without a note, positions from one source, …",
    "why": "tell what a page was made of, and why it was last made",
    "new": "begin a workspace, a briefing, an article, or an entry of a registry",
    "import": "make an article with proposed quotes of a text, a web page, a Word file, a PDF",
    "quote": "print a ready line for words of an article, or write it into the annotations",
    "accept": "write a suggested re-anchoring into the sidecar",
    "rename": "give an id another name, wherever the book names it",
    "fmt": "put the YAML of all files, or of some, into canonical form",
    "lock": "record the quotes that stand in their texts, for builds without the captures",
    "changes": "say what is new, changed or withdrawn since an earlier book",
    "export": "write the book in another model: popolo, followthemoney, webannotation",
    "schema": "print or write JSON Schemas of what is written by hand, for editors",
    "completion": "print what a shell completes commands by",
    "clean": "remove output and state, only what the tool wrote",
}
"""Every verb with its help; its module in ``cli/verbs/`` is loaded when it is used."""


def load_all(package: str, names: Iterable[str], form: str = "") -> Iterator[Any]:
    """Yield what the modules of a package define under their names: ``form`` with the name.

    Without a form the name stands in capitals.
    """
    for name in names:
        module = import_module(f"briefbook.{package}.{name}")
        yield getattr(module, form.format(name) if form else name.upper())
