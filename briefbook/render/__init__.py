"""Finished values and marked texts → HTML. The only package that knows jinja2.

In: a ``Page`` or a document with its marks; out: text. Start with ``rendering.py``.
"""
