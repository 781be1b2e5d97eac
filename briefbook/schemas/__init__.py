"""What may be written in each file, as JSON Schemas that editors complete and check by.

In: the kinds and their fields, and the ids of a book if they are to be in it; out: schemas as
plain values. Start with ``files.py``. A schema refuses what no book may say, whatever else is
in it; ``check`` knows more.
"""
