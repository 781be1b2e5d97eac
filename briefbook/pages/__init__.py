"""Pages as values: one file for each kind, all of them in ``table.py``."""
