"""What a saved or pasted text carries besides itself: told by rules, dropped, and listed.

A rule is asked of the blocks of a document, and answers which are no text, and why; the table
of them stands in ``cleaning.py``. A rule that is not sure says nothing: what is left too much
is seen at once, what is missing is not.
"""
