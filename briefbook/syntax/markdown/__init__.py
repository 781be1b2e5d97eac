"""Markdown → a document: its text, its markup in pieces, and what is wrong with it.

In: the text of an article or of a field; out: a ``Document``. Start with ``parser.py``; the
rules for single constructs stand beside it.
"""
