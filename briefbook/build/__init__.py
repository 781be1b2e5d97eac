"""The stages of a build in order, and what is remembered from one build to the next.

In: ``Inputs`` (files, settings, templates); out: ``Built`` (the hash of every file of the site,
and what is wrong). Start with ``pipeline.py``.
"""
