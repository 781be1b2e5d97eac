"""What a person begins with: a workspace, a briefing, an article, an entry of a registry.

In: names, and the fields that are given; out: texts of files by their paths, or fields that
are known to be right. Start with ``files.py``; ``book/`` is the workspace that ``new
workspace`` writes.
"""
