"""Rows under keys, who read which of them, and what an edition may see of them.

In: the rows that each unit contributes; out: views that answer by key and note who asked.
Start with ``rows.py``, then ``ledger.py``.
"""
