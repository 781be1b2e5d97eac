"""The inline rule for ``[^quote-id]`` and ``[^article#quote]``."""

import re

from markdown_it.rules_inline import StateInline

CITATION = re.compile(r"\[\^([^\s\[\]^]{1,200})\]")


def read_citation(state: StateInline, silent: bool) -> bool:
    """Push a token ``citation`` with its target as ``info``; it shows no words."""
    found = CITATION.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.info, token.meta = found[1], {"at": found.start()}
    state.pos = found.end()
    return True
