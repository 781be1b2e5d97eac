"""What is published besides pages: the book as data, and other forms of it, one file each.

In: an edition's view; out: JSON, CSV, feeds, a calendar and more. Start with ``book.py``.
"""
