"""Every sentence that the program says by itself about people and what happened.

What comes in: dates in EDTF and plain values. What goes out: a ``Sentence`` (a key of the
table in ``words.py``, with its values), or None where the facts do not carry one. The law:
a sentence is made only if it is true in every world that the facts allow. Start reading at
``words.py``; each other file answers one question by its rules, which are ``traced``.
"""
