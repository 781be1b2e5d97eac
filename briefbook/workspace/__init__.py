"""A workspace on the disk → everything that a build depends on.

In: the path of a folder; out: ``Inputs``, and problems of files that cannot be used. Start with
``load.py``.
"""
