"""Dates as people write them → EDTF, and the days that are possible.

In: words such as ``30 August 2023`` or ``[..2023-08]``; out: a ``Date``. Start with
``dates.py``.
"""
