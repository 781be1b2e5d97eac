"""The files of a site → the output folder, all of them or none, and nothing else touched.

In: addresses with hashes, and bytes on demand; out: a folder that holds exactly these. Start
with ``publish.py``; a run that was cut off is finished or undone by ``journal.py``.
"""
