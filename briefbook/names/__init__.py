"""Names in texts → whom they mean, and what becomes a link.

In: the text of an article and the names of all entries; out: links, mentions, and what an
analyst should confirm. Start with ``linking.py``.
"""
