"""The files of a unit → its checked entries, with all words anchored.

In: the bytes of an article with its sidecar, capture and quote lock, or of a registry; out: a
``Unit`` with its problems. Start with ``files.py`` (what belongs together) and ``article.py``.
"""
