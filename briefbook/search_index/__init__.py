"""Pagefind's index of the published texts, made by its command line.

In: the published pages; out: the files of the full-text search. All is in ``full_text.py``.
"""
