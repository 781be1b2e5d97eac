"""Bytes → trees with places: YAML, Markdown, dates and front matter.

In: the bytes of a file; out: values with the places where they stand. Nothing here knows a
kind of entry. Start with ``text.py``, which every file passes.
"""
