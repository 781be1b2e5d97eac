"""What every package needs: problems and their codes, addresses, text equivalence, languages.

In: plain values; out: plain values. Start with ``problems.py`` (what is wrong, as a value) and
``folding.py`` (when two spellings count as one).
"""
