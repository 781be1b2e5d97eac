"""Exact words to their place in a text, or what is wrong and the selector that mends it.

Words are looked for in the folded text (``briefbook.base.folding``), capitals as they are.
Selectors are those of the W3C Web Annotation Data Model (``exact``, ``prefix``,
``suffix``), plus ``nth`` for when two places look the same.

A match never begins or ends inside a word: ``sanction`` is not found in ``sanctions``,
``can`` not in ``can't``, ``1`` not in ``1.5``; ``guild`` is found in ``guild's``,
``elected`` in ``non-elected``. Chinese, Japanese, Korean, Thai, Lao, Burmese and Khmer
put no spaces between words, or join particles to them: there any place will do.

In: a selector and a text; out: an outcome, or the problem that it is. Start with
``deciding.py``; what a verified quote is held against later is in ``quote_lock.py``.
"""
