"""Problems as people and programs read them: text for terminals, JSON, SARIF.

In: problems and the texts of the files they are in; out: text with lines and columns, which
are counted here alone. Start with ``report.py``.
"""
