"""One edition of a workspace, built once or again and again, with its state.

In: a workspace and the choices of the command line; out: a published site and its report.
Start with ``session.py``.
"""
