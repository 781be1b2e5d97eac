"""Sources that the program writes: changes as values, proved before they are made.

In: the text of a file, and what is to be different in it; out: edits (path, span, words) after
which the file says what it said before plus that change, and their way to the disk. What
cannot be done without judgement is refused with words. Start with ``yaml_edits.py``;
``entries.py`` knows of kinds, and only ``saving.py`` touches the disk.
"""
