"""Every change that the program makes to the disk.

In: paths and bytes; out: files that are whole or not there. Start with ``files.py``.
"""
