"""Who says what in a text: for ``import``, for ``quote`` and for the gaps.

In: a text with its paragraphs, and the names that the book knows; out: its quotations, each
with the one whom the text says to say it. Patterns alone, no model: sentences of tokens
(``tokens.py``), verbs of saying with whoever stands beside them (``cues.py``, ``subjects.py``),
who is meant (``cast.py``, ``descriptions.py``, ``pronouns.py``, asked by ``meaning.py``), which
cue a quotation hangs on (``ties.py``) or who goes on in it (``continuing.py``). The words of
each language stand in one table (``words.py``); Chinese is read by itself (``chinese.py``).
Start with ``proposing.py``.
"""
