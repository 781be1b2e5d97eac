"""The fonts of the site and of PDFs, cut to what a book may need.

In: two font packages and the ``fonts/`` of a workspace; out: WOFF2 files and what characters
they have. Start with ``fonts.py``.
"""
