"""Pages as values: a file for each kind or its like, all of them in ``table.py``.

In: an edition's view and an address; out: a ``Page``, which a template shows. ``parts/`` is
what several pages show in the same words.
"""
