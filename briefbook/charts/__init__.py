"""Pictures made at build time: pure functions from plain values to the text of an SVG.

In: days, stances and names; out: an SVG and a list that says the same. Start with
``pictures.py``.
"""
