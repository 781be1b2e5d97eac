"""YAML → plain text, lists and mappings, with the place of each value.

In: the text of a file; out: values without types of their own, or a problem with its place.
Start with ``reader.py``.
"""
